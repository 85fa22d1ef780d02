import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../src/app/database';
import { DRAFT_MILLIS, Keeper, RETRY_MILLIS, ROOM_MILLIS } from '../../src/app/keeper';
import { BIA, inLobby, ME, mine, Page, posted } from '../state/harness';

let database: Database;

beforeEach(async () => {
  // Its own work goes through setImmediate, which stays as it is.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  database = (await Database.open())!;
});

afterEach(() => {
  database.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function keeperOf(page: Page, tab = 'tab'): Keeper {
  const keeper = new Keeper(() => page.state);
  keeper.use(database, tab);
  return keeper;
}

const found = async (owner = ME.id) => (await database.find(owner))!;
const texts = async () => (await found()).outbox.map(({ message }) => 'text' in message && message.text);

describe('what is kept', () => {
  it('is all of it from the moment on that its user is known', async () => {
    keeperOf(inLobby(3).submit('one', 'c1').do({ type: 'drafted', room: 'lobby', text: 'half' }));
    expect(await found()).toMatchObject({
      user: { me: ME, epoch: 'e1' },
      rooms: [{ room: 'lobby', last: 3, events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] }],
      drafts: [{ room: 'lobby', text: 'half' }],
      outbox: [{ message: { cid: 'c1', text: 'one' }, tries: 1, tab: 'tab' }],
    });
  });

  it('is what is sent at once, and with it that the field is empty now', async () => {
    const page = inLobby(1).do({ type: 'drafted', room: 'lobby', text: 'one' });
    const keeper = keeperOf(page);
    page.do({ type: 'submitted', room: 'lobby', cid: 'c1' });
    keeper.notice();
    expect(await found()).toMatchObject({ drafts: [], outbox: [{ message: { cid: 'c1' } }] });
  });

  it('is in the order of writing, and no longer than needed', async () => {
    const page = inLobby(1);
    const keeper = keeperOf(page);
    for (const text of ['one', 'two', 'three']) {
      page.submit(text, text);
      keeper.notice();
    }
    expect(await texts()).toEqual(['one', 'two', 'three']);
    page.ack('one', 2);
    keeper.notice();
    page.hear(mine(2, 'one', 'one'));
    keeper.notice();
    expect(await texts()).toEqual(['two', 'three']);
  });

  it('tells what failed', async () => {
    const page = inLobby(1).submit('one', 'c1');
    const keeper = keeperOf(page);
    page.refuse('forbidden');
    keeper.notice();
    expect((await found()).outbox).toMatchObject([{ failed: { problem: { code: 'forbidden' }, again: false } }]);
  });

  it('is a draft soon, and what was said soon after', async () => {
    const page = inLobby(1);
    const keeper = keeperOf(page);
    page.do({ type: 'drafted', room: 'lobby', text: 'h' }).hear(posted(2));
    keeper.notice();
    expect((await found()).drafts).toEqual([]);
    vi.advanceTimersByTime(DRAFT_MILLIS);
    page.do({ type: 'drafted', room: 'lobby', text: 'half' });
    expect((await found()).drafts).toMatchObject([{ text: 'h' }]);
    vi.advanceTimersByTime(ROOM_MILLIS);
    expect((await found()).rooms).toMatchObject([{ last: 2 }]);
  });

  it('is everything when the page goes', async () => {
    const page = inLobby(1);
    const keeper = keeperOf(page);
    page.do({ type: 'drafted', room: 'lobby', text: 'half' }).hear(posted(2));
    keeper.flush();
    expect(await found()).toMatchObject({ drafts: [{ text: 'half' }], rooms: [{ last: 2 }] });
  });

  it('is not a room that was left', async () => {
    const page = inLobby(1).do({ type: 'drafted', room: 'lobby', text: 'half' });
    const keeper = keeperOf(page);
    page.do({ type: 'roomLeft', room: 'lobby' });
    keeper.flush();
    expect(await found()).toMatchObject({ rooms: [], drafts: [], outbox: [] });
  });

  it('is written again only where it changed', async () => {
    const page = inLobby(1).submit('one', 'c1');
    keeperOf(page);
    const kept = await found();
    const again = new Keeper(() => page.state);
    const write = vi.spyOn(database, 'write');
    again.begin(kept);
    again.use(database, 'tab');
    again.flush();
    expect(write).not.toHaveBeenCalled();
    page.hear(mine(2, 'c1', 'one'));
    again.notice();
    expect(write.mock.calls.flatMap(([, puts]) => puts)).toEqual([{ store: 'outbox', name: 'c1', row: undefined }]);
  });
});

describe('another user', () => {
  it('finds nothing, and leaves nothing of the one before', async () => {
    keeperOf(inLobby(1).submit('one', 'c1'));
    expect(await database.find(BIA.id)).toBe(null);
    keeperOf(new Page().do({ type: 'nameChosen', name: 'Bia' }).connect(BIA).joined(1).live());
    expect(await found(BIA.id)).toMatchObject({ user: { me: BIA }, outbox: [] });
    expect(await database.find(ME.id)).toBe(null);
  });

  it('who is the same person, unknown to the server by now, goes on with all that was not sent', async () => {
    const page = inLobby(1).submit('one', 'c1').lose();
    const keeper = keeperOf(page);
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'badToken', message: '' });
    keeper.notice();
    page.hear({ ...welcomeOf(page), user: BIA });
    keeper.notice();
    expect((await found(BIA.id)).outbox).toMatchObject([{ message: { text: 'one' } }]);
    expect(await database.find(ME.id)).toBe(null);
  });

  it('keeps what is theirs when a window of the one before signs out late', async () => {
    const before = keeperOf(inLobby(1));
    keeperOf(new Page().do({ type: 'nameChosen', name: 'Bia' }).connect(BIA).joined(1).live().submit('one', 'c1'), 'b');
    await found(BIA.id);
    before.forget(ME.id);
    expect((await found(BIA.id)).outbox).toMatchObject([{ message: { text: 'one' } }]);
  });

  it('finds nothing after somebody signed out', async () => {
    const page = inLobby(1).submit('one', 'c1');
    const keeper = keeperOf(page);
    page.do({ type: 'signedOut' });
    keeper.notice();
    keeper.forget(ME.id);
    keeper.flush();
    expect(await database.find(ME.id)).toBe(null);
    vi.advanceTimersByTime(RETRY_MILLIS);
    expect(await database.find(ME.id)).toBe(null);
  });
});

function welcomeOf(page: Page) {
  const { id } = page.lastSaid('hello');
  const { session } = inLobby().state;
  const limits = session.phase === 'inside' ? session.limits : null;
  return { type: 'welcome', id, token: 't', epoch: 'e1', limits: limits!, heartbeatSeconds: 25 } as const;
}

describe('a database', () => {
  it('has its rubbish thrown away', async () => {
    keeperOf(inLobby(3).submit('one', 'c1'));
    const good = await found();
    const raw = await openDB('chat', 1);
    await raw.put('outbox', { message: { type: 'explode' } }, [ME.id, 'bad']);
    await raw.put('outbox', 7, [ME.id, 'worse']);
    await raw.put('drafts', null, [ME.id, 'lobby']);
    await raw.put('rooms', { ...good.rooms[0], room: 'jazz', last: 9 }, [ME.id, 'jazz']);
    expect(await found()).toEqual(good);
    expect(await raw.count('outbox')).toBe(1);
    expect(await raw.count('rooms')).toBe(1);
    raw.close();
  });

  it('is done without where it is forbidden', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect(await Database.open()).toBe(null);
    const page = inLobby(1).submit('one', 'c1');
    const keeper = new Keeper(() => page.state);
    keeper.notice();
    keeper.flush();
    keeper.forget(ME.id);
    expect(keeper.canKeep).toBe(false);
  });

  it('that is full for a while gets everything later', async () => {
    const page = inLobby(1);
    const keeper = keeperOf(page);
    await found();
    vi.spyOn(database, 'write').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    page.submit('one', 'c1');
    keeper.notice();
    await vi.waitUntil(() => !keeper.canKeep);
    page.submit('two', 'c2');
    keeper.notice();
    expect(await texts()).toEqual([]);
    vi.advanceTimersByTime(RETRY_MILLIS);
    expect(await texts()).toEqual(['one', 'two']);
    expect(keeper.canKeep).toBe(true);
  });

  it('that is full for a while has nothing afterwards of what went meanwhile', async () => {
    const page = inLobby(1)
      .submit('one', 'c1')
      .submit('two', 'c2')
      .do({ type: 'drafted', room: 'lobby', text: 'half' });
    const keeper = keeperOf(page);
    await found();
    vi.spyOn(database, 'write').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    page.ack('c1', 2).hear(mine(2, 'c1', 'one'));
    keeper.notice();
    await vi.waitUntil(() => !keeper.canKeep);
    page
      .ack('c2', 3)
      .hear(mine(3, 'c2', 'two'))
      .do({ type: 'drafted', room: 'lobby', text: '' });
    vi.advanceTimersByTime(RETRY_MILLIS);
    expect(await found()).toMatchObject({ drafts: [], outbox: [] });
  });

  it('of which a newer page changes the form is let go', async () => {
    const keeper = keeperOf(inLobby(1));
    await found();
    (await openDB('chat', 2)).close();
    expect(keeper.canKeep).toBe(false);
  });
});

describe('what is typed in two windows at once', () => {
  const typing = (text: string) => inLobby(1).do({ type: 'drafted', room: 'lobby', text });
  const drafts = async () => (await found()).drafts.map(({ tab, text }) => `${tab}: ${text}`);

  it('is two drafts, whatever becomes of one of them', async () => {
    keeperOf(typing('AAA'), 'a');
    const other = typing('BBB');
    const keeper = keeperOf(other, 'b');
    expect(await drafts()).toEqual(['a: AAA', 'b: BBB']);
    other.do({ type: 'submitted', room: 'lobby', cid: 'c1' });
    keeper.notice();
    expect(await drafts()).toEqual(['a: AAA']);
  });

  it('stands below what is typed in the window that is left', async () => {
    keeperOf(typing('AAA'), 'a');
    keeperOf(typing('BBB'), 'b');
    await found();
    const adopted = await database.adopt(ME.id, 'b', (tab) => tab === 'b');
    expect(adopted.drafts).toMatchObject([{ text: 'AAA' }]);
    expect(await drafts()).toEqual(['b: BBB\nAAA']);
  });

  it('stays for another window where there is no place for it', async () => {
    keeperOf(typing('AAA'), 'a');
    await found();
    const none = { drafts: [], outbox: [] };
    expect(
      await database.adopt(
        ME.id,
        'b',
        (tab) => tab === 'b',
        () => false,
      ),
    ).toEqual(none);
    expect(await drafts()).toEqual(['a: AAA']);
  });
});

describe('what is in the outbox of a window', () => {
  it('goes over to one other window when it is gone, and stays where it is otherwise', async () => {
    keeperOf(inLobby(1).submit('one', 'c1'), 'gone');
    keeperOf(inLobby(1).submit('two', 'c2'), 'alive');
    const adopt = (tab: string) => database.adopt(ME.id, tab, (it) => it !== 'gone');
    expect((await adopt('first')).outbox).toMatchObject([{ message: { cid: 'c1' } }]);
    expect((await adopt('second')).outbox).toEqual([]);
    expect((await found()).outbox.map(({ tab }) => tab)).toEqual(['first', 'alive']);
  });
});
