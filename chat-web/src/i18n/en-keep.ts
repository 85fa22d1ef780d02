import type { KeepTexts } from './texts-keep';

export const keepEn: KeepTexts = {
  newVersion: 'There is a new version of this page. What you are writing stays.',
  reload: 'Reload',
};
