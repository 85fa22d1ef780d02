import { describe, expect, it } from 'vitest';
import type { KeptOutgoing } from '../../src/state/model';
import { BIA, EPOCH, inLobby, keptOf, LIMITS, ME, mine, Page, posted, range, reopened } from './harness';

const DAY_MILLIS = 24 * 3_600_000;

function written(cid: string, at: number, change: Partial<KeptOutgoing> = {}): KeptOutgoing {
  return {
    message: { type: 'send', room: 'lobby', cid, text: cid },
    at,
    tries: 0,
    failed: null,
    epoch: EPOCH,
    ...change,
  };
}

describe('a page that is opened again', () => {
  it('shows what was there before there is a connection, and asks only for what is new', () => {
    const before = inLobby(60);
    const page = reopened(keptOf(before), before.now);
    expect(page.state.session).toMatchObject({ phase: 'inside', me: ME });
    expect(page.effects).toContainEqual({ do: 'connect' });
    expect(page.shown()).toEqual(range(11, 60).map(({ text }) => text));

    page.connect();
    expect(page.lastSaid('hello')).toMatchObject({ name: 'Ana', token: 'token of me' });
    expect(page.lastSaid('join')).toMatchObject({ room: 'lobby', after: 60, epoch: EPOCH });
    page.joined(61).hear(posted(61)).live();
    expect(page.take('history')).toEqual([]);
    expect(page.shown().at(-1)).toBe('message 61');
  });

  it('sends once, in order, what was written without a connection', () => {
    const before = inLobby(1).lose().submit('one', 'c1').submit('two', 'c2');
    const page = reopened(keptOf(before), before.now);
    expect(page.shown()).toEqual(['message 1', 'one', 'two']);

    page.connect().joined(1).live();
    expect(page.take('send')).toMatchObject([{ cid: 'c1', text: 'one' }]);
    page.ack('c1', 2).hear(mine(2, 'c1', 'one'));
    expect(page.take('send')).toMatchObject([{ cid: 'c2' }]);
    page.hear(mine(3, 'c2', 'two'));
    expect(page.shown()).toEqual(['message 1', 'one', 'two']);
    expect(page.room().outbox).toEqual([]);
  });

  it('does not send again what is in the log', () => {
    const before = inLobby(1).submit('one', 'c1');
    const page = reopened(keptOf(before), before.now);
    page
      .connect()
      .joined(2)
      .hear(mine(2, 'c1', 'one'))
      .live();
    expect(page.take('send')).toEqual([]);
    expect(page.shown()).toEqual(['message 1', 'one']);
  });

  it('keeps nothing of what was acknowledged', () => {
    expect(keptOf(inLobby(1).submit('one', 'c1').ack('c1', 2)).outbox).toEqual([]);
  });

  it('still tells what failed, and why', () => {
    const before = inLobby(1).submit('one', 'c1').refuse('forbidden');
    const page = reopened(keptOf(before), before.now);
    expect(page.room().outbox[0]?.status).toMatchObject({
      kind: 'failed',
      problem: { code: 'forbidden' },
      again: false,
    });
    page.connect().joined(1).live();
    expect(page.take('send')).toEqual([]);
  });

  it('has every draft, with what it answers or changes', () => {
    const before = inLobby(3).do(
      { type: 'drafted', room: 'lobby', text: 'half a' },
      { type: 'replyChosen', room: 'lobby', seq: 2 },
    );
    before.hear(mine(4, 'c', 'mine')).do({ type: 'editChosen', room: 'lobby', seq: 4 });
    expect(reopened(keptOf(before), before.now).room()).toMatchObject({
      draft: 'half a',
      replyTo: 2,
      editing: { seq: 4, text: 'mine' },
    });
  });

  it('drops what it has of a log that is no more', () => {
    const before = inLobby(3).lose().submit('one', 'c1');
    const page = reopened(keptOf(before), before.now).connect(ME, 'e2');
    const { id } = page.lastSaid('join');
    const reset = { title: 'lobby', seq: 1, count: 1, members: [ME], epoch: 'e2', events: [posted(1)] };
    page.hear({ type: 'reset', id, room: 'lobby', ...reset }).live();
    expect(page.shown()).toEqual(['message 1', 'one']);
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('offers what a guest had sent whom the server does not know any more', () => {
    const before = inLobby(1).submit('sent', 'c1').submit('waiting', 'c2');
    const page = reopened(keptOf(before), before.now);
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'badToken', message: '' });
    expect(page.lastSaid('hello')).not.toHaveProperty('token');
    expect(page.fates()).toEqual(['c1 failed', 'c2 queued']);
    expect(page.room().outbox[0]?.status).toMatchObject({ problem: { code: 'interrupted' }, again: true });
  });

  it('asks whether to send what the server may have forgotten to know', () => {
    const { user } = keptOf(inLobby(1));
    const now = inLobby().now;
    const outbox = [written('old', now - DAY_MILLIS - 1, { tries: 1 }), written('never', now - 9 * DAY_MILLIS)];
    const page = reopened({ user, rooms: keptOf(inLobby(1)).rooms, drafts: [], outbox }, now);
    expect(page.fates()).toEqual(['old failed', 'never queued']);
  });

  it('takes a room for what was written there', () => {
    const { user } = keptOf(inLobby(1));
    const outbox = [written('c1', 1)];
    const drafts = [{ room: 'jazz', text: 'la', replyTo: null, editing: null }];
    const page = reopened({ user, rooms: [], drafts, outbox }, inLobby().now);
    expect([...page.state.rooms.keys()]).toEqual(['jazz', 'lobby']);
  });

  it('shows nothing to somebody who is not known yet', () => {
    const kept = keptOf(inLobby(1));
    const page = new Page().do({ type: 'restored', kept, enter: true });
    expect(page.state.session.phase).toBe('naming');
    expect(page.state.owner).toBe(null);
  });

  it('tells later what was read and not told', () => {
    const before = inLobby(3).lose();
    const [room] = keptOf(before).rooms;
    const kept = { ...keptOf(before), rooms: [{ ...room!, mark: 3, untold: true }] };
    const page = reopened(kept, before.now).connect(ME, EPOCH, [{ room: 'lobby', seq: 1, unread: 2, asOf: 3 }]);
    page.joined(3).live();
    expect(page.lastSaid('read')).toMatchObject({ room: 'lobby', seq: 3 });
  });
});

describe('a room with much that was not read', () => {
  // Of many the server counts only the first.
  it.each([300, 120])('opens where its user stopped, when the server counted up to %i', (asOf) => {
    const before = inLobby(300);
    const kept = keptOf(before);
    const rooms = kept.rooms.map((room) => ({ ...room, mark: 1, unread: 250, countedTo: 300 }));
    const page = reopened({ ...kept, rooms }, before.now);
    page
      .connect(ME, EPOCH, [{ room: 'lobby', seq: 1, unread: 299, asOf }])
      .joined(300)
      .live();
    expect(page.lastSaid('history')).toMatchObject({ around: 2 });
    expect(page.room().reading).toMatchObject({ following: false, mark: 1, wanted: { seq: 2, at: 'line' } });
  });
});

describe('what is kept of a room', () => {
  it('is no more than its newest events', () => {
    const page = inLobby(50);
    page.hear(...range(51, 300));
    const [room] = keptOf(page).rooms;
    expect(room?.events).toHaveLength(200);
    expect(room).toMatchObject({ last: 300, atStart: false });
    expect(room?.events[0]?.seq).toBe(101);
  });

  it('stays as it was while an older part is read', () => {
    const page = inLobby(500).do({ type: 'messageWanted', room: 'lobby', seq: 20 });
    page.history(range(1, 40), true);
    expect(keptOf(page).rooms).toEqual([]);
  });
});

describe('a private room that one belongs to no more', () => {
  it('shows nothing of what was kept of it, and keeps nothing', () => {
    const room = '~pabc';
    const kept = keptOf(inLobby(3));
    const rooms = kept.rooms.map((it) => ({ ...it, room, events: range(1, 3).map((event) => ({ ...event, room })) }));
    const page = reopened({ ...kept, rooms }, inLobby().now);
    expect(page.shown(room)).toHaveLength(3);
    page.do({ type: 'drafted', room, text: 'half' }).connect();
    page.hear({ type: 'error', id: page.lastSaid('join').id, code: 'noSuchRoom', message: '' });
    expect(page.shown(room)).toEqual([]);
    expect(page.room(room)).toMatchObject({ phase: { kind: 'refused' }, draft: 'half' });
    expect(keptOf(page).rooms).toEqual([]);
  });
});

describe('what another window had not got out', () => {
  it('is sent in its place', () => {
    const page = inLobby(1);
    const at = page.now;
    page.submit('two', 'c2').wait(1).submit('four', 'c4');
    page.do({
      type: 'adopted',
      owner: ME.id,
      unsent: { drafts: [], outbox: [written('c1', at - 1), written('c3', at)] },
    });
    expect(page.fates()).toEqual(['c2 sent', 'c1 queued', 'c3 queued', 'c4 queued']);
    page.ack('c2', 2);
    expect(page.take('send').at(-1)).toMatchObject({ cid: 'c1' });
  });

  it('is sent at once when nothing else is under way', () => {
    const page = inLobby(1).do({ type: 'adopted', owner: ME.id, unsent: { drafts: [], outbox: [written('c1', 1)] } });
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it.each([
    [EPOCH, [{ replyTo: 3 }], [{ target: 4 }]],
    // In another log these numbers mean other messages.
    ['e0', [expect.not.objectContaining({ replyTo: 3 })], []],
  ])('keeps what it is about when that is in the log: of %s', (epoch, sends, edits) => {
    const about = { room: 'jazz', text: 'la' };
    const outbox = [
      written('c1', 1, { message: { type: 'send', cid: 'c1', replyTo: 3, ...about }, epoch }),
      written('c2', 2, { message: { type: 'edit', cid: 'c2', target: 4, ...about }, epoch }),
    ];
    const page = inLobby(1).do({ type: 'adopted', owner: ME.id, unsent: { drafts: [], outbox } });
    page.joined(9, { room: 'jazz' }).live('jazz');
    const { said } = page;
    expect(said.filter(({ type }) => type === 'send')).toMatchObject(sends);
    expect(said.filter(({ type }) => type === 'edit')).toMatchObject(edits);
  });

  it('is sent into a room where this window was not, too', () => {
    const message = { type: 'send', room: 'jazz', cid: 'c1', text: 'la' } as const;
    const page = inLobby(1).do({
      type: 'adopted',
      owner: ME.id,
      unsent: { drafts: [], outbox: [written('c1', 1, { message })] },
    });
    page.joined(0, { room: 'jazz' }).live('jazz');
    expect(page.take('send')).toMatchObject([{ room: 'jazz', cid: 'c1' }]);
  });

  it('is a draft too, below what is typed here', () => {
    const page = inLobby(1);
    const drafts = [{ room: 'lobby', text: 'theirs', replyTo: 1, editing: null }];
    page.do({ type: 'adopted', owner: ME.id, unsent: { drafts, outbox: [] } });
    expect(page.room()).toMatchObject({ draft: 'theirs', replyTo: 1 });
    page.do({ type: 'drafted', room: 'lobby', text: 'own' }, { type: 'replyChosen', room: 'lobby', seq: null });
    page.do({ type: 'adopted', owner: ME.id, unsent: { drafts, outbox: [] } });
    expect(page.room()).toMatchObject({ draft: 'own\ntheirs', replyTo: null });
  });

  it('is not there twice, and not for others', () => {
    const page = inLobby(1).submit('one', 'c1');
    page.do({ type: 'adopted', owner: ME.id, unsent: { drafts: [], outbox: [written('c1', 1)] } });
    page.do({ type: 'adopted', owner: BIA.id, unsent: { drafts: [], outbox: [written('c2', 1)] } });
    expect(page.fates()).toEqual(['c1 sent']);
  });
});

describe('what is too large', () => {
  it('is not sent, whenever that is found, and stops nothing', () => {
    const before = inLobby(1).lose().submit('x'.repeat(600), 'c1').submit('short', 'c2');
    const page = reopened(keptOf(before), before.now);
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    const limits = { ...LIMITS, frameBytes: 600 };
    const { id } = page.lastSaid('hello');
    page.hear({ type: 'welcome', id, user: ME, token: 't', epoch: EPOCH, limits, heartbeatSeconds: 25 });
    page.joined(1).live();
    expect(page.room().outbox[0]?.status).toMatchObject({ problem: { code: 'tooLarge' }, again: false });
    expect(page.take('send')).toMatchObject([{ cid: 'c2' }]);
    page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
    expect(page.take('send')).toEqual([]);
  });
});
