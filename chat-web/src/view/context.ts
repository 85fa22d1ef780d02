import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Store } from '../app/store';
import { en } from '../i18n/en';
import type { Texts } from '../i18n/texts';
import type { Happening } from '../state/actions';
import type { Room, State } from '../state/model';

export const StoreContext = createContext<Store | null>(null);
export const TextsContext = createContext<Texts>(en);

export function useTexts(): Texts {
  return useContext(TextsContext);
}

/** A part of the state; `select` returns what is in the state already, so that nothing changed means nothing is drawn. */
export function useChat<T>(select: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}

export function useDispatch(): (happening: Happening) => void {
  return useStore().dispatch;
}

export function useActiveRoom(): Room | undefined {
  return useChat(({ active, rooms }) => (active === null ? undefined : rooms.get(active)));
}

/** The id of this user; empty before the server gave one. */
export function useMyId(): string {
  return useChat(({ session }) => (session.phase === 'inside' ? session.me.id : ''));
}

function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) {
    throw new Error('store: none (expected: a StoreContext around this component)');
  }
  return store;
}
