import type { SeenTexts } from './texts-seen';

const list = new Intl.ListFormat('pt-BR');

export const seenPt: SeenTexts = {
  seen: 'Visto',
  by: (names) => `Visto por ${list.format(names)}`,
};
