import { KEY, type Memory } from './memory';
import type { Store } from './store';

/**
 * A guest who signs out in one window signs out of this browser: no other window goes on as the same, and keeps anew what was
 * forgotten. The server ends the windows of an account by itself.
 */
export function followSignOuts(store: Store, memory: Memory): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    const forgotten = key === null || (key === KEY && newValue === null);
    const { owner, session } = store.state();
    if (!forgotten || owner === null) {
      return;
    }
    const token =
      session.phase === 'naming' ? session.token : session.pass.kind === 'guest' ? session.pass.token : null;
    // Who is only let go of, and may come back, is remembered by the same token at once.
    if (token !== null && memory.stored().token !== token) {
      store.report({ type: 'signedOut' });
    }
  });
}
