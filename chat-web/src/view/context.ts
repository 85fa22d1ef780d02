import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Store } from '../app/store';
import type { Texts } from '../i18n/texts';
import type { Happening } from '../state/actions';
import { serverTime } from '../state/clock';
import type { Act } from '../protocol/permissions';
import type { Room, State } from '../state/model';
import { may } from '../state/permits';

export const StoreContext = createContext<Store | null>(null);
export const TextsContext = createContext<Texts | null>(null);

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (texts === null) {
    throw new Error('texts: none (expected: a TextsContext around this component)');
  }
  return texts;
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

/** Whether the user may do something in a room, as far as the page knows. */
export function useMay(room: Room | undefined, act: Act): boolean {
  return useChat((state) => room !== undefined && may(state, room, act));
}

/** The same where only the room's name is at hand: nothing is drawn anew but when the answer changes. */
export function useMayIn(room: string, act: Act): boolean {
  return useChat((state) => {
    const known = state.rooms.get(room);
    return known !== undefined && may(state, known, act);
  });
}

/** How far the server's clock is ahead of this device's, in milliseconds; times are shown by the server's. */
export function useSkew(): number {
  return useChat((state) => serverTime(state, 0));
}

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) {
    throw new Error('store: none (expected: a StoreContext around this component)');
  }
  return store;
}
