import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../src/app/database';
import { Keeper, LATE_MAX } from '../../src/app/keeper';
import { LEFT_DAYS_MAX, LEFT_USERS_MAX } from '../../src/app/left-words';
import type { User } from '../../src/protocol/messages';
import { userOf } from '../../src/protocol/text';
import type { Happening } from '../../src/state/actions';
import { BIA, inLobby, ME, mine, Page } from '../state/harness';

const DAY_MILLIS = 24 * 3_600_000;

let database: Database;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 0, 1) });
  vi.stubGlobal('indexedDB', new IDBFactory());
  database = (await Database.open())!;
});

afterEach(() => {
  database.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody in the lobby of a window, with words that are written down. */
async function comesIn(user: User, tab = 'tab', page = insideAs(user)) {
  const keeper = new Keeper(() => page.state);
  keeper.use(database, tab);
  await settled();
  const letGo = () => {
    keeper.letGo(user.id, page.state.rooms);
    return settled();
  };
  return { page, keeper, letGo };
}

function insideAs(user: User): Page {
  return new Page().do({ type: 'nameChosen', name: user.name }).connect(user).joined(1).live();
}

const settled = () => database.find('nobody');
const typed = (page: Page, text: string) => page.do({ type: 'drafted', room: 'lobby', text });

/** What a window of this user finds. */
async function back(user: User, tab = 'tab'): Promise<string[]> {
  const { outbox, drafts } = await database.adopt(user.id, tab, (it) => it === tab);
  return [...outbox.map(({ message }) => ('text' in message ? message.text : '')), ...drafts.map(({ text }) => text)];
}

describe('who is let go', () => {
  it('has back on this device what was not sent, down to the last letter', async () => {
    const { page, letGo } = await comesIn(ME, 'tab', typed(inLobby(3).submit('one', 'c1').submit('two', 'c2'), 'hal'));
    typed(page, 'half');
    await letGo();
    expect(await back(ME)).toEqual(['one', 'two', 'half']);
  });

  it('leaves nothing that was read', async () => {
    await (await comesIn(ME, 'tab', inLobby(3).submit('one', 'c1'))).letGo();
    expect(await database.find(ME.id)).toBeNull();
    const raw = await openDB('chat', 1);
    expect([await raw.count('users'), await raw.count('rooms'), await raw.count('outbox')]).toEqual([0, 0, 1]);
    raw.close();
  });

  it('leaves what each window had, for whichever window they come in by', async () => {
    const one = await comesIn(ME, 'one', typed(inLobby(1), 'AAA'));
    const two = await comesIn(ME, 'two', typed(inLobby(1).submit('sent', 'c1'), 'BBB'));
    await one.letGo();
    await two.letGo();
    expect(await back(ME, 'two')).toEqual(['sent', 'AAA', 'BBB']);
  });

  it('loses nothing when that happens again before there was a place for it', async () => {
    const page = typed(inLobby(1), 'AAA');
    await (await comesIn(ME, 'tab', page)).letGo();
    await (await comesIn(ME, 'tab', typed(inLobby(1), 'BBB'))).letGo();
    expect(await back(ME)).toEqual(['AAA\nBBB']);
  });

  it('has everything kept although the database is slow to open', async () => {
    const page = typed(inLobby(1), 'AAA');
    const keeper = new Keeper(() => new Page().state);
    keeper.letGo(ME.id, page.state.rooms);
    keeper.use(database, 'tab');
    await settled();
    expect(await back(ME)).toEqual(['AAA']);
  });

  it('has everything kept, and others nothing, although several leave before the database is open', async () => {
    await comesIn(BIA, 'gone', typed(insideAs(BIA), 'BBB'));
    const keeper = new Keeper(() => new Page().state);
    keeper.forget(BIA.id);
    keeper.letGo(ME.id, typed(inLobby(1), 'AAA').state.rooms);
    keeper.forget('caio');
    keeper.use(database, 'tab');
    await settled();
    expect([await back(BIA), await back(ME)]).toEqual([[], ['AAA']]);
  });

  it('is not remembered without an end where no database ever opens', async () => {
    const keeper = new Keeper(() => new Page().state);
    const erase = vi.spyOn(database, 'erase');
    for (let i = 0; i <= LATE_MAX; i++) {
      keeper.forget(`u${i}`);
    }
    keeper.use(database, 'tab');
    expect(erase.mock.calls.flat()).toEqual(Array.from({ length: LATE_MAX }, (_, i) => `u${i + 1}`));
  });
});

describe('the next user of the device', () => {
  it('finds nothing of it, takes nothing away, and may leave for good', async () => {
    await (await comesIn(ME, 'tab', typed(inLobby(1).submit('one', 'c1'), 'half'))).letGo();
    const { keeper } = await comesIn(BIA);
    expect(await back(BIA)).toEqual([]);
    expect(await database.find(BIA.id)).toMatchObject({ drafts: [], outbox: [] });
    keeper.forget(BIA.id);
    await settled();
    expect(await back(ME)).toEqual(['one', 'half']);
  });

  it('whose other name it is takes the words along, and they are not there twice', async () => {
    const page = typed(inLobby(1).submit('one', 'c1'), 'half');
    await comesIn(ME, 'tab', page);
    page.state = { ...page.state, owner: BIA.id };
    await comesIn(BIA, 'tab', page);
    await settled();
    expect(await back(ME, 'another')).toEqual([]);
    expect(await back(BIA, 'another')).toEqual(['one', 'half']);
  });

  it.each<Happening>([
    { type: 'drafted', room: 'lobby', text: 'ok' },
    { type: 'replyChosen', room: 'lobby', seq: 1 },
    { type: 'editChosen', room: 'lobby', seq: 2 },
  ])('who typed the same takes nothing away: $type', async (more) => {
    const bias = (page: Page) => typed(page, 'ok');
    const anas = (page: Page) => page.hear(mine(2, 'c2', 'two')).do(more);
    await (await comesIn(BIA, 'tab', bias(insideAs(BIA)))).letGo();
    await (await comesIn(ME, 'tab', anas(bias(inLobby(1))))).letGo();
    await comesIn(BIA, 'tab', bias(insideAs(BIA)));
    await settled();
    expect(await back(ME, 'another')).toEqual(['ok']);
  });

  it('whose other name it is takes only the very same words along', async () => {
    await comesIn(ME, 'tab', typed(inLobby(1), 'ok').do({ type: 'replyChosen', room: 'lobby', seq: 1 }));
    await comesIn(BIA, 'tab', typed(insideAs(BIA), 'ok'));
    await settled();
    expect(await back(ME, 'another')).toEqual(['ok']);
  });

  it('comes too late for what others typed, when they were let go too long ago', async () => {
    await (await comesIn(ME, 'tab', inLobby(1).submit('one', 'c1'))).letGo();
    vi.advanceTimersByTime(LEFT_DAYS_MAX * DAY_MILLIS - 1);
    await comesIn(BIA);
    await settled();
    vi.advanceTimersByTime(1);
    await (await comesIn(BIA)).letGo();
    expect(await back(ME)).toEqual([]);
  });

  it('does not make it wait for longer by coming in', async () => {
    await (await comesIn(ME, 'tab', inLobby(1).submit('one', 'c1'))).letGo();
    await comesIn(BIA);
    await settled();
    expect(await back(ME)).toEqual(['one']);
  });

  it('makes room for the last ones', async () => {
    const users = Array.from({ length: LEFT_USERS_MAX + 1 }, (_, i) => userOf({ id: `u${i}`, name: `User ${i}` }));
    for (const user of users) {
      await (await comesIn(user, 'tab', typed(insideAs(user), user.name))).letGo();
      vi.advanceTimersByTime(1_000);
    }
    await comesIn(BIA);
    await settled();
    const found = await Promise.all(users.map((user) => back(user)));
    expect(found).toEqual([[], ...users.slice(1).map(({ name }) => [name])]);
  });

  it('finds rubbish gone', async () => {
    const raw = await openDB('chat', 1);
    await raw.put('outbox', { message: 7 }, [ME.id, 'bad']);
    await comesIn(BIA);
    await settled();
    expect(await raw.count('outbox')).toBe(0);
    raw.close();
  });
});

it('who signs out leaves nothing, in no window', async () => {
  await comesIn(ME, 'one', typed(inLobby(1), 'AAA'));
  const { keeper } = await comesIn(ME, 'two', inLobby(1).submit('one', 'c1'));
  keeper.forget(ME.id);
  await settled();
  expect(await back(ME)).toEqual([]);
});
