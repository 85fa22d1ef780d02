import { plurals } from './plurals';
import type { WordsTexts } from './texts-words';

const counted = plurals('pt-BR');

export const wordsPt: WordsTexts = {
  code: (language) => (language === '' ? 'Código' : `Código em ${language}`),
  copyCode: 'Copiar',
  copied: 'Copiado',
  newWindow: 'Abre em outra janela',
  formats: '**negrito** _itálico_ ~~riscado~~ `código` > citação :emoji:',
  emoji: 'Emojis',
  moreEmoji: 'Outro emoji',
  searchEmoji: 'Buscar emojis',
  loadingEmoji: 'Carregando emojis…',
  noEmoji: 'Não há emoji com esse nome.',
  recentEmoji: 'Usados há pouco',
  emojiSuggestions: 'Emojis para escrever',
  emojiFitting: (count) =>
    counted(count, { one: '# emoji serve; Enter o escolhe', other: '# emojis servem; setas percorrem, Enter escolhe' }),
  skinTone: 'Tom de pele',
  tones: {
    none: 'Amarelo',
    light: 'Claro',
    'medium-light': 'Moreno claro',
    medium: 'Moreno',
    'medium-dark': 'Moreno escuro',
    dark: 'Escuro',
  },
  emojiGroups: {
    0: 'Carinhas e sentimentos',
    1: 'Pessoas e gestos',
    3: 'Animais e natureza',
    4: 'Comida e bebida',
    5: 'Viagens e lugares',
    6: 'Atividades',
    7: 'Objetos',
    8: 'Símbolos',
    9: 'Bandeiras',
  },
};
