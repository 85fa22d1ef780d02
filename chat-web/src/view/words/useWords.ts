import { useSyncExternalStore } from 'react';
import type { Block, Call } from '../../words/tree';
import { inOneLine, placesInPlain, plainText, readerArrival, wordsOf } from '../../words/words';

/** What texts say; drawn anew when what knows Markdown arrives. */
export function useWords(text: string, calls: readonly Call[]): readonly Block[] {
  useReader();
  return wordsOf(text, calls);
}

/** Texts without marks, see `words.ts`. */
export function usePlain(): typeof PLAIN {
  useReader();
  return PLAIN;
}

const PLAIN = { plainText, inOneLine, placesInPlain } as const;

function useReader(): boolean {
  return useSyncExternalStore(readerArrival.subscribe, readerArrival.isHere);
}
