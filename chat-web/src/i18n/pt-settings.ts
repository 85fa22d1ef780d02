import type { SettingsTexts } from './texts-settings';

export const settingsPt: SettingsTexts = {
  title: 'Preferências',
  language: 'Idioma',
  languageOfBrowser: 'O do navegador',
};
