import { useEffect } from 'react';
import type { Store } from '../app/store';
import type { Happening } from '../state/actions';
import { useStore } from './context';
import { isCommand, isMac } from './shortcuts';

/**
 * Obeys the keys that are good everywhere. Whatever needs a key itself keeps it from getting here, or prevents its default: then
 * it was meant for that. Keys of browsers and screen readers are left alone.
 *
 * @param covered a drawer lies over the room, and Escape is its
 */
export function useShortcuts(covered: boolean): void {
  const store = useStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // While a character is being composed, keys belong to the input method; Safari tells it by the key code only.
      const composing = event.isComposing || event.keyCode === 229;
      const wanted = composing || event.defaultPrevented ? null : meaningOf(store, event, covered);
      if (wanted !== null) {
        event.preventDefault();
        store.dispatch(wanted);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [store, covered]);
}

function meaningOf(store: Store, event: KeyboardEvent, covered: boolean): Happening | null {
  const { ctrlKey, metaKey, altKey } = event;
  const { over } = store.state();
  if ((ctrlKey || metaKey) && !altKey) {
    return isCommand(event) ? withCommand(store, event) : null;
  }
  if (over.kind !== 'none') {
    return null;
  }
  if (altKey && !ctrlKey && !metaKey) {
    return withAlt(event);
  }
  if (event.key === 'Escape') {
    return covered ? null : escaped(store);
  }
  return alone(store, event);
}

function withCommand(store: Store, { key, shiftKey, target }: KeyboardEvent): Happening | null {
  const { over } = store.state();
  const toggled = (what: 'switcher' | 'keys'): Happening =>
    over.kind === what ? { type: 'overClosed' } : { type: 'overOpened', what };
  if (key.toLowerCase() === 'k' && !shiftKey) {
    // What is chosen in a text is to become something else.
    return hasSelection(target) ? null : toggled('switcher');
  }
  if (key === '/') {
    return toggled('keys');
  }
  return key.toLowerCase() === 'f' && shiftKey && over.kind === 'none' ? { type: 'searchOpened' } : null;
}

function withAlt({ key, shiftKey, target }: KeyboardEvent): Happening | null {
  if (needsAlt(target)) {
    return null;
  }
  switch (key) {
    case 'ArrowUp':
      return { type: 'neighbourWanted', step: -1, unreadOnly: shiftKey };
    case 'ArrowDown':
      return { type: 'neighbourWanted', step: 1, unreadOnly: shiftKey };
    default:
      return null;
  }
}

/** What is open is closed; when nothing is, all is read. */
function escaped(store: Store): Happening | null {
  const { side, active } = store.state();
  if (side.kind !== 'none') {
    return { type: 'sideClosed' };
  }
  return active === null ? null : { type: 'newestWanted', room: active };
}

function alone(store: Store, { key, target }: KeyboardEvent): Happening | null {
  if (!store.state().settings.singleKeys || isTyping(target)) {
    return null;
  }
  return key === '?' ? { type: 'overOpened', what: 'keys' } : key === '/' ? { type: 'searchOpened' } : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** With Alt and an arrow a list of choices opens, and on a Mac the caret goes from paragraph to paragraph. */
function needsAlt(target: EventTarget | null): boolean {
  const isText = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  return target instanceof HTMLSelectElement || (isText && isMac() && target.value !== '');
}

function hasSelection(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement && target.selectionStart !== target.selectionEnd;
}
