import type { SeenTexts } from './texts-seen';

const list = new Intl.ListFormat('es');

export const seenEs: SeenTexts = {
  seen: 'Visto',
  by: (names) => `Visto por ${list.format(names)}`,
};
