import { plurals } from './plurals';
import type { WordsTexts } from './texts-words';

const counted = plurals('es');

export const wordsEs: WordsTexts = {
  code: (language) => (language === '' ? 'Código' : `Código en ${language}`),
  copyCode: 'Copiar',
  copied: 'Copiado',
  newWindow: 'Se abre en otra ventana',
  formats: '**negrita** _cursiva_ ~~tachado~~ `código` > cita :emoji:',
  emoji: 'Emojis',
  moreEmoji: 'Otro emoji',
  searchEmoji: 'Buscar emojis',
  loadingEmoji: 'Cargando emojis…',
  noEmoji: 'No hay ningún emoji con ese nombre.',
  recentEmoji: 'Usados hace poco',
  emojiSuggestions: 'Emojis para escribir',
  emojiFitting: (count) =>
    counted(count, {
      one: '# emoji sirve; Intro lo elige',
      other: '# emojis sirven; las flechas recorren, Intro elige',
    }),
  skinTone: 'Tono de piel',
  tones: {
    none: 'Amarillo',
    light: 'Claro',
    'medium-light': 'Moreno claro',
    medium: 'Moreno',
    'medium-dark': 'Moreno oscuro',
    dark: 'Oscuro',
  },
  emojiGroups: {
    0: 'Caritas y sentimientos',
    1: 'Personas y gestos',
    3: 'Animales y naturaleza',
    4: 'Comida y bebida',
    5: 'Viajes y lugares',
    6: 'Actividades',
    7: 'Objetos',
    8: 'Símbolos',
    9: 'Banderas',
  },
};
