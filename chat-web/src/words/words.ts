import { isPlain } from './plain';
import { asTyped, plainOf, type Block, type Call } from './tree';

/** Texts that were read are kept, the newest; a row that comes back into view costs nothing. */
export const KEPT_MAX = 500;

type Reader = (text: string, calls: readonly Call[]) => readonly Block[];

/** What knows Markdown is a third of the page's first scripts: it comes by itself, see `fetchReader`. */
let reader: Reader | null = null;
let fetching: Promise<void> | null = null;
const waiting = new Set<() => void>();
const kept = new Map<string, readonly Block[]>();

/** Gets what knows Markdown, while the page has other things to wait for. Until it is here texts are shown as typed. */
export async function fetchReader(): Promise<void> {
  fetching ??= import('./read').then(
    ({ readWords }) => {
      reader = readWords;
      waiting.forEach((told) => told());
    },
    () => {
      // The next text that needs it tries again.
      fetching = null;
    },
  );
  return fetching;
}

/** For `useSyncExternalStore`: whether it is here. */
export const readerArrival = {
  subscribe: (told: () => void): (() => void) => {
    waiting.add(told);
    return () => waiting.delete(told);
  },
  isHere: (): boolean => reader !== null,
} as const;

/** What a text says; the same value for the same text and calls, as long as it is kept. */
export function wordsOf(text: string, calls: readonly Call[] = []): readonly Block[] {
  const key = `${calls.map(({ from, to, mine }) => `${from}-${to}${mine ? '!' : ''}`).join()} ${text}`;
  const known = kept.get(key);
  if (known === undefined && (isPlain(text) || reader === null)) {
    if (!isPlain(text)) {
      void fetchReader();
    }
    return [{ kind: 'text', inlines: asTyped(text, calls) }];
  }
  const words = known ?? reader?.(text, calls) ?? [];
  // What was asked for last is dropped last.
  kept.delete(key);
  kept.set(key, words);
  if (kept.size > KEPT_MAX) {
    const [oldest = ''] = kept.keys();
    kept.delete(oldest);
  }
  return words;
}

/** A text without its marks, where it can be nothing but text. */
export function plainText(text: string): string {
  return wordsOf(text).map(plainBlock).join('\n');
}

/** The same in one line, for quotes, notifications and whatever else has little room, or is spoken. */
export function inOneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

/** Text that begins and ends somewhere, in code units. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A text without its marks, and where in it places of the text are then. */
export function placesInPlain(text: string, places: readonly Place[]): { text: string; places: readonly Place[] } {
  const plain = plainText(text);
  const origins = originsOf(plain, text);
  const found = places.flatMap(({ from, to }) => {
    const first = origins.findIndex((at) => at >= from && at < to);
    const last = origins.findLastIndex((at) => at >= from && at < to);
    return first < 0 ? [] : { from: first, to: last + 1 };
  });
  return { text: plain, places: found };
}

/** For each code unit of a plain text where in the whole one it stands; -1: it was put there. */
function originsOf(plain: string, text: string): readonly number[] {
  let next = 0;
  return Array.from({ length: plain.length }, (_, i) => {
    const char = plain[i] ?? '';
    const at = text[next] === char ? next : ADDED.includes(char) ? -1 : text.indexOf(char, next);
    next = at < 0 ? next : at + 1;
    return at;
  });
}

/** What `plainBlock` puts between the parts of a text. */
const ADDED = '• \n';

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return plainOf(block.inlines);
    case 'code':
      return block.text;
    case 'quote':
      return block.blocks.map(plainBlock).join('\n');
    case 'list':
      return block.items.map((item) => `• ${item.map(plainBlock).join('\n')}`).join('\n');
  }
}
