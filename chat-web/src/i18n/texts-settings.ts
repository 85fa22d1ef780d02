/** What the page says about what can be chosen for a device. */
export interface SettingsTexts {
  readonly title: string;
  readonly language: string;
  readonly languageOfBrowser: string;
}
