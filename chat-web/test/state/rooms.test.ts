import { describe, expect, it } from 'vitest';
import type { User } from '../../src/protocol/messages';
import { userOf } from '../../src/protocol/text';
import { BOUNDS } from '../../src/state/model';
import { nextDeadline } from '../../src/state/select';
import { roomList, totalCounts } from '../../src/state/select-rooms';
import { BIA, CAIO, EPOCH, inLobby, ME, mine, Page, planned, posted } from './harness';

const crowd = (size: number): User[] =>
  Array.from({ length: size }, (_, i) => userOf({ id: `u${i}`, name: `N${i} x` }));
const names = (page: Page, room = 'lobby') => page.room(room).people.members.map(({ name }) => name);
const notices = (page: Page) => page.room().notices.map(({ kind, name }) => `${name} ${kind}`);
const entered = (user: User, count: number) => ({ type: 'entered', room: 'lobby', user, count }) as const;
const left = (user: User, count: number) =>
  ({ type: 'left', room: 'lobby', user: { id: user.id, name: user.name }, count }) as const;

describe('the list of rooms', () => {
  const summary = (room: string, members = 0) => ({ room, title: room.toUpperCase(), members, seq: 0 });

  it('is read page by page', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect();
    page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms: [summary('a'), summary('b')], more: true });
    expect(page.state.directory).toEqual([]);
    expect(page.lastSaid('rooms')).toMatchObject({ after: 'b' });
    page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms: [summary('c')], more: false });
    expect(page.state.directory.map(({ room }) => room)).toEqual(['a', 'b', 'c']);
  });

  it('is asked for again, but not while an answer is due', () => {
    const page = inLobby();
    const again = () => page.do({ type: 'roomsWanted' });
    // The one from the welcome has had no answer here.
    expect(again().take('rooms')).toEqual([]);
    page.lose();
    expect(again().take('rooms')).toEqual([]);
    page.connect();
    page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms: [], more: false });
    page.said = [];
    expect(again().take('rooms')).toHaveLength(1);
  });

  it('is bounded', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect();
    for (let i = 0; i < BOUNDS.directoryMax; i += 200) {
      const rooms = Array.from({ length: 200 }, (_, k) => summary(`r${i + k}`));
      page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms, more: true });
    }
    expect(page.state.directory).toHaveLength(BOUNDS.directoryMax);
  });

  it('shows the joined ones first, each by title', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' });
    page.state = { ...page.state, directory: [summary('zoo', 3), summary('jazz', 1), summary('art', 2)] };
    const { open, others } = roomList(page.state);
    expect([...open, ...others].map(({ name, joined, people }) => [name, joined, people])).toEqual([
      ['jazz', true, 0],
      ['lobby', true, 2],
      ['art', false, 2],
      ['zoo', false, 3],
    ]);
  });
});

describe('a room', () => {
  it('is entered by choosing it', () => {
    const page = inLobby();
    page.state = { ...page.state, directory: [{ room: 'jazz', title: 'All that jazz', members: 1, seq: 0 }] };
    page.do({ type: 'roomChosen', room: 'jazz' });
    expect(page.lastSaid('join')).toEqual({ type: 'join', id: expect.any(Number), room: 'jazz' });
    expect(page.room('jazz').title).toBe('All that jazz');
    expect(page.state.active).toBe('jazz');
  });

  it('is not entered twice', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'lobby' });
    expect(page.said).toEqual([]);
  });

  it('is entered when there is a connection again', () => {
    const page = inLobby().lose().do({ type: 'roomChosen', room: 'jazz' });
    expect(page.take('join')).toEqual([]);
    expect(
      page
        .connect()
        .take('join')
        .map(({ room }) => room),
    ).toEqual(['jazz', 'lobby']);
  });

  it('goes by the key the server knows it by', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'ﬁsh' }).joined(0, { room: 'fish' });
    expect([...page.state.rooms.keys()]).toEqual(['lobby', 'fish']);
    expect(page.state.active).toBe('fish');
  });

  it('is left', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' }, { type: 'roomLeft', room: 'jazz' });
    expect(page.take('leave')).toEqual([{ type: 'leave', room: 'jazz' }]);
    expect([...page.state.rooms.keys()]).toEqual(['lobby']);
    expect(page.state.active).toBe('lobby');
    page.hear(
      { type: 'left', room: 'jazz', user: { id: ME.id, name: ME.name }, count: 0 },
      posted(1, { room: 'jazz' }),
    );
    expect([...page.state.rooms.keys()]).toEqual(['lobby']);
  });

  it('may be the last one left', () => {
    const page = inLobby().do({ type: 'roomLeft', room: 'lobby' });
    expect(page.state.active).toBeNull();
  });

  it('may refuse its user, who asks again', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' });
    page.hear({ type: 'error', id: page.lastSaid('join').id, code: 'tooManyRooms', message: 'no' });
    expect(page.room('jazz').phase).toEqual({
      kind: 'refused',
      problem: { code: 'tooManyRooms', message: 'no' },
      retryAt: null,
    });
    page.said = [];
    page.do({ type: 'roomChosen', room: 'jazz' });
    expect(page.take('join')).toHaveLength(1);
  });

  it('is asked again by itself when that makes sense', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' });
    page.hear({
      type: 'error',
      id: page.lastSaid('join').id,
      code: 'rateLimited',
      message: '',
      retryAfterMillis: 700,
    });
    expect(nextDeadline(page.state)).toBe(page.now + 700);
    page.said = [];
    expect(page.wait(699).take('join')).toEqual([]);
    expect(page.wait(1).take('join')).toMatchObject([{ room: 'jazz' }]);
    expect(nextDeadline(page.state)).toBeNull();
  });
});

describe('making a room', () => {
  it('turns a title into a key, and enters', () => {
    const page = inLobby().do(planned(' Café & Bolo! '));
    const { id, ...said } = page.lastSaid('createRoom');
    expect(said).toEqual({ type: 'createRoom', room: 'café-bolo', title: 'Café & Bolo!', visibility: 'public' });
    expect(page.state.creation).toEqual({ kind: 'asked', title: 'Café & Bolo!' });
    page.hear({
      type: 'roomCreated',
      id,
      room: 'café-bolo',
      title: 'Café & Bolo!',
      visibility: 'public',
      created: true,
    });
    expect(page.state.creation).toEqual({ kind: 'idle' });
    expect(page.lastSaid('join').room).toBe('café-bolo');
    expect(page.room('café-bolo').title).toBe('Café & Bolo!');
  });

  it('sends no title when it is the key', () => {
    const page = inLobby().do(planned('jazz'));
    expect(page.lastSaid('createRoom')).not.toHaveProperty('title');
  });

  it('refuses a name of which nothing is left', () => {
    const page = inLobby().do(planned('!!!'));
    expect(page.state.creation).toMatchObject({ kind: 'failed', problem: { code: 'roomNameEmpty' } });
    page.do({ type: 'creationDropped' });
    expect(page.state.creation.kind).toBe('idle');
  });

  it('says so without a connection, and when the connection goes', () => {
    const page = inLobby().do(planned('jazz')).lose();
    expect(page.state.creation).toMatchObject({ kind: 'failed', problem: { code: 'connectionLost' } });
    page.do({ type: 'creationDropped' }, planned('jazz'));
    expect(page.state.creation).toMatchObject({ kind: 'failed', problem: { code: 'connectionLost' } });
  });

  it('says why the server would not', () => {
    const page = inLobby().do(planned('jazz'));
    page.hear({ type: 'error', id: page.lastSaid('createRoom').id, code: 'roomLimit', message: 'full' });
    expect(page.state.creation).toEqual({ kind: 'failed', problem: { code: 'roomLimit', message: 'full' } });
  });
});

describe('people', () => {
  it('come and go, with a notice', () => {
    const page = inLobby(3).hear(entered(CAIO, 3));
    expect(names(page)).toEqual(['Ana', 'Bia', 'Caio']);
    page.hear(left(BIA, 2));
    expect(names(page)).toEqual(['Ana', 'Caio']);
    expect(page.room().people.count).toBe(2);
    expect(page.room().notices).toMatchObject([
      { kind: 'entered', name: 'Caio', after: 3 },
      { kind: 'left', name: 'Bia', after: 3 },
    ]);
  });

  it('are not told about themselves', () => {
    expect(notices(inLobby().hear(entered(ME, 2)))).toEqual([]);
  });

  it('who come in twice are there once', () => {
    expect(names(inLobby().hear(entered(CAIO, 3), entered(CAIO, 3)))).toEqual(['Ana', 'Bia', 'Caio']);
  });

  it('are only counted when they are many', () => {
    const page = inLobby().hear({ type: 'members', room: 'lobby', count: 100, members: crowd(100), more: false });
    expect(names(page)).toHaveLength(100);
    page.hear(entered(CAIO, 101));
    expect(page.room().people).toEqual({ count: 101, members: [] });
    expect(notices(page)).toEqual([]);
    page.hear({ type: 'presence', room: 'lobby', count: 1_204 });
    expect(page.room().people.count).toBe(1_204);
    expect(page.take('members')).toEqual([]);
  });

  it('are asked for when the room is small again', () => {
    const page = inLobby().hear({ type: 'presence', room: 'lobby', count: 400 });
    page.hear({ type: 'presence', room: 'lobby', count: 90 }, { type: 'presence', room: 'lobby', count: 89 });
    expect(page.said.filter(({ type }) => type === 'members')).toHaveLength(1);
    page.hear({
      type: 'members',
      id: page.lastSaid('members').id,
      room: 'lobby',
      count: 2,
      members: [ME, CAIO],
      more: false,
    });
    expect(names(page)).toEqual(['Ana', 'Caio']);
  });

  it('are told anew after something was missed', () => {
    const page = inLobby().hear({ type: 'members', room: 'lobby', count: 1, members: [ME], more: false });
    expect(names(page)).toEqual(['Ana']);
  });

  it('leave a bounded number of notices', () => {
    const page = inLobby();
    for (let i = 0; i < BOUNDS.noticesMax + 5; i++) {
      page.hear(i % 2 === 0 ? entered(CAIO, 3) : left(CAIO, 2));
    }
    expect(page.room().notices).toHaveLength(BOUNDS.noticesMax);
    expect(new Set(page.room().notices.map(({ key }) => key)).size).toBe(BOUNDS.noticesMax);
  });
});

describe('what is in the field when the room is read anew', () => {
  const writing = () =>
    inLobby(3).do({ type: 'drafted', room: 'lobby', text: 'half' }, { type: 'replyChosen', room: 'lobby', seq: 2 });
  const reset = (page: Page, epoch: string) => {
    const { id } = page.lose().connect(ME, epoch).lastSaid('join');
    const now = { title: 'lobby', seq: 1, count: 1, members: [ME], epoch, events: [posted(1)] };
    return page.hear({ type: 'reset', id, room: 'lobby', ...now }).live();
  };

  it('still answers the same message in the same log, and none in another', () => {
    expect(reset(writing(), EPOCH).room()).toMatchObject({ draft: 'half', replyTo: 2 });
    expect(reset(writing(), 'e2').room()).toMatchObject({ draft: 'half', replyTo: null });
  });

  it('keeps the words of a change whose message is no more', () => {
    const page = inLobby(3)
      .hear(mine(4, 'c', 'mine'))
      .do({ type: 'editChosen', room: 'lobby', seq: 4 });
    page.do({ type: 'drafted', room: 'lobby', text: 'mine, but longer' });
    expect(reset(page, 'e2').room()).toMatchObject({ draft: 'mine, but longer', editing: null });
  });
});

describe('typing', () => {
  const typing = (user: User) => ({ type: 'typing', room: 'lobby', user: { id: user.id, name: user.name } }) as const;

  it('is shown for five seconds after the last sign of it', () => {
    const page = inLobby().hear(typing(BIA));
    page.wait(4_000).hear(typing(BIA));
    expect(nextDeadline(page.state)).toBe(page.now + 5_000);
    page.wait(4_999);
    expect(page.room().typing.map(({ name }) => name)).toEqual(['Bia']);
    page.wait(1);
    expect(page.room().typing).toEqual([]);
  });

  it('ends when the message comes or its writer goes', () => {
    const page = inLobby().hear(typing(BIA), typing(CAIO), posted(1));
    expect(page.room().typing.map(({ name }) => name)).toEqual(['Caio']);
    page.hear(left(CAIO, 1));
    expect(page.room().typing).toEqual([]);
  });

  it('of one’s own, in another tab, is not shown', () => {
    expect(inLobby().hear(typing(ME)).room().typing).toEqual([]);
  });

  it('is bounded', () => {
    const page = inLobby().hear(...crowd(50).map(typing));
    expect(page.room().typing).toHaveLength(BOUNDS.typingMax);
  });
});

it('knows how much is unread in all rooms', () => {
  const page = inLobby(1).do({ type: 'roomChosen', room: 'jazz' }).joined(0, { room: 'jazz' }).live('jazz');
  page.do({ type: 'attentionChanged', attention: false });
  page.hear(posted(2), posted(3), posted(1, { room: 'jazz' }));
  expect(totalCounts(page.state)).toBe('3');
});

it('leaves the state alone for what only the connection cares about', () => {
  const page = inLobby();
  const before = page.state;
  page.hear({ type: 'ping' }, { type: 'closing', code: 1012, reason: 'restart' });
  page.hear({ type: 'error', code: 'badMessage', message: '' });
  expect(page.state).toBe(before);
});
