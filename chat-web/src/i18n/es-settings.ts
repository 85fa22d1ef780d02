import type { SettingsTexts } from './texts-settings';

export const settingsEs: SettingsTexts = {
  title: 'Preferencias',
  language: 'Idioma',
  languageOfBrowser: 'El del navegador',
};
