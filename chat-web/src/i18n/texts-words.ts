import type { Tone } from '../app/picks';

/** What the page says about what is inside a message, and about writing one. */
export interface WordsTexts {
  /** Code in a message; the language may be empty. */
  readonly code: (language: string) => string;
  readonly copyCode: string;
  readonly copied: string;
  /** Of a link, for who cannot see it coming. */
  readonly newWindow: string;
  /** What can be written, shown with its marks. */
  readonly formats: string;
  /** Opens all emoji. */
  readonly emoji: string;
  readonly moreEmoji: string;
  readonly searchEmoji: string;
  readonly loadingEmoji: string;
  readonly noEmoji: string;
  readonly recentEmoji: string;
  readonly emojiSuggestions: string;
  /** How many fit what was typed. */
  readonly emojiFitting: (count: number) => string;
  readonly skinTone: string;
  readonly tones: Readonly<Record<Tone, string>>;
  /** By their number in the emoji data; 2 is none to pick from. */
  readonly emojiGroups: Readonly<Record<0 | 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9, string>>;
}
