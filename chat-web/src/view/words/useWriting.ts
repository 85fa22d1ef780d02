import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { asCode, asLink, caretAfter, surrounded, type Edit } from '../../words/edit';
import { isCommand } from '../shortcuts';

/** Steps back that are kept of one text. */
export const STEPS_MAX = 100;

/** How a step was made: letters typed one after the other are one. */
type Kind = 'letter' | 'removal' | 'edit';

interface Steps {
  /** The text as this has left it; another one came from elsewhere, and nothing of it can be taken back. */
  text: string;
  past: string[];
  future: string[];
  kind: Kind;
}

/**
 * Changes of a text field by hand and by the page that can all be taken back: a browser forgets its own steps as soon as a
 * script writes into the field.
 */
export function useWriting(value: string, field: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void) {
  const { typed, edit, undo, redo } = useSteps(value, field, write);
  useMenu(field, undo, redo);
  /** True: the key was one of those for writing. */
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { selectionStart: from, selectionEnd: to } = event.currentTarget;
    const known = actOf(event, from < to);
    if (known === null) {
      return false;
    }
    event.preventDefault();
    // Others listen for such keys as well, all over the page.
    event.stopPropagation();
    if (known === 'undo' || known === 'redo') {
      (known === 'undo' ? undo : redo)();
    } else {
      edit(known({ text: value, from, to }));
    }
    return true;
  };
  return { typed, edit, onKeyDown };
}

/** Goes from one text to the next, and back. */
function useSteps(value: string, field: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void) {
  const steps = useRef<Steps>({ text: value, past: [], future: [], kind: 'edit' });
  const select = useSelection(field);
  useLayoutEffect(() => {
    if (steps.current.text !== value) {
      steps.current = { text: value, past: [], future: [], kind: 'edit' };
    }
  });

  const step = (text: string, kind: Kind) => {
    const { text: before, past, kind: last } = steps.current;
    const isSame = kind !== 'edit' && kind === last && past.length > 0;
    const kept = isSame ? past : [...past, before].slice(-STEPS_MAX);
    steps.current = { text, past: kept, future: [], kind: endsWord(before, text) ? 'edit' : kind };
    write(text);
  };
  /** Puts a text there that was there before, or after. */
  const show = (text: string, past: string[], future: string[]) => {
    steps.current = { text, past, future, kind: 'edit' };
    const caret = caretAfter(value, text);
    select({ from: caret, to: caret });
    write(text);
  };
  const undo = () => {
    const { past, future } = steps.current;
    const text = past.at(-1);
    if (text !== undefined) {
      show(text, past.slice(0, -1), [...future, value]);
    }
  };
  const redo = () => {
    const { past, future } = steps.current;
    const text = future.at(-1);
    if (text !== undefined) {
      show(text, [...past, value], future.slice(0, -1));
    }
  };
  const edit = ({ text, from, to }: Edit) => {
    field.current?.focus();
    select({ from, to });
    step(text, 'edit');
  };
  const typed = (text: string) => step(text, kindOf(steps.current.text, text));
  return { typed, edit, undo, redo };
}

/** Selects part of a text that is not in the field yet, as soon as it is. */
function useSelection(field: RefObject<HTMLTextAreaElement | null>) {
  const wanted = useRef<Pick<Edit, 'from' | 'to'> | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) {
      field.current?.setSelectionRange(wanted.current.from, wanted.current.to);
      wanted.current = null;
    }
  });
  return (part: Pick<Edit, 'from' | 'to'>) => {
    wanted.current = part;
  };
}

/** A browser's own menu offers these as well. */
function useMenu(field: RefObject<HTMLTextAreaElement | null>, undo: () => void, redo: () => void): void {
  useEffect(() => {
    const box = field.current;
    const onBeforeInput = (event: InputEvent) => {
      const act = { historyUndo: undo, historyRedo: redo }[event.inputType];
      if (act !== undefined) {
        event.preventDefault();
        act();
      }
    };
    box?.addEventListener('beforeinput', onBeforeInput);
    return () => box?.removeEventListener('beforeinput', onBeforeInput);
  });
}

const FORMATS: Readonly<Record<string, (edit: Edit) => Edit>> = {
  b: (edit) => surrounded(edit, '**'),
  i: (edit) => surrounded(edit, '_'),
  e: asCode,
  k: asLink,
};

type Act = 'undo' | 'redo' | ((edit: Edit) => Edit);

/** What a key means; null: nothing here. */
function actOf(event: KeyboardEvent, isSelected: boolean): Act | null {
  if (!isCommand(event)) {
    return null;
  }
  const { key, ctrlKey, shiftKey } = event;
  const letter = key.toLowerCase();
  if (letter === 'z') {
    return shiftKey ? 'redo' : 'undo';
  }
  if (letter === 'y' && ctrlKey && !shiftKey) {
    return 'redo';
  }
  // Without anything to make a link of, the key is the page's.
  return shiftKey || (letter === 'k' && !isSelected) ? null : (FORMATS[letter] ?? null);
}

function kindOf(before: string, after: string): Kind {
  if (after.length === before.length + 1) {
    return 'letter';
  }
  return after.length === before.length - 1 ? 'removal' : 'edit';
}

/** What is typed after a blank is another step. */
function endsWord(before: string, after: string): boolean {
  return after.length > before.length && /\s/.test(after[caretAfter(before, after) - 1] ?? '');
}
