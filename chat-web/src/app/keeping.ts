import type { Remembered } from '../state/initial';
import { newCid } from './cid';
import { Database, type Found } from './database';
import { Keeper } from './keeper';
import type { Store } from './store';
import { Tabs, type Surroundings } from './tabs';

/** Brings back what an earlier page kept, and keeps what is there from now on. */

const BROWSER: Surroundings = {
  locks: navigator.locks,
  storage: () => sessionStorage,
  channel: (name) => new BroadcastChannel(name),
  newId: newCid,
};

/** Whoever waits for a device that is slow waits no longer; what it then brings is added to what is there. */
const BEGIN_DUE_MILLIS = 3_000;

/** @return when the state is as it was; somebody new need not wait for that */
export async function startKeeping(store: Store, keeper: Keeper, remembered: Remembered): Promise<void> {
  store.subscribe(() => keeper.notice());
  addEventListener('pagehide', () => keeper.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      keeper.flush();
    }
  });
  const begun = begin(store, keeper, remembered).catch(() => {
    // It goes on in memory.
  });
  if (remembered.user !== null) {
    await Promise.race([begun, new Promise((late) => setTimeout(late, BEGIN_DUE_MILLIS))]);
  }
}

async function begin(store: Store, keeper: Keeper, { user, account }: Remembered): Promise<void> {
  const [database, tabs] = await Promise.all([Database.open(), Tabs.open(BROWSER)]);
  if (database === null) {
    return;
  }
  const found = user === null ? null : await findOwn(database, tabs, user);
  const inTime = store.state().session.phase === 'entering';
  if (found !== null && inTime) {
    store.dispatch({ type: 'restored', kept: found, enter: account !== 'elsewhere' });
    keeper.begin(found);
  }
  keeper.use(database, tabs.id);
  if (found !== null && !inTime) {
    keeper.know(found.outbox);
    store.dispatch({ type: 'adopted', owner: found.user.me.id, outbox: found.outbox });
  }
  await tabs.watch(() => {
    adopt(store, keeper, database, tabs).catch(() => {
      // The next window that is opened finds it.
    });
  });
}

/** What is kept of this user, with as much of the outbox as is for this window to send. */
function findOwn(database: Database, tabs: Tabs, owner: string): Promise<Found | null> {
  return tabs.settle(async (isAlive) => {
    await database.adopt(owner, tabs.id, isAlive);
    const found = await database.find(owner);
    return found && { ...found, outbox: found.outbox.filter(({ tab }) => tab === tabs.id) };
  });
}

/** Another window is gone: what it had not got out is for one of those that are left. */
async function adopt(store: Store, keeper: Keeper, database: Database, tabs: Tabs): Promise<void> {
  const { owner, session } = store.state();
  if (owner === null || session.phase !== 'inside' || database.isClosed) {
    return;
  }
  const outbox = await tabs.settle((isAlive) => database.adopt(owner, tabs.id, isAlive));
  if (outbox.length > 0) {
    keeper.know(outbox);
    store.dispatch({ type: 'adopted', owner, outbox });
  }
}
