import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Room } from '../state/model';
import { completionAt, optionsIn, type Completion, type Option } from '../state/mention';
import { useMyId, useStore, useTexts } from './context';

/** Offers names while somebody is being called in a text field; arrow keys choose, Enter or Tab take one, Escape lets it be. */
export function useMentioning(
  room: Room,
  value: string,
  field: RefObject<HTMLTextAreaElement | null>,
  change: (text: string) => void,
) {
  const texts = useTexts();
  const store = useStore();
  const me = useMyId();
  const [caret, setCaret] = useState<number | null>(null);
  const [index, setIndex] = useState(0);
  const completion = useMemo<Completion | null>(() => {
    if (caret === null || caret > value.length || !value.slice(0, caret).includes('@')) {
      return null;
    }
    return completionAt(value, caret, optionsIn(store.state(), room, me, texts.order.everybodyWord));
  }, [value, caret, room.name, room.people, me, store, texts]);
  const options = completion?.options ?? [];
  const current = Math.min(index, options.length - 1);
  const count = options.length;

  useEffect(() => setIndex(0), [count, completion?.from]);

  const close = useCallback(() => setCaret(null), []);
  const follow = useCallback(() => {
    const box = field.current;
    setCaret(box !== null && box.selectionStart === box.selectionEnd ? box.selectionStart : null);
  }, [field]);

  const take = (option: Option) => {
    const box = field.current;
    if (completion === null || box === null || caret === null) {
      return;
    }
    const before = `${value.slice(0, completion.from)}@${option.word} `;
    change(before + value.slice(caret).replace(/^ /, ''));
    setCaret(null);
    box.focus();
    // After React has put the text there.
    requestAnimationFrame(() => box.setSelectionRange(before.length, before.length));
  };

  /** True: the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = options[current];
    if (chosen === undefined) {
      return false;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      setIndex((current + step + count) % count);
    } else if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey)) {
      take(chosen);
    } else if (event.key === 'Escape') {
      close();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };
  return { options, current, take, follow, close, onKeyDown };
}
