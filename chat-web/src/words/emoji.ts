import { folded } from './fold';

/** Emoji by what they are called: in the page's language, and by the codes that programs know them by. */

/** As `scripts/emoji.mjs` writes it: the emoji, its label, its group, its codes, words for it, and it in five skin tones. */
export type RawEmoji = readonly [string, string, number, readonly string[], readonly string[], (readonly string[])?];

export interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly group: number;
  readonly codes: readonly string[];
  readonly tags: readonly string[];
  readonly tones: readonly string[];
  /** The beginnings of these are looked for. */
  readonly labelWords: readonly string[];
  readonly tagWords: readonly string[];
}

export interface Emojis {
  readonly all: readonly Emoji[];
  readonly byCode: ReadonlyMap<string, string>;
}

export function emojisOf(raw: readonly RawEmoji[]): Emojis {
  const all = raw.map(([emoji, label, group, codes, tags, tones = []]) => {
    const labelWords = [folded(label), ...folded(label).split(/[^\p{L}\p{N}]+/u)];
    return { emoji, label, group, codes, tags, tones, labelWords, tagWords: tags.map(folded) };
  });
  // A code of several emoji is of the first, which is the usual one.
  const byCode = new Map(all.toReversed().flatMap(({ emoji, codes }) => codes.map((code) => [code, emoji] as const)));
  return { all, byCode };
}

/** Whether an emoji may be being called anywhere in a text: only then they are needed. */
export function mayCallEmoji(text: string): boolean {
  return /(?<![\p{L}\p{N}_:/]):[\p{L}+-][\p{L}\p{N}_+-]/u.test(text);
}

const OFFERED_MAX = 6;
const CODE_MAX = 40;

/** A colon and what follows it up to the caret, when that may become an emoji. */
export function soughtEmoji(text: string, caret: number): { readonly from: number; readonly sought: string } | null {
  const before = text.slice(Math.max(0, caret - CODE_MAX), caret);
  const sought = /(?<![\p{L}\p{N}_:/]):([\p{L}+-][\p{L}\p{N}_+-]+)$/u.exec(before)?.[1];
  const from = caret - (sought?.length ?? 0) - 1;
  return sought === undefined || isInCode(text, from) ? null : { from, sought: folded(sought) };
}

/** The emoji that may be meant, the likeliest first. */
export function fittingEmoji(sought: string, { all }: Emojis): readonly Emoji[] {
  return all
    .flatMap((emoji) => {
      const rank = rankOf(emoji, sought);
      return rank === null ? [] : { emoji, rank };
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, OFFERED_MAX)
    .map(({ emoji }) => emoji);
}

function rankOf({ codes, labelWords, tagWords }: Emoji, sought: string): number | null {
  const begins = (word: string) => word.startsWith(sought);
  const ranks = [
    codes.includes(sought),
    codes.some(begins),
    labelWords.some(begins),
    tagWords.some(begins),
    codes.some((code) => code.includes(`_${sought}`)),
  ];
  const rank = ranks.indexOf(true);
  return rank < 0 ? null : rank;
}

/** The emoji whose code was ended by the colon right before the caret. */
export function endedEmoji(
  text: string,
  caret: number,
  { byCode }: Emojis,
): { readonly from: number; readonly emoji: string } | null {
  const code = /(?<![\p{L}\p{N}_:/]):([a-z0-9_+-]+):$/iu.exec(text.slice(Math.max(0, caret - CODE_MAX), caret))?.[1];
  const emoji = byCode.get(code?.toLowerCase() ?? '');
  const from = caret - (code?.length ?? 0) - 2;
  return emoji === undefined || isInCode(text, from) ? null : { from, emoji };
}

/** A text with all its codes as emoji, but for those in code. */
export function withEmoji(text: string, { byCode }: Emojis): string {
  return text
    .split(/(```[\s\S]*?(?:```|$)|`[^`\n]*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(
            /(?<![\p{L}\p{N}_:/]):([a-z0-9_+-]+):(?![\p{L}\p{N}_:])/giu,
            (typed, code: string) => byCode.get(code.toLowerCase()) ?? typed,
          ),
    )
    .join('');
}

/** Whether an odd number of backticks stands before: then code has begun, and not ended. */
function isInCode(text: string, at: number): boolean {
  return (text.slice(0, at).split('`').length - 1) % 2 === 1;
}
