import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Room } from '../state/model';
import { completionAt, optionsIn } from '../state/mention';
import { fittingEmoji, soughtEmoji } from '../words/emoji';
import type { Edit } from '../words/edit';
import { useMyId, useStore, useTexts } from './context';
import { useEmojis } from './words/useEmojis';

/** Something that may be meant by what was typed so far. */
export interface Suggestion {
  readonly key: string;
  readonly shown: string;
  /** What else helps to choose. */
  readonly note: string;
  readonly written: string;
}

interface Completion {
  readonly kind: 'people' | 'emoji';
  /** What was typed of it begins here. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** Offers names and emoji while one is being typed; arrow keys choose, Enter or Tab take one, Escape lets it be. */
export function useCompletion(
  room: Room,
  value: string,
  field: RefObject<HTMLTextAreaElement | null>,
  change: (edit: Edit) => void,
) {
  const { place, follow, close } = useCaret(value, field);
  const [index, setIndex] = useState(0);
  const people = usePeople(room, value, place);
  const emoji = useEmojiNames(value, place);
  const completion = people ?? emoji;
  const options = completion?.options ?? [];
  const current = Math.min(index, options.length - 1);
  const count = options.length;

  useEffect(() => setIndex(0), [count, completion?.from]);

  const take = (option: Suggestion) => {
    if (completion !== null && place !== null) {
      const before = `${value.slice(0, completion.from)}${option.written} `;
      change({ text: before + value.slice(place).replace(/^ /, ''), from: before.length, to: before.length });
      close();
    }
  };

  /** True: the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = options[current];
    // With Alt, arrow keys lead to other rooms.
    if (chosen === undefined || event.altKey) {
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
  return { kind: completion?.kind ?? 'people', options, current, take, follow, close, onKeyDown };
}

/** Where something may be offered: at the caret, while there is one and nobody let the offers be. */
function useCaret(value: string, field: RefObject<HTMLTextAreaElement | null>) {
  const [caret, setCaret] = useState<number | null>(null);
  const close = useCallback(() => setCaret(null), []);
  const follow = useCallback(() => {
    const box = field.current;
    setCaret(box !== null && box.selectionStart === box.selectionEnd ? box.selectionStart : null);
  }, [field]);
  return { place: caret !== null && caret <= value.length ? caret : null, follow, close };
}

function usePeople(room: Room, value: string, caret: number | null): Completion | null {
  const texts = useTexts();
  const store = useStore();
  const me = useMyId();
  return useMemo(() => {
    if (caret === null || !value.slice(0, caret).includes('@')) {
      return null;
    }
    const found = completionAt(value, caret, optionsIn(store.state(), room, me, texts.order.everybodyWord));
    const options = found?.options.map(({ key, word }) => ({
      key,
      shown: `@${word}`,
      note: key === '@' ? texts.order.everybody : '',
      written: `@${word}`,
    }));
    return found === null || options === undefined ? null : { kind: 'people', from: found.from, options };
  }, [value, caret, room.name, room.people, me, store, texts]);
}

function useEmojiNames(value: string, caret: number | null): Completion | null {
  const sought = useMemo(() => (caret === null ? null : soughtEmoji(value, caret)), [value, caret]);
  const emojis = useEmojis(sought !== null);
  return useMemo(() => {
    const fitting = sought === null || emojis === null ? [] : fittingEmoji(sought.sought, emojis);
    if (sought === null || fitting.length === 0) {
      return null;
    }
    const options = fitting.map(({ emoji, label, codes: [code = label] }) => ({
      key: emoji,
      shown: `${emoji} :${code}:`,
      note: label,
      written: emoji,
    }));
    return { kind: 'emoji', from: sought.from, options };
  }, [sought, emojis]);
}
