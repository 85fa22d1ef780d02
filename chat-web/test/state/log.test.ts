import { describe, expect, it } from 'vitest';
import { BIA, CAIO, EPOCH, inLobby, ME, mine, Page, posted, range } from './harness';

const reset = (page: Page, seq: number, epoch = EPOCH, from = Math.max(1, seq - 49)) =>
  page.hear({
    type: 'reset',
    id: page.lastSaid('join').id,
    room: 'lobby',
    title: 'lobby',
    seq,
    epoch,
    count: 1,
    members: [ME],
    events: range(from, seq),
  });

const seqs = (page: Page) => page.room().window.events.map(({ seq }) => seq);
const away = (page: Page) => page.do({ type: 'scrolled', room: 'lobby', following: false });

describe('entering a room', () => {
  it('asks for the newest page when there is one', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(120);
    expect(page.lastSaid('history')).toEqual({
      type: 'history',
      id: expect.any(Number),
      room: 'lobby',
      before: 121,
      limit: 50,
    });
    page.history(range(71, 120), true).live();
    expect(page.room()).toMatchObject({ last: 120, window: { from: 71, to: 120, atStart: false } });
  });

  it('asks for nothing in an empty room', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(0).live();
    expect(page.take('history')).toEqual([]);
    expect(page.room().window.atStart).toBe(true);
  });

  it('puts what happens meanwhile behind the page that is still coming', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(60).live();
    page.hear(posted(61), posted(62)).history(range(11, 60), true);
    expect(seqs(page)).toEqual(range(11, 62).map(({ seq }) => seq));
  });

  it('asks for no more than a small server gives', () => {
    const page = inLobby(100);
    const { session } = page.state;
    if (session.phase === 'inside') {
      page.state = { ...page.state, session: { ...session, limits: { ...session.limits, historyPage: 10 } } };
    }
    page.do({ type: 'olderWanted', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ limit: 10 });
  });
});

describe('the log', () => {
  it('grows event by event', () => {
    const page = inLobby(2).hear(posted(3), posted(4));
    expect(page.shown()).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
  });

  it('takes no event twice', () => {
    const page = inLobby(2).hear(posted(2), posted(3), posted(3), posted(1));
    expect(page.shown()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(page.room().reading.unread).toBe(0);
  });

  it('keeps the place of an event it does not know', () => {
    const page = inLobby(2).hear({ type: 'unknownEvent', room: 'lobby', seq: 3 }, posted(4));
    expect(page.shown()).toEqual(['message 1', 'message 2', 'message 4']);
    expect(page.room().last).toBe(4);
  });

  it('passes over what happens in a room it is not in', () => {
    const page = inLobby(2);
    const before = page.state;
    page.hear(posted(1, { room: 'elsewhere' }), { type: 'live', room: 'elsewhere' });
    expect(page.state).toBe(before);
  });

  it.each(['constructor', '__proto__', 'tostring'])('may belong to a room called %s', (room) => {
    const page = inLobby().do({ type: 'roomChosen', room }).joined(0, { room }).live(room);
    page.hear(posted(1, { room }));
    expect(page.shown(room)).toEqual(['message 1']);
    expect(page.shown()).toEqual([]);
  });
});

describe('a hole', () => {
  it('is filled before anything behind it is shown', () => {
    const page = inLobby(2).hear(posted(5));
    expect(page.shown()).toEqual(['message 1', 'message 2']);
    expect(page.lastSaid('history')).toEqual({
      type: 'history',
      id: expect.any(Number),
      room: 'lobby',
      after: 2,
      limit: 300,
    });
    page.history(range(3, 5), false);
    expect(page.shown()).toEqual(range(1, 5).map(({ text }) => text));
  });

  it('is asked for once, whatever comes meanwhile, and again when more is missing', () => {
    const page = inLobby(2).hear(posted(5), posted(6), posted(9));
    expect(page.said.filter(({ type }) => type === 'history')).toHaveLength(1);
    page.history(range(3, 6), true);
    expect(page.lastSaid('history')).toMatchObject({ after: 6 });
    page.history(range(7, 9), false).hear(posted(10));
    expect(page.shown()).toEqual(range(1, 10).map(({ text }) => text));
  });

  it('is seen when a resume ends short of what it promised', () => {
    const page = inLobby(2).lose().connect().joined(5);
    page.hear(posted(3)).live();
    expect(page.lastSaid('history')).toMatchObject({ after: 3 });
  });

  it('settles a message of its own only when it is shown', () => {
    const page = inLobby(2)
      .submit('hello', 'c1')
      .hear(mine(4, 'c1', 'hello'));
    expect(page.shown()).toEqual(['message 1', 'message 2', 'hello']);
    page.history([posted(3), mine(4, 'c1', 'hello')], false);
    expect(page.shown()).toEqual(['message 1', 'message 2', 'message 3', 'hello']);
  });

  it('that cannot be filled makes the page read the room anew', () => {
    const page = inLobby(2).hear(posted(9)).history(range(7, 9), false);
    expect(page.lastSaid('join')).toEqual({ type: 'join', id: expect.any(Number), room: 'lobby' });
    page.joined(9);
    expect(page.lastSaid('history')).toMatchObject({ before: 10 });
    page.history(range(7, 9), false).live();
    expect(page.shown()).toEqual(['message 7', 'message 8', 'message 9']);
  });

  it('whose history is refused makes the page read the room anew', () => {
    const page = inLobby(2).hear(posted(9));
    page.hear({ type: 'error', id: page.lastSaid('history').id, code: 'internal', message: '' });
    expect(page.lastSaid('join')).toEqual({ type: 'join', id: expect.any(Number), room: 'lobby' });
  });
});

describe('resuming', () => {
  it('adds what was missed, without a gap or a repeat', () => {
    const page = inLobby(2).lose().connect().joined(5);
    page.hear(posted(3), posted(4), posted(5)).live().hear(posted(6));
    expect(page.shown()).toEqual(range(1, 6).map(({ text }) => text));
  });

  it('counts what was missed as unread when nobody looks', () => {
    const page = inLobby(2).do({ type: 'attentionChanged', attention: false }).lose().connect().joined(4);
    page.hear(posted(3), posted(4)).live();
    expect(page.room().reading).toMatchObject({ unread: 2, divider: 2 });
    page.do({ type: 'attentionChanged', attention: true });
    expect(page.room().reading).toMatchObject({ unread: 0, divider: 2 });
  });

  it('asks for the first page when the connection was lost before it came', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(60).live();
    page.lose().connect();
    page.joined(60);
    page.said = page.said.filter(({ type }) => type !== 'history');
    page.live();
    expect(page.lastSaid('history')).toMatchObject({ before: 61 });
  });
});

describe('a reset', () => {
  it('replaces the timeline', () => {
    const page = inLobby(2).lose().connect(ME, 'e2');
    reset(page, 70, 'e2').live();
    expect(seqs(page)).toEqual(range(21, 70).map(({ seq }) => seq));
    expect(page.room()).toMatchObject({ last: 70, epoch: 'e2', window: { atStart: false }, notices: [] });
    page.hear(posted(71)).lose().connect(ME, 'e2');
    expect(page.lastSaid('join')).toMatchObject({ after: 71, epoch: 'e2' });
  });

  it('may leave nothing', () => {
    const page = inLobby(2).lose().connect(ME, 'e2');
    reset(page, 0, 'e2').live().hear(posted(1));
    expect(page.shown()).toEqual(['message 1']);
    expect(page.room().window.atStart).toBe(true);
  });

  it('because old events were given up keeps what was not sent, and knows where the room begins now', () => {
    const page = inLobby(3).lose().submit('not sent', 'c1').connect();
    reset(page, 120, EPOCH, 101).live();
    expect(page.shown()).toEqual([...range(101, 120).map(({ text }) => text), 'not sent']);
    expect(page.lastSaid('send')).toMatchObject({ cid: 'c1', text: 'not sent' });
    page.do({ type: 'olderWanted', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ before: 101 });
    page.history([], false, 101);
    expect(page.room().window).toMatchObject({ from: 101, atStart: true });
  });

  it('counts as unread what is newer than what was seen', () => {
    const page = inLobby(3).hear(posted(4)).do({ type: 'attentionChanged', attention: false }).lose().connect();
    reset(page, 6);
    expect(page.room().reading).toMatchObject({ unread: 2, divider: 4 });
  });
});

describe('unread', () => {
  it('counts what others write while the room is not looked at', () => {
    const page = inLobby(2)
      .do({ type: 'roomChosen', room: 'jazz' })
      .hear(posted(3), posted(4), mine(5, 'x', 'hi'));
    expect(page.room().reading).toMatchObject({ unread: 2, divider: 2 });
    page.do({ type: 'roomChosen', room: 'lobby' });
    expect(page.room().reading).toMatchObject({
      unread: 2,
      divider: 2,
      following: false,
      jump: { seq: 3, at: 'line' },
    });
    page.do({ type: 'scrolled', room: 'lobby', following: true });
    expect(page.room().reading).toMatchObject({ unread: 0, divider: 2 });
  });

  it('counts while the user reads further up', () => {
    const page = away(inLobby(2)).hear(posted(3));
    expect(page.room().reading.unread).toBe(1);
    page.do({ type: 'scrolled', room: 'lobby', following: true });
    expect(page.room().reading.unread).toBe(0);
  });

  it('is over, line and all, when the user writes', () => {
    const page = away(inLobby(2)).hear(posted(3)).submit('hello', 'c1');
    expect(page.room().reading).toMatchObject({ following: true, unread: 0, divider: null });
  });

  it('draws its line anew after the room was left for another', () => {
    const page = inLobby(2).do({ type: 'roomChosen', room: 'jazz' }).hear(posted(3));
    page.do(
      { type: 'roomChosen', room: 'lobby' },
      { type: 'scrolled', room: 'lobby', following: true },
      { type: 'roomChosen', room: 'jazz' },
    );
    expect(page.room().reading).toMatchObject({ divider: null, jump: null });
    page.hear(
      posted(4, { from: { id: CAIO.id, name: CAIO.name } }),
      posted(5, { from: { id: BIA.id, name: BIA.name } }),
    );
    expect(page.room().reading).toMatchObject({ unread: 2, divider: 3 });
  });
});
