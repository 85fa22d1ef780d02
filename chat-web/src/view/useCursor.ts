import { useCallback, useLayoutEffect, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Line } from '../state/select';

interface Cursor {
  /** The row that Tab reaches. */
  readonly key: string | null;
  /** Where the focus is to go as soon as its row is on the page; `nonce` tells one move from the next. */
  readonly move: { readonly key: string; readonly nonce: number } | null;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * One row at a time can be reached by Tab, the newest message at first; arrow keys, Home and End go to the others. So the way
 * to the message field is short, however long the timeline is. End leads to the newest message there is, which `askForEnd` asks
 * for when it is not here.
 */
export function useCursor(lines: readonly Line[], attached: boolean, askForEnd: () => void): Cursor {
  const [chosen, setChosen] = useState<string | null>(null);
  const [move, setMove] = useState<Cursor['move']>(null);
  const [awaitsEnd, setAwaitsEnd] = useState(false);
  const newest = lines.findLast(({ kind }) => kind === 'message')?.key ?? null;
  const key = chosen !== null && lines.some((line) => line.key === chosen) ? chosen : newest;
  const onFocus = useCallback(({ target }: FocusEvent) => {
    const row = target.closest<HTMLElement>('[data-key]');
    if (row?.dataset.key !== undefined) {
      setChosen(row.dataset.key);
    }
  }, []);
  const goTo = (there: string) => {
    setChosen(there);
    setMove((last) => ({ key: there, nonce: (last?.nonce ?? 0) + 1 }));
  };
  useLayoutEffect(() => {
    if (awaitsEnd && attached && newest !== null) {
      setAwaitsEnd(false);
      goTo(newest);
    }
  }, [awaitsEnd, attached, newest]);
  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement ? event.target.dataset.key : undefined;
    // With Alt they lead to other rooms.
    if (row === undefined || event.altKey) {
      return;
    }
    const there = neighbour(lines, row, event.key);
    if (there !== null) {
      event.preventDefault();
      if (event.key === 'End' && !attached) {
        setAwaitsEnd(true);
        askForEnd();
      } else {
        goTo(there);
      }
    }
  };
  return { key, move, onFocus, onKeyDown };
}

/** The row that a key leads to; null: that key leads nowhere. */
function neighbour(lines: readonly Line[], from: string, key: string): string | null {
  const rows = lines.filter(isReached);
  const here = rows.findIndex((line) => line.key === from);
  const there = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[key];
  if (there === undefined || here < 0) {
    return null;
  }
  return rows[Math.min(Math.max(0, there), rows.length - 1)]?.key ?? null;
}

/** Messages, and what has a button in it. */
function isReached(line: Line): boolean {
  return (
    line.kind === 'message' || line.kind === 'outgoing' || (line.kind === 'change' && line.event.type === 'pinned')
  );
}
