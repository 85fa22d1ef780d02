import { useState } from 'react';
import type { Store } from '../app/store';
import { useStore } from './context';

/** So much stays open at a time; what was opened before that is closed when it comes back into sight. */
const OPENED_MAX = 500;

/** What a person opened, by room and message, for as long as the page is open. */
const openedIn = new WeakMap<Store, Set<string>>();

/** Whether something is open that may go out of sight and come back, which makes its component anew. */
export function useOpened(what: string): readonly [boolean, (open: boolean) => void] {
  const store = useStore();
  const [open, setOpen] = useState(() => openedIn.get(store)?.has(what) ?? false);
  const change = (next: boolean) => {
    const opened = openedIn.get(store) ?? new Set();
    openedIn.set(store, opened);
    opened.delete(what);
    if (next) {
      opened.add(what);
    }
    if (opened.size > OPENED_MAX) {
      const [oldest] = opened;
      opened.delete(oldest ?? what);
    }
    setOpen(next);
  };
  return [open, change];
}
