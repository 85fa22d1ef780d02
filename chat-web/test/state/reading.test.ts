import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/state/model';
import { nextDeadline, timeline } from '../../src/state/select';
import { shortCount, totalCounts } from '../../src/state/select-rooms';
import { BIA, EPOCH, inLobby, ME, mine, Page, posted, range } from './harness';

const mark = (seq: number, unread: number, room = 'lobby', asOf = seq + unread) => ({ room, seq, unread, asOf });
const readUpTo = (page: Page, seq: number, unread: number) => page.hear({ type: 'readUpTo', ...mark(seq, unread) });
const away = (page: Page) => page.do({ type: 'attentionChanged', attention: false });
const back = (page: Page) => page.do({ type: 'attentionChanged', attention: true });

/** A page that was just opened and came into a lobby with a log of so many messages, as the server knows its user. */
const opened = (seq: number, known: ReturnType<typeof mark>[], attention = true) => {
  const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby'] }).do(
    { type: 'attentionChanged', attention },
    { type: 'started' },
  );
  return page
    .connect(
      ME,
      EPOCH,
      known.map((one) => (one.room === 'lobby' ? { ...one, asOf: Math.max(one.asOf, seq) } : one)),
    )
    .joined(seq)
    .history(range(Math.max(1, seq - 49), seq), seq > 50)
    .live();
};

const atEnd = (page: Page) => page.do({ type: 'scrolled', room: 'lobby', following: true });

/** The message below the line "new messages". */
const lineAbove = (page: Page) => {
  const lines = timeline(page.room(), ME.id);
  const below = lines[lines.findIndex(({ kind }) => kind === 'divider') + 1];
  return lines.some(({ kind }) => kind === 'divider') && below?.kind === 'message' ? below.event.seq : null;
};

describe('a page that was just opened', () => {
  it('opens at the line above what its user has not read yet, and tells what is read at its end', () => {
    const page = opened(60, [mark(57, 3)]);
    expect(page.room().reading).toMatchObject({ mark: 57, unread: 3, following: false, jump: { seq: 58, at: 'line' } });
    expect(lineAbove(page)).toBe(58);
    expect(page.take('read')).toEqual([]);
    atEnd(page);
    expect(page.room().reading).toMatchObject({ mark: 60, unread: 0, divider: 57 });
    expect(lineAbove(page)).toBe(58);
    expect(page.lastSaid('read')).toEqual({ type: 'read', id: expect.any(Number), room: 'lobby', seq: 60 });
  });

  it('counts what the server counts when it does not have all of it', () => {
    const page = opened(600, [mark(200, 390)], false);
    expect(page.room().reading).toMatchObject({ mark: 200, unread: 390, divider: 200 });
    expect(lineAbove(page)).toBeNull();
    page.hear(posted(601), mine(602, 'x', 'hi'));
    expect(page.room().reading.unread).toBe(391);
    expect(page.take('read')).toEqual([]);
  });

  it('asks for what stands around the line when that is further up', () => {
    const page = opened(600, [mark(200, 390)]);
    expect(page.lastSaid('history')).toMatchObject({ around: 201 });
    page.history(range(176, 225), true);
    expect(page.room().reading).toMatchObject({ mark: 200, unread: 390, jump: { seq: 201, at: 'line' } });
    expect(lineAbove(page)).toBe(201);
  });

  it('opens with the oldest that is left when what was read is not kept any more', () => {
    const page = opened(600, [mark(20, 501)]);
    page.history(range(100, 149), true, 100);
    expect(page.room().reading.jump).toMatchObject({ seq: 100, at: 'line' });
    expect(lineAbove(page)).toBe(100);
  });

  it('opens at its end when nothing is unread', () => {
    const page = opened(60, [mark(60, 0)]);
    expect(page.room().reading).toMatchObject({ following: true, wanted: null, jump: null });
  });

  it('counts by itself when it has all of it', () => {
    // The server counted a moment too early.
    const page = opened(10, [mark(7, 1)], false);
    expect(page.room().reading).toMatchObject({ unread: 3, divider: 7 });
  });

  it('does not tell how far was read before it knows how far that was', () => {
    const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby'] }).do({ type: 'started' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    page.hear({
      type: 'welcome',
      id: page.lastSaid('hello').id,
      user: ME,
      token: 't',
      epoch: EPOCH,
      limits: { ...limits },
      heartbeatSeconds: 25,
    });
    const { id } = page.lastSaid('unread');
    page.joined(10).history(range(1, 10), false).live();
    expect(page.take('read')).toEqual([]);
    page.hear({ type: 'unread', id, rooms: [mark(8, 2)], more: false });
    expect(atEnd(page).lastSaid('read')).toMatchObject({ seq: 10 });
    expect(page.room().reading.divider).toBe(8);
  });

  it('tells what is read although the server would not say what was', () => {
    const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby'] }).do({ type: 'started' });
    page.connect();
    page.joined(10).history(range(1, 10), false).live();
    expect(page.lastSaid('read')).toMatchObject({ seq: 10 });
    expect(page.room().reading.divider).toBeNull();
  });

  it('asks for marks page by page', () => {
    const page = new Page({ name: 'Ana', token: 't' }).do({ type: 'started' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    page.hear({
      type: 'welcome',
      id: page.lastSaid('hello').id,
      user: ME,
      token: 't',
      epoch: EPOCH,
      limits: { ...limits },
      heartbeatSeconds: 25,
    });
    page.hear({ type: 'unread', id: page.lastSaid('unread').id, rooms: [mark(1, 1, 'a')], more: true });
    expect(page.state.marks).toBeNull();
    expect(page.lastSaid('unread')).toMatchObject({ after: 'a', limit: 200 });
    page.hear({ type: 'unread', id: page.lastSaid('unread').id, rooms: [mark(1, 1, 'b')], more: false });
    expect([...(page.state.marks?.keys() ?? [])]).toEqual(['a', 'b']);
  });
});

const limits = {
  frameBytes: 65_536,
  textCodePoints: 8_000,
  roomsPerConnection: 100,
  resumeEvents: 2_000,
  historyPage: 300,
  sendBurst: 20,
  sendsPerSecond: 5,
};

describe('reading', () => {
  it('is told at once, then no more often than every two seconds', () => {
    const page = opened(1, [mark(1, 0)]);
    page.said = [];
    page.hear(posted(2));
    expect(page.take('read').map(({ seq }) => seq)).toEqual([2]);
    readUpTo(page, 2, 0).hear({ type: 'readUpTo', id: 99, ...mark(2, 0) });
    page.hear(posted(3), posted(4));
    expect(page.take('read')).toEqual([]);
  });

  it('is told when its time has come', () => {
    const page = opened(1, [mark(1, 0)]).hear(posted(2));
    page.hear({ type: 'readUpTo', id: page.lastSaid('read').id, ...mark(2, 0) });
    page.said = [];
    page.hear(posted(3), posted(4));
    expect(page.take('read')).toEqual([]);
    expect(nextDeadline(page.state)).toBe(page.now + 2_000);
    expect(page.wait(2_000).take('read')).toMatchObject([{ seq: 4 }]);
    expect(nextDeadline(page.state)).toBeNull();
  });

  it('is told before the page is gone, whatever the time', () => {
    const page = opened(1, [mark(1, 0)]).hear(posted(2));
    page.hear({ type: 'readUpTo', id: page.lastSaid('read').id, ...mark(2, 0) }, posted(3));
    page.said = [];
    expect(away(page).take('read')).toMatchObject([{ seq: 3 }]);
  });

  it('of one’s own words and of changes is not worth telling', () => {
    const page = opened(1, [mark(1, 0)]);
    page.said = [];
    const reacted = { room: 'lobby', at: 1, from: { id: BIA.id, name: 'Bia' }, cid: 'r', target: 1, emoji: '👍' };
    page.hear(mine(2, 'x', 'hi'), { type: 'reacted', ...reacted, seq: 3, on: true, count: 1 });
    expect(page.take('read')).toEqual([]);
    expect(page.room().reading).toMatchObject({ mark: 3, unread: 0 });
  });

  it('of a room that the server has no mark for begins with its first event, whoever it is of', () => {
    const page = inLobby();
    page.said = [];
    page.hear(mine(1, 'x', 'hi'));
    expect(page.lastSaid('read')).toMatchObject({ seq: 1 });
    readUpTo(page.hear({ type: 'readUpTo', id: page.lastSaid('read').id, ...mark(1, 0) }), 1, 0).wait(5_000);
    page.said = [];
    page.hear(mine(2, 'y', 'hello?'));
    expect(page.take('read')).toEqual([]);
  });

  it('of an empty room that nobody looks at is told when something is said there', () => {
    const page = inLobby();
    away(page).said = [];
    page.hear(posted(1), posted(2));
    expect(page.take('read')).toMatchObject([{ seq: 0 }]);
    expect(page.room().reading).toMatchObject({ mark: 0, unread: 2 });
  });

  it('does not happen while nobody looks, or looks elsewhere', () => {
    const page = away(opened(1, [mark(1, 0)]));
    page.said = [];
    page.hear(posted(2), posted(3));
    expect(page.take('read')).toEqual([]);
    expect(page.room().reading).toMatchObject({ mark: 1, unread: 2 });
    expect(back(page).take('read')).toMatchObject([{ seq: 3 }]);
    expect(page.room().reading.unread).toBe(0);
  });

  it('is told again when the connection was lost before the answer', () => {
    const page = opened(1, [mark(1, 0)])
      .hear(posted(2))
      .lose();
    page.connect(ME, EPOCH, [mark(1, 1)]).joined(2);
    page.said = [];
    page.wait(2_000).live();
    expect(page.take('read')).toMatchObject([{ seq: 2 }]);
    expect(page.room().reading).toMatchObject({ mark: 2, unread: 0 });
  });

  it('waits before it is told again to a server that refused', () => {
    const page = opened(1, [mark(1, 0)]).hear(posted(2));
    page.hear({ type: 'error', id: page.lastSaid('read').id, code: 'unwritable', message: '' });
    page.said = [];
    expect(page.wait(29_999).take('read')).toEqual([]);
    expect(page.wait(1).take('read')).toMatchObject([{ seq: 2 }]);
  });
});

describe('another device', () => {
  it('reads, and this one knows', () => {
    const page = away(opened(3, [mark(3, 0)])).hear(posted(4), posted(5), posted(6));
    expect(page.room().reading.unread).toBe(3);
    readUpTo(page, 5, 1);
    expect(page.room().reading).toMatchObject({ mark: 5, unread: 1 });
    readUpTo(page, 6, 0);
    expect(totalCounts(page.state)).toBe('');
  });

  it('that is behind changes nothing', () => {
    const page = opened(3, [mark(3, 0)]);
    readUpTo(page, 1, 2);
    expect(page.room().reading).toMatchObject({ mark: 3, unread: 0 });
  });

  it('read in a room that this one comes into later', () => {
    const page = inLobby();
    page.hear({ type: 'readUpTo', ...mark(7, 0, 'jazz') });
    page.do({ type: 'attentionChanged', attention: false }, { type: 'roomChosen', room: 'jazz' });
    page.joined(9, { room: 'jazz' });
    page.history(
      range(1, 9).map((event) => ({ ...event, room: 'jazz' })),
      false,
    );
    page.live('jazz');
    expect(page.room('jazz').reading).toMatchObject({ mark: 7, unread: 2, divider: 7 });
  });
});

describe('the count', () => {
  const deleted = (seq: number, target: number, from = BIA) =>
    ({ type: 'deleted', room: 'lobby', seq, at: 1, from: { id: from.id, name: from.name }, cid: 'd', target }) as const;

  it('goes down when something unread is deleted', () => {
    const page = away(opened(3, [mark(3, 0)])).hear(posted(4), posted(5), deleted(6, 5));
    expect(page.room().reading).toMatchObject({ unread: 1, divider: 3 });
  });

  it('is of the moment that the server counted at', () => {
    const page = opened(600, [mark(200, 390)], false).hear(posted(601), posted(602));
    expect(page.room().reading.unread).toBe(392);
    // Of a moment before 602, told after it.
    page.hear({ type: 'readUpTo', ...mark(300, 300, 'lobby', 601) });
    expect(page.room().reading).toMatchObject({ mark: 300, unread: 301 });
    // Of a moment after 603, told before it.
    page.hear({ type: 'readUpTo', ...mark(300, 302, 'lobby', 603) }, posted(603));
    expect(page.room().reading.unread).toBe(302);
    page.hear(posted(604), { type: 'readUpTo', ...mark(300, 300, 'lobby', 601) });
    expect(page.room().reading.unread).toBe(303);
  });

  it('goes down too when what was deleted is not here', () => {
    const page = opened(600, [mark(200, 390)], false).hear(deleted(601, 300));
    expect(page.room().reading.unread).toBe(389);
    page.hear(deleted(602, 100), deleted(603, 301, ME));
    expect(page.room().reading.unread).toBe(389);
  });

  it('ends at 999 and more', () => {
    const page = opened(5_000, [mark(0, 1_000)], false).hear(posted(5_001));
    expect(page.room().reading.unread).toBe(1_000);
    expect([0, 1, 999, 1_000, 3_000].map(shortCount)).toEqual(['0', '1', '999', '999+', '999+']);
  });

  it('is right again once all of it is here', () => {
    const page = opened(80, [mark(10, 60)], false);
    expect(page.room().reading.unread).toBe(60);
    page.history(range(1, 35), true);
    expect(page.room().reading.unread).toBe(60);
    page.do({ type: 'newerWanted', room: 'lobby' }).history(range(36, 80), false);
    expect(page.room().reading).toMatchObject({ unread: 70, divider: 10 });
  });

  it('starts anew with another log', () => {
    const page = away(opened(10, [mark(10, 0)])).lose();
    page.connect(ME, 'e2', [mark(2, 3)]);
    const room = { room: 'lobby', title: 'lobby', seq: 5, epoch: 'e2', count: 1, members: [ME] };
    page.hear({ type: 'reset', id: page.lastSaid('join').id, ...room, events: range(1, 5) }).live();
    expect(page.room().reading).toMatchObject({ mark: 2, unread: 3, divider: 2 });
  });

  it('after a reset in the same log is what the server says', () => {
    const page = away(opened(10, [mark(10, 0)])).lose();
    page.connect(ME, EPOCH, [mark(10, 900, 'lobby', 3_000)]);
    const room = { room: 'lobby', title: 'lobby', seq: 3_000, epoch: EPOCH, count: 1, members: [ME] };
    page.hear({ type: 'reset', id: page.lastSaid('join').id, ...room, events: range(2_951, 3_000) }).live();
    expect(page.room().reading).toMatchObject({ mark: 10, unread: 900 });
  });

  it('remembers a bounded number of marks', () => {
    const page = inLobby();
    for (let i = 0; i < BOUNDS.marksMax + 5; i++) {
      page.hear({ type: 'readUpTo', ...mark(1, 0, `r${i}`) });
    }
    expect(page.state.marks?.size).toBe(BOUNDS.marksMax);
  });
});
