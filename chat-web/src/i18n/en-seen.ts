import type { SeenTexts } from './texts-seen';

const list = new Intl.ListFormat('en');

export const seenEn: SeenTexts = {
  seen: 'Seen',
  by: (names) => `Seen by ${list.format(names)}`,
};
