import { useEffect, useState } from 'react';
import { copyText } from '../app/clipboard';

/** What became of a copy is told for so long. */
export const TOLD_MILLIS = 5_000;

/** Copies texts, and knows for a while what became of the last one. */
export function useCopy(): { copied: 'nothing' | 'copied' | 'refused'; copy: (text: string) => void } {
  const [last, setLast] = useState<{ copied: 'nothing' | 'copied' | 'refused' }>({ copied: 'nothing' });
  useEffect(() => {
    if (last.copied === 'nothing') {
      return undefined;
    }
    const timer = setTimeout(() => setLast({ copied: 'nothing' }), TOLD_MILLIS);
    return () => clearTimeout(timer);
  }, [last]);
  const copy = (text: string) => void copyText(text).then((done) => setLast({ copied: done ? 'copied' : 'refused' }));
  return { ...last, copy };
}
