import { initialState } from '../state/initial';
import { reduce } from '../state/reduce';
import { Api } from '../transport/api';
import { Connection, socketUrl } from '../transport/connection';
import { choicesShelf } from './choices';
import { perform, type Means } from './effects';
import { keepInStep } from './in-step';
import { Keeper } from './keeper';
import { startKeeping } from './keeping';
import { Leavers } from './leavers';
import { readFailure, readLink } from './link';
import { Memory } from './memory';
import { settingsShelf } from './settings';
import { Shell } from './shell';
import { followSignOuts } from './sign-outs';
import { Store } from './store';
import { Teller } from './teller';

/** The list of rooms is asked for again this often while somebody looks. */
const ROOMS_EVERY_MILLIS = 20_000;

/** Puts transport, state and browser together; done when there is something to show. */
export async function startChat(): Promise<Store> {
  const memory = new Memory();
  const remembered = memory.read();
  const settings = settingsShelf();
  const choices = choicesShelf();
  const begin = initialState(remembered, settings.read(), choices.read());
  const store: Store = new Store(begin, reduce, (effect) => perform(effect, means));
  const keeper = new Keeper(store.state);
  const means: Means = {
    store,
    memory,
    connection: new Connection(socketUrl(location), {
      statusChanged: (link) => store.report({ type: 'linkChanged', link }),
      received: (message) => store.report({ type: 'received', message }),
    }),
    api: new Api((answer) => store.report({ type: 'answered', answer })),
    keeper,
    leavers: new Leavers(keeper, memory),
    teller: new Teller(store),
    shell: new Shell(() => store.report({ type: 'outdated' })),
  };

  await startKeeping(store, keeper, remembered);
  rememberRooms(store, memory);
  followSignOuts(store, memory);
  keepInStep(store, settings, {
    part: (state) => state.settings,
    taken: (change) => ({ type: 'settingsChanged', change }),
  });
  keepInStep(store, choices, {
    part: (state) => state.choices,
    taken: (kept) => ({ type: 'choicesRead', choices: kept }),
  });
  listenToBrowser(means);
  means.shell.start(store);
  const failure = takeFailure();
  followLink(store);
  addEventListener('hashchange', () => followLink(store));
  if (remembered.account === 'ending') {
    // It did not get through the last time.
    perform({ do: 'call', call: { kind: 'logOut' } }, means);
  }
  store.dispatch(remembered.account === 'elsewhere' ? { type: 'cameBack', failure } : { type: 'started' });
  return store;
}

/** Why the way in over another place led nowhere; the address says it once, too. */
function takeFailure(): string | null {
  const failure = readFailure(location.search);
  if (failure !== null) {
    history.replaceState(null, '', location.pathname + location.hash);
  }
  return failure;
}

/** What the address asks for is done once: it does not stay there, where it would be copied, or done again by a reload. */
function followLink(store: Store): void {
  const { room, message, invite } = readLink(location.hash);
  if (room !== null || invite !== null) {
    history.replaceState(null, '', location.pathname);
  }
  if (invite !== null) {
    store.dispatch({ type: 'invited', invite });
  }
  if (room !== null) {
    store.dispatch(message === null ? { type: 'roomChosen', room } : { type: 'messageWanted', room, seq: message });
  }
}

function rememberRooms(store: Store, memory: Memory): void {
  let kept = '';
  store.subscribe(() => {
    const { session, rooms, active } = store.state();
    const names = [...rooms.keys()];
    // Whoever comes in next is remembered anew: what was kept may be forgotten by then.
    const now = session.phase === 'inside' ? JSON.stringify([names, active]) : '';
    if (now === '') {
      kept = '';
    } else if (now !== kept) {
      kept = now;
      memory.keep({ rooms: names, active });
    }
  });
}

function listenToBrowser({ store, connection, keeper }: Means): void {
  const attend = () => {
    const attention = document.visibilityState === 'visible' && document.hasFocus();
    if (attention !== store.state().attention) {
      store.dispatch({ type: 'attentionChanged', attention });
    }
  };
  addEventListener('focus', attend);
  addEventListener('blur', attend);
  document.addEventListener('visibilitychange', () => {
    attend();
    if (document.visibilityState === 'visible') {
      connection.wokeUp();
    }
  });
  const tellNetwork = () => store.report({ type: 'networkChanged', online: navigator.onLine });
  addEventListener('online', () => {
    tellNetwork();
    connection.networkAppeared();
  });
  addEventListener('offline', () => {
    tellNetwork();
    connection.networkVanished();
  });
  tellNetwork();
  addEventListener('beforeunload', (event) => {
    // A message that is not out yet would be lost with the page, where nothing can be kept.
    if (
      !keeper.canKeep &&
      [...store.state().rooms.values()].some((room) => room.outbox.some((o) => o.status.kind !== 'acked'))
    ) {
      event.preventDefault();
    }
  });
  setInterval(() => {
    if (document.visibilityState === 'visible') {
      store.report({ type: 'roomsWanted' });
    }
  }, ROOMS_EVERY_MILLIS);
  attend();
}
