import type { SettingsTexts } from './texts-settings';

export const settingsEn: SettingsTexts = {
  title: 'Settings',
  language: 'Language',
  languageOfBrowser: 'As in the browser',
};
