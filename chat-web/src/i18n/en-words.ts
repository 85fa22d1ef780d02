import { plurals } from './plurals';
import type { WordsTexts } from './texts-words';

const counted = plurals('en');

export const wordsEn: WordsTexts = {
  code: (language) => (language === '' ? 'Code' : `Code in ${language}`),
  copyCode: 'Copy',
  copied: 'Copied',
  newWindow: 'Opens in a new window',
  formats: '**bold** _italic_ ~~struck~~ `code` > quote :emoji:',
  emoji: 'Emoji',
  moreEmoji: 'Other emoji',
  searchEmoji: 'Search emoji',
  loadingEmoji: 'Loading emoji…',
  noEmoji: 'There is no such emoji.',
  recentEmoji: 'Used lately',
  emojiSuggestions: 'Emoji to write',
  emojiFitting: (count) =>
    counted(count, { one: '# emoji fits; Enter takes it', other: '# emoji fit; arrows choose, Enter takes one' }),
  skinTone: 'Skin tone',
  tones: {
    none: 'Yellow',
    light: 'Light',
    'medium-light': 'Medium-light',
    medium: 'Medium',
    'medium-dark': 'Medium-dark',
    dark: 'Dark',
  },
  emojiGroups: {
    0: 'Smileys and feelings',
    1: 'People and gestures',
    3: 'Animals and nature',
    4: 'Food and drink',
    5: 'Travel and places',
    6: 'Activities',
    7: 'Objects',
    8: 'Symbols',
    9: 'Flags',
  },
};
