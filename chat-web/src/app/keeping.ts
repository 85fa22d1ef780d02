import { keptDraft } from '../state/drafts';
import type { Remembered } from '../state/initial';
import type { State } from '../state/model';
import { newCid } from './cid';
import { Database, type Adopted, type Found } from './database';
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

const NOTHING_UNSENT: Adopted = { drafts: [], outbox: [] };

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
  if (found !== null && store.state().session.phase === 'entering') {
    store.dispatch({ type: 'restored', kept: found, enter: account !== 'elsewhere' });
    keeper.begin(found);
  } else {
    // Too late, or of nobody who is here: it comes in beside what is there by now, when its user does.
    await database.release(tabs.id);
  }
  keeper.use(database, tabs.id);
  const adoptLost = () =>
    adopt(store, keeper, database, tabs).catch(() => {
      // The next window that is opened finds it.
    });
  followUser(store, adoptLost);
  await tabs.watch(adoptLost);
  // Whoever went since the rows were read, such as this very window before it was loaded anew, is watched by nobody.
  void adoptLost();
}

/** Whoever comes in has back what they had not sent when they were let go. */
function followUser(store: Store, cameIn: () => void): void {
  let before = userOf(store.state());
  store.subscribe(() => {
    const here = userOf(store.state());
    if (here !== null && here !== before) {
      cameIn();
    }
    before = here;
  });
}

/** Null: nobody is inside. */
function userOf({ owner, session }: State): string | null {
  return session.phase === 'inside' ? owner : null;
}

/** What is kept of this user, with as much of what was not sent as is this window's. */
function findOwn(database: Database, tabs: Tabs, owner: string): Promise<Found | null> {
  return tabs.settle(async (isAlive) => {
    await database.adopt(owner, tabs.id, isAlive);
    const found = await database.find(owner);
    const isOwn = ({ tab }: { readonly tab: string }) => tab === tabs.id;
    return found && { ...found, drafts: found.drafts.filter(isOwn), outbox: found.outbox.filter(isOwn) };
  });
}

/**
 * What nobody has in hand, because a window is gone or its user was let go, is for one of the windows that are left. A draft is not
 * put under the hands of somebody who is typing there: the next window that is opened has it.
 */
async function adopt(store: Store, keeper: Keeper, database: Database, tabs: Tabs): Promise<void> {
  const owner = userOf(store.state());
  if (owner === null || database.isClosed) {
    return;
  }
  const isHere = () => userOf(store.state()) === owner;
  const takes = (name: string) => {
    const room = store.state().rooms.get(name);
    return room === undefined || keptDraft(room) === null;
  };
  // Who is let go while this window waits for others would find their words in its hands, where nobody looks for them. Once the
  // words are being taken over, letting go comes after that, and is about them as well.
  const unsent = await tabs.settle(async (isAlive) =>
    isHere() ? database.adopt(owner, tabs.id, isAlive, takes) : NOTHING_UNSENT,
  );
  if (isHere() && (unsent.outbox.length > 0 || unsent.drafts.length > 0)) {
    keeper.know(unsent.outbox);
    store.dispatch({ type: 'adopted', owner, unsent });
  }
}
