import type { Happening } from '../state/actions';
import type { State } from '../state/model';
import type { Shelf } from './shelf';
import type { Store } from './store';

/** Keeps a part of the state whenever it changes, and takes over what another window of the browser kept. */
export function keepInStep<T>(
  store: Store,
  shelf: Shelf<T>,
  { part, taken }: { readonly part: (state: State) => T; readonly taken: (kept: T) => Happening },
): void {
  let kept = part(store.state());
  store.subscribe(() => {
    const now = part(store.state());
    if (now !== kept) {
      kept = now;
      shelf.put(now);
    }
  });
  window.addEventListener('storage', ({ key }) => {
    if (key === shelf.key) {
      store.report(taken(shelf.read()));
      kept = part(store.state());
    }
  });
}
