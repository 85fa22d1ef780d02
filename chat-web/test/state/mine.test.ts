import { describe, expect, it } from 'vitest';
import type { MyRoom, ServerMessage } from '../../src/protocol/messages';
import { newRoom } from '../../src/state/initial';
import { timeline } from '../../src/state/select';
import { roomList, totalCounts } from '../../src/state/select-rooms';
import { BIA, CAIO, EPOCH, inLobby, ME, mine, Page, planned, posted } from './harness';

const CLOSED = `~p${'a'.repeat(25)}`;
const DIRECT = `~d${'b'.repeat(25)}`;

function entry(room: string, change: Partial<MyRoom> = {}): MyRoom {
  const visibility = room.startsWith('~d') ? 'direct' : room.startsWith('~') ? 'private' : 'public';
  const mark = { room, seq: 0, unread: 0, asOf: 0 };
  return { room, visibility, title: `title of ${room}`, role: 'member', seq: 0, mark, ...change };
}

const asked = (page: Page) => [...page.state.requests].find(([, { kind }]) => kind === 'myRooms')?.[0] ?? 0;

/** In the lobby, and told which rooms the user belongs to. */
function belonging(...rooms: MyRoom[]): Page {
  const page = inLobby(3);
  return page.hear({ type: 'myRooms', id: asked(page), rooms, more: false });
}

/** In a private room, with a role. */
function inClosed(change: Partial<Extract<ServerMessage, { type: 'joined' }>> = {}): Page {
  const page = belonging(entry(CLOSED)).do({ type: 'roomChosen', room: CLOSED });
  const { id } = page.lastSaid('join');
  const about = { title: 'Band', seq: 0, count: 1, members: [ME], visibility: 'private', role: 'owner' } as const;
  return page.hear({ type: 'joined', id, room: CLOSED, ...about, ...change }, { type: 'live', room: CLOSED });
}

describe('the rooms one belongs to', () => {
  it('are entered, so that what is said there is heard', () => {
    const page = belonging(entry(CLOSED, { title: 'Band' }), entry(DIRECT, { people: [BIA] }));
    expect(page.take('join').map(({ room }) => room)).toEqual([CLOSED, DIRECT]);
    expect(page.room(CLOSED)).toMatchObject({ title: 'Band', terms: { visibility: 'private' } });
    expect(page.room(DIRECT)).toMatchObject({ title: 'Bia', terms: { visibility: 'direct' } });
  });

  it('are asked for in pages', () => {
    const page = inLobby();
    page.hear({ type: 'myRooms', id: asked(page), rooms: [entry(DIRECT)], more: true });
    expect(page.lastSaid('myRooms')).toMatchObject({ after: DIRECT });
    page.hear({ type: 'myRooms', id: asked(page), rooms: [entry(CLOSED)], more: false });
    expect([...page.state.mine.keys()]).toEqual([DIRECT, CLOSED]);
  });

  it('are entered only as far as a connection may be in rooms; the others are listed', () => {
    const many = Array.from({ length: 99 }, (_, i) => entry(`~p${String.fromCharCode(97 + (i % 26))}${i}`));
    const page = belonging(...many);
    expect(page.state.rooms.size).toBe(95);
    const list = roomList(page.state).closed;
    expect(list).toHaveLength(99);
    expect(list.filter(({ joined }) => !joined)).toHaveLength(5);
  });

  it('are not entered when they are open and the user has a role there', () => {
    expect(belonging(entry('jazz', { role: 'owner' })).take('join')).toEqual([]);
  });

  it('tell what is unread in them, where nothing better is known', () => {
    const mark = (room: string, unread: number) => ({ room, seq: 1, unread, mentions: 1, asOf: 9 });
    const page = belonging(entry(CLOSED, { seq: 9, mark: mark(CLOSED, 8) }));
    const { id } = page.lastSaid('join');
    page.hear({ type: 'joined', id, room: CLOSED, title: 'Band', seq: 9, count: 1, members: [] });
    page.hear({ type: 'live', room: CLOSED }, posted(10, { room: CLOSED }));
    expect(page.room(CLOSED).reading).toMatchObject({ mark: 1, unread: 9, mentions: 1 });

    const early = new Page({ name: 'Ana', token: 't' }).do({ type: 'started' });
    early.connect(ME, EPOCH, [mark(CLOSED, 3)]);
    early.hear({ type: 'myRooms', id: asked(early), rooms: [entry(CLOSED, { mark: mark(CLOSED, 8) })], more: false });
    expect(early.state.marks?.get(CLOSED)?.unread).toBe(3);
  });

  it('are unknown to a server that has none, which is no trouble', () => {
    const page = inLobby();
    page.hear({ type: 'error', id: asked(page), code: 'unknownType', message: '' });
    expect(page.state.mine.size).toBe(0);
  });

  it('become more when somebody invites', () => {
    const page = inLobby(3).hear({ type: 'roomAdded', room: entry(CLOSED, { title: 'Band' }) });
    expect(page.lastSaid('join')).toMatchObject({ room: CLOSED });
    expect(page.state.active).toBe('lobby');
    expect(roomList(page.state).closed.map(({ title }) => title)).toEqual(['Band']);
  });

  it('are parts of the list, direct messages with something unread first', () => {
    const other = `~d${'c'.repeat(25)}`;
    const page = belonging(entry(CLOSED), entry(DIRECT, { people: [BIA] }), entry(other, { people: [CAIO, BIA] }));
    page.state = { ...page.state, directory: [{ room: 'jazz', title: 'Jazz', members: 0, seq: 1, archived: true }] };
    const names = () => {
      const { open, closed, direct, others } = roomList(page.state);
      return [open, closed, direct, others].map((part) => part.map(({ title }) => title));
    };
    expect(names()).toEqual([['lobby'], [`title of ${CLOSED}`], ['Bia', 'Bia, Caio'], ['Jazz']]);
    const joined = page.said.find((said) => said.type === 'join' && said.room === other)?.id ?? 0;
    page.hear({ type: 'joined', id: joined, room: other, title: '', seq: 0, count: 3, members: [] });
    page.hear({ type: 'live', room: other }, posted(1, { room: other }));
    expect(names()[2]).toEqual(['Bia, Caio', 'Bia']);
  });
});

describe('a room that one was put out of', () => {
  it.each(['kicked', 'banned', 'removed', 'deleted'])('is gone, and it is told that one was %s', (reason) => {
    const page = inClosed().hear({ type: 'removed', room: CLOSED, reason, until: 9, why: 'spam' });
    expect(page.state.rooms.has(CLOSED)).toBe(false);
    expect(page.state.mine.has(CLOSED)).toBe(false);
    expect(page.state.active).toBe('lobby');
    expect(page.state.parting).toEqual({ room: CLOSED, title: 'Band', reason, until: 9, why: 'spam' });
    expect(page.do({ type: 'partingSeen' }).state.parting).toBeNull();
  });

  it('is not spoken of any more when one is in it again', () => {
    const page = inLobby(3).do({ type: 'roomChosen', room: 'jazz' });
    page.hear({ type: 'removed', room: 'jazz', reason: 'kicked' }).do({ type: 'roomChosen', room: 'jazz' });
    expect(page.state.parting?.room).toBe('jazz');
    const { id } = page.lastSaid('join');
    page.hear({ type: 'joined', id, room: 'jazz', title: 'jazz', seq: 1, count: 1, members: [ME] });
    expect(page.state.parting).toBeNull();
  });

  it('keeps what was written there and not sent, until one leaves it', () => {
    const page = inClosed()
      .do({ type: 'drafted', room: CLOSED, text: 'half' })
      .do({ type: 'roomChosen', room: 'lobby' });
    page.hear({ type: 'removed', room: CLOSED, reason: 'removed' });
    expect(page.room(CLOSED)).toMatchObject({ phase: { kind: 'refused' }, draft: 'half', last: null });
    page.lose().connect();
    const id = page.said.findLast((said) => said.type === 'join' && said.room === CLOSED)?.id ?? 0;
    page.hear({ type: 'error', id, code: 'noSuchRoom', message: '' });
    expect(page.room(CLOSED)).toMatchObject({ phase: { kind: 'refused' }, draft: 'half' });
    page.do({ type: 'roomLeft', room: CLOSED });
    expect(page.state.rooms.has(CLOSED)).toBe(false);
  });

  it('is gone without a word when one left', () => {
    const page = inClosed().hear({ type: 'removed', room: CLOSED, reason: 'left' });
    expect(page.state.rooms.has(CLOSED)).toBe(false);
    expect(page.state.parting).toBeNull();
  });

  it('was left while away: it is forgotten, unless somebody looks for it', () => {
    const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby', CLOSED, DIRECT], active: DIRECT });
    page.do({ type: 'started' }).connect();
    const refuse = (room: string) => {
      const id = page.said.find((said) => said.type === 'join' && said.room === room)?.id ?? 0;
      page.hear({ type: 'error', id, code: 'noSuchRoom', message: 'There is no such room.' });
    };
    refuse(CLOSED);
    refuse(DIRECT);
    expect([...page.state.rooms.keys()]).toEqual(['lobby', DIRECT]);
    expect(page.room(DIRECT).phase).toMatchObject({ kind: 'refused', problem: { code: 'noSuchRoom' } });
  });
});

describe('what a room is', () => {
  it('is told on entering', () => {
    const page = inClosed({ description: 'Ours', posting: 'staff', archived: true, slowSeconds: 30, mutedUntil: 0 });
    expect(page.room(CLOSED).terms).toEqual({
      visibility: 'private',
      role: 'owner',
      ...{ description: 'Ours', posting: 'staff', archived: true, slowSeconds: 30, mutedUntil: 0 },
    });
  });

  it('is as most rooms are when nothing is told', () => {
    expect(inLobby().room().terms).toMatchObject({ visibility: 'public', role: 'member', posting: 'all' });
  });

  it('changes with its log', () => {
    const page = inClosed();
    const from = { id: BIA.id, name: BIA.name };
    const me = { id: ME.id, name: ME.name };
    const logged = (seq: number) => ({ room: CLOSED, seq, at: 1, from, cid: `e${seq}` });
    const settings = { title: 'Duo', description: 'Two', posting: 'staff', archived: false, slowSeconds: 5 } as const;
    page.hear(
      { type: 'roomChanged', ...logged(1), ...settings },
      { type: 'roleChanged', ...logged(2), user: me, role: 'moderator' },
      { type: 'memberAdded', ...logged(3), user: from, role: 'member' },
    );
    expect(page.room(CLOSED)).toMatchObject({ title: 'Duo', terms: { slowSeconds: 5, role: 'moderator' } });
    expect(page.room(CLOSED).people.members).toMatchObject([
      { id: ME.id, role: 'moderator' },
      { id: BIA.id, absent: true },
    ]);
    page.hear({ type: 'memberRemoved', ...logged(4), user: from });
    expect(page.room(CLOSED).people).toMatchObject({ count: 1, members: [{ id: ME.id }] });
  });

  it('has no mark where none is kept: then the server has to be told', () => {
    const page = inLobby(3).do({ type: 'roomChosen', room: 'jazz' });
    page.hear({ type: 'roomAdded', room: entry('jazz', { role: 'owner', seq: 1 }) });
    page.joined(1, { room: 'jazz', members: [ME] }).live('jazz');
    expect(page.take('read')).toMatchObject([{ room: 'jazz', seq: 1 }]);
  });

  it('tells who came to belong to it, but for direct messages', () => {
    const from = { id: BIA.id, name: BIA.name };
    const added = { type: 'memberAdded', seq: 1, at: 1, from, cid: 'e1', user: from, role: 'member' } as const;
    const shown = (room: string) => {
      const known = newRoom(room, '');
      const window = { ...known.window, from: 1, to: 1, events: [{ ...added, room }] };
      return timeline({ ...known, window }, ME.id).filter(({ kind }) => kind === 'change').length;
    };
    expect([shown(CLOSED), shown(DIRECT)]).toEqual([1, 0]);
  });

  it('has members who are not there', () => {
    const page = inClosed();
    const { id } = page.lastSaid('members');
    const members = [ME, { ...BIA, absent: true }];
    page.hear({ type: 'members', id, room: CLOSED, count: 2, members, more: false });
    page.hear({ type: 'entered', room: CLOSED, user: BIA, count: 2 });
    expect(page.room(CLOSED).people).toEqual({ count: 2, members: [ME, BIA] });
    page.hear({ type: 'left', room: CLOSED, user: BIA, count: 1 });
    expect(page.room(CLOSED).people).toEqual({ count: 2, members: [ME, { ...BIA, absent: true }] });
  });
});

describe('making a room', () => {
  it('of one’s own asks for a key', () => {
    const page = inLobby().do(planned(' Band ', { visibility: 'private' }));
    expect(page.lastSaid('createRoom')).toEqual({
      type: 'createRoom',
      id: expect.any(Number),
      cid: 'room',
      title: 'Band',
      visibility: 'private',
    });
    const { id } = page.lastSaid('createRoom');
    page.hear({ type: 'roomCreated', id, room: CLOSED, title: 'Band', visibility: 'private', created: true });
    expect(page.state.active).toBe(CLOSED);
    expect(page.room(CLOSED).title).toBe('Band');
  });

  it('for announcements says so as soon as one is in it', () => {
    const page = inLobby().do(planned('news', { posting: 'staff' }));
    const { id } = page.lastSaid('createRoom');
    page.hear({ type: 'roomCreated', id, room: 'news', title: 'news', visibility: 'public', created: true });
    const { id: join } = page.lastSaid('join');
    expect(page.take('setRoom')).toEqual([]);
    page.hear({ type: 'joined', id: join, room: 'news', title: 'news', seq: 1, count: 1, members: [] });
    page.hear({ type: 'live', room: 'news' });
    expect(page.take('setRoom')).toEqual([
      { type: 'setRoom', id: expect.any(Number), room: 'news', cid: 'room settings', posting: 'staff' },
    ]);
  });

  it('that is there already changes nothing about it', () => {
    const page = inLobby().do(planned('news', { posting: 'staff' }));
    const { id } = page.lastSaid('createRoom');
    page.hear({ type: 'roomCreated', id, room: 'news', title: 'news', visibility: 'public', created: false });
    expect(page.room('news').outbox).toEqual([]);
  });
});

describe('blocked people', () => {
  it('are told by the server, and by other devices', () => {
    const page = inLobby();
    const id = [...page.state.requests].find(([, { kind }]) => kind === 'blocks')?.[0] ?? 0;
    page.hear({ type: 'blocks', id, users: [BIA] });
    expect([...page.state.blocked.keys()]).toEqual(['bia']);
    page.hear({ type: 'blocked', user: CAIO, on: true }, { type: 'blocked', user: BIA, on: false });
    expect([...page.state.blocked.keys()]).toEqual(['caio']);
  });
});

describe('what calls the user', () => {
  const called = (seq: number) => posted(seq, { mentions: [ME.id] });

  it('is counted beside the unread', () => {
    const page = inLobby(3).do({ type: 'attentionChanged', attention: false });
    page.hear(called(4), posted(5), posted(6, { mentions: [CAIO.id] }), posted(7, { mentionsRoom: true }));
    expect(page.room().reading).toMatchObject({ unread: 4, mentions: 2 });
    expect(totalCounts(page.state)).toBe('@2 · 4');
    page.do({ type: 'attentionChanged', attention: true });
    expect(page.room().reading).toMatchObject({ unread: 0, mentions: 0 });
  });

  it('is counted by the server where the page was not', () => {
    const marks = [{ room: 'lobby', seq: 1, unread: 900, mentions: 7, asOf: 950 }];
    const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby'] }).do(
      { type: 'started' },
      { type: 'attentionChanged', attention: false },
    );
    page.connect(ME, EPOCH, marks).joined(950).live().hear(called(951));
    expect(page.room().reading).toMatchObject({ unread: 901, mentions: 8 });
  });

  it('is counted again when a text changes, here or by asking', () => {
    const page = inLobby(3).do({ type: 'attentionChanged', attention: false });
    page.hear(called(4));
    const edited = { type: 'edited', room: 'lobby', at: 1, from: BIA, cid: 'e', text: 'never mind' } as const;
    page.hear({ ...edited, seq: 5, target: 4 });
    expect(page.room().reading).toMatchObject({ unread: 1, mentions: 0 });

    const far = new Page({ name: 'Ana', token: 't', rooms: ['lobby'] }).do(
      { type: 'started' },
      { type: 'attentionChanged', attention: false },
    );
    far.connect(ME, EPOCH, [{ room: 'lobby', seq: 1, unread: 900, mentions: 7, asOf: 950 }]);
    far.joined(950).live();
    far.said = [];
    far.hear({ ...edited, seq: 951, target: 500 });
    const { id } = far.lastSaid('read');
    far.hear({ type: 'readUpTo', id, room: 'lobby', seq: 1, unread: 900, mentions: 6, asOf: 951 });
    expect(far.room().reading).toMatchObject({ unread: 900, mentions: 6 });
  });

  it('is not what somebody else’s message was when a moderator deletes one’s own', () => {
    const page = inLobby(3).do({ type: 'attentionChanged', attention: false });
    page.hear(mine(4, 'm', 'mine'), posted(5));
    expect(page.room().reading.unread).toBe(1);
    page.hear({ type: 'deleted', room: 'lobby', seq: 6, at: 1, from: BIA, cid: 'd', target: 4 });
    expect(page.room().reading.unread).toBe(1);
  });
});
