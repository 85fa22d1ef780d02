// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../src/app/database';
import { Keeper } from '../../src/app/keeper';
import { startKeeping } from '../../src/app/keeping';
import { Store } from '../../src/app/store';
import { Tabs } from '../../src/app/tabs';
import type { ClientMessage } from '../../src/protocol/messages';
import { initialState, NOTHING_REMEMBERED, type Remembered } from '../../src/state/initial';
import { reduce } from '../../src/state/reduce';
import { EPOCH, inLobby, LIMITS, ME, Page } from '../state/harness';

// A browser without locks: then no other window is alive.
vi.hoisted(() => Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined }));

const ANA: Remembered = {
  ...NOTHING_REMEMBERED,
  name: 'Ana',
  token: 't',
  user: ME.id,
  rooms: ['lobby'],
  active: 'lobby',
};

let database: Database;
let said: ClientMessage[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  sessionStorage.clear();
  said = [];
  database = (await Database.open())!;
});

afterEach(() => {
  database.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A window of a browser that was here before, or was not. */
function aWindow(remembered: Remembered) {
  const store = new Store(initialState(remembered), reduce, (effect) => {
    if (effect.do === 'say') {
      said.push(effect.message);
    } else if (effect.do === 'letGo' && effect.owner !== null) {
      keeper.letGo(effect.owner, effect.rooms);
    }
  });
  const keeper: Keeper = new Keeper(store.state);
  return { store, keeper, start: () => startKeeping(store, keeper, remembered) };
}

/** What an earlier page had. */
async function earlier(page: Page, tab: string): Promise<void> {
  const keeper = new Keeper(() => page.state);
  keeper.use(database, tab);
  await database.find(ME.id);
}

/** The server lets somebody in. */
function welcome(store: Store): void {
  store.dispatch({ type: 'linkChanged', link: { kind: 'open' } });
  const id = said.findLast(({ type }) => type === 'hello')?.id ?? 0;
  const welcomed = { type: 'welcome', id, user: ME, token: 't', epoch: EPOCH, limits: LIMITS } as const;
  store.dispatch({ type: 'received', message: { ...welcomed, heartbeatSeconds: 25 } });
}

const fieldOf = (store: Store, room = 'lobby') => store.state().rooms.get(room)?.draft;
const outboxOf = (store: Store) =>
  store
    .state()
    .rooms.get('lobby')
    ?.outbox.map(({ message }) => message.cid) ?? [];
const typed = (page: Page, text: string, room = 'lobby') => page.do({ type: 'drafted', room, text });

describe('what an earlier page kept', () => {
  it('is there when the page begins, and is not written once more', async () => {
    await earlier(typed(inLobby(3).submit('one', 'c1'), 'half'), 'gone');
    const { store, start } = aWindow(ANA);
    const order: string[] = [];
    store.subscribe(() => order.push(store.state().session.phase));
    const write = vi.spyOn(Database.prototype, 'write');
    const use = vi.spyOn(Keeper.prototype, 'use').mockImplementationOnce(function (this: Keeper, ...args) {
      order.push('use');
      this.use(...args);
    });
    await start();
    await vi.waitFor(() => expect(use).toHaveBeenCalledTimes(2));
    expect(order.slice(0, 2)).toEqual(['inside', 'use']);
    expect(outboxOf(store)).toEqual(['c1']);
    expect(fieldOf(store)).toBe('half');
    expect(store.state().rooms.get('lobby')?.last).toBe(3);
    expect(write).not.toHaveBeenCalled();
  });

  it('is waited for no longer than a while, and nobody new waits for it', async () => {
    vi.spyOn(Database, 'open').mockReturnValue(new Promise(() => undefined));
    await aWindow(NOTHING_REMEMBERED).start();
    let begun = false;
    const started = aWindow(ANA)
      .start()
      .then(() => (begun = true));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(begun).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await started;
  });

  it('comes in beside what is there when it comes too late: drafts into fields that are empty', async () => {
    const before = typed(inLobby(1).submit('one', 'c1'), 'old words');
    before.do({ type: 'roomChosen', room: 'jazz' }, { type: 'drafted', room: 'jazz', text: 'old jazz' });
    await earlier(before, 'gone');
    let open: (database: Database) => void = () => undefined;
    vi.spyOn(Database, 'open').mockReturnValue(new Promise((done) => (open = done)));
    const { store, start } = aWindow(ANA);
    const started = start();
    await vi.advanceTimersByTimeAsync(3_000);
    await started;
    store.dispatch({ type: 'started' });
    welcome(store);
    store.dispatch({ type: 'drafted', room: 'lobby', text: 'new words' });
    open(database);
    await vi.waitFor(() => expect(outboxOf(store)).toEqual(['c1']));
    expect(fieldOf(store)).toBe('new words');
    expect(fieldOf(store, 'jazz')).toBe('old jazz');
    // What had no place waits for the next page.
    const next = await database.adopt(ME.id, 'next', () => false);
    expect(next.drafts.map(({ text }) => text)).toContain('old words');
  });
});

it('what a window left that went while this one began is found as well', async () => {
  await earlier(inLobby(1), 'gone');
  const { store, start } = aWindow(ANA);
  const use = vi.spyOn(Keeper.prototype, 'use').mockImplementationOnce(function (this: Keeper, ...args) {
    void earlier(inLobby(1).submit('one', 'c1'), 'going');
    this.use(...args);
  });
  await start();
  await vi.waitFor(() => expect(outboxOf(store)).toEqual(['c1']));
  expect(use).toHaveBeenCalled();
});

/** In with an account, as the browser remembers, or after logging in. */
function comesIn(store: Store, to: 'renew' | 'logIn'): void {
  const grant = { token: 'a', seconds: 900, user: { id: ME.id, name: ME.name } } as never;
  if (to === 'renew') {
    store.dispatch({ type: 'linkChanged', link: { kind: 'open' } });
  }
  store.dispatch({ type: 'answered', answer: { to, grant } });
  welcome(store);
}

const ACCOUNT: Remembered = { ...ANA, token: null, account: 'yes' };
const letGo = (store: Store) => store.dispatch({ type: 'linkChanged', link: { kind: 'refused', code: 4002 } });

it('somebody who was let go has their words back when they come in again, in the same window or the next', async () => {
  const { store, start } = aWindow(ACCOUNT);
  await start();
  store.dispatch({ type: 'started' });
  comesIn(store, 'renew');
  store.dispatch({ type: 'drafted', room: 'lobby', text: 'half' });
  letGo(store);
  expect(store.state().rooms.size).toBe(0);

  store.dispatch({ type: 'logInWanted', name: 'Ana', password: 'correct horse' });
  comesIn(store, 'logIn');
  await vi.waitFor(() => expect(fieldOf(store)).toBe('half'));

  letGo(store);
  const next = aWindow(NOTHING_REMEMBERED);
  await next.start();
  comesIn(next.store, 'logIn');
  await vi.waitFor(() => expect(fieldOf(next.store)).toBe('half'));
});

it.each(['before', 'after'])(
  'who is let go just %s their words were taken over finds them all the same',
  async (when) => {
    const { store, start } = aWindow(ACCOUNT);
    await start();
    store.dispatch({ type: 'started' });
    await earlier(inLobby(1).submit('one', 'c1'), 'gone');
    const settle = vi.spyOn(Tabs.prototype, 'settle').mockImplementationOnce(async function (this: Tabs, work) {
      if (when === 'before') {
        letGo(store);
        return this.settle(work);
      }
      const settled = await this.settle(work);
      letGo(store);
      return settled;
    });
    comesIn(store, 'renew');
    await vi.waitFor(() => expect(settle).toHaveBeenCalledTimes(2));
    await settle.mock.results[0]?.value;

    store.dispatch({ type: 'logInWanted', name: 'Ana', password: 'correct horse' });
    comesIn(store, 'logIn');
    await vi.waitFor(() => expect(outboxOf(store)).toEqual(['c1']));
  },
);
