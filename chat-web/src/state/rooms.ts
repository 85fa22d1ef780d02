import type {
  Entered,
  Failure,
  Joined,
  Left,
  Live,
  Members,
  Presence,
  Reset,
  RoomCreated,
  Rooms,
  Typing,
  User,
} from '../protocol/messages';
import { LIMITS } from '../protocol/messages';
import { roomKey } from '../protocol/text';
import { loadOlder, showNewest } from './history';
import { emptyWindow, newRoom } from './initial';
import { join } from './join';
import { fill, isAttached, isPosted, isWatched, newestOf, seen } from './log';
import { BOUNDS, DEFAULT_WAIT_MILLIS, TYPING_SENT_EVERY_MILLIS, type Notice, type People, type Room } from './model';
import { carriedOver, flush, settle } from './outbox';
import type { Turn } from './turn';

/** Which rooms there are, which the user is in, and who else is there. */

/** Shows a room, and enters it when its user is not in it yet. */
export function enterRoom(turn: Turn, name: string, title: string): void {
  const isNew = turn.room(name) === undefined;
  if (isNew) {
    turn.putRoom(newRoom(name, title));
  }
  activate(turn, name);
  if (isNew || turn.room(name)?.phase.kind === 'refused') {
    join(turn, name);
  }
}

export function activate(turn: Turn, name: string): void {
  const { active } = turn.state;
  if (active !== null && active !== name) {
    turn.patchRoom(active, idle);
  }
  turn.patch({ active: name });
  const room = turn.room(name);
  if (room !== undefined && room.window.events.length < BOUNDS.page) {
    loadOlder(turn, name);
  }
  seen(turn, name);
}

/** A room that is not looked at any more keeps less, and will be opened at its end. */
function idle(room: Room): Partial<Room> {
  return {
    window: isAttached(room) ? newestOf(room.window, BOUNDS.windowIdleMax) : emptyWindow(room.last ?? 0),
    loading: room.loading.kind === 'failed' ? { kind: 'idle' } : room.loading,
    reading: { ...room.reading, following: true, divider: room.reading.unread > 0 ? room.reading.divider : null },
  };
}

export function leaveRoom(turn: Turn, name: string): void {
  if (turn.room(name) === undefined) {
    return;
  }
  turn.dropRoom(name);
  if (turn.state.link.kind === 'ready') {
    turn.say({ type: 'leave', room: name });
  }
  if (turn.state.active === name) {
    turn.patch({ active: null });
    const [next] = turn.state.rooms.keys();
    if (next !== undefined) {
      activate(turn, next);
    }
  }
}

/** Makes a room called what was typed; its key is made from that. */
export function createRoom(turn: Turn, typed: string): void {
  const title = typed.trim();
  const room = roomKey(title);
  if (room === null) {
    turn.patch({ creation: { kind: 'failed', problem: { code: 'roomNameEmpty', message: '' } } });
  } else if (turn.state.link.kind !== 'ready') {
    turn.patch({ creation: { kind: 'failed', problem: { code: 'connectionLost', message: '' } } });
  } else {
    turn.patch({ creation: { kind: 'asked', title } });
    turn.ask(
      { kind: 'create' },
      { type: 'createRoom', room, ...(room === title ? {} : { title }), visibility: 'public' },
    );
  }
}

export function onRoomCreated(turn: Turn, message: RoomCreated): void {
  turn.answered(message.id);
  turn.patch({ creation: { kind: 'idle' } });
  enterRoom(turn, message.room, message.title);
  refreshRooms(turn);
}

export function refreshRooms(turn: Turn): void {
  if (turn.state.link.kind === 'ready' && !turn.isAsked(({ kind }) => kind === 'rooms')) {
    turn.ask({ kind: 'rooms', sofar: [] }, { type: 'rooms', limit: LIMITS.listPageMax });
  }
}

export function onRooms(turn: Turn, message: Rooms): void {
  const request = turn.answered(message.id);
  if (request?.kind !== 'rooms') {
    return;
  }
  const sofar = [...request.sofar, ...message.rooms];
  const last = message.rooms.at(-1);
  if (message.more && last !== undefined && sofar.length < BOUNDS.directoryMax) {
    turn.ask({ kind: 'rooms', sofar }, { type: 'rooms', after: last.room, limit: LIMITS.listPageMax });
  } else {
    turn.patch({ directory: sofar });
  }
}

export function onJoined(turn: Turn, message: Joined): void {
  const request = turn.answered(message.id);
  if (request?.kind === 'join' && request.room !== message.room) {
    rename(turn, request.room, message.room);
  }
  const { session } = turn.state;
  const room = turn.room(message.room);
  if (room === undefined || session.phase !== 'inside') {
    return;
  }
  const { title, seq } = message;
  const people = peopleOf(message.count, message.members);
  if (room.last !== null) {
    turn.putRoom({ ...room, title, people, head: Math.max(room.head, seq) });
    return;
  }
  turn.putRoom({
    ...room,
    title,
    people,
    epoch: session.epoch,
    last: seq,
    head: seq,
    window: emptyWindow(seq),
    loading: { kind: 'idle' },
    notices: [],
    outbox: carriedOver(room.outbox, room.epoch === session.epoch),
  });
  loadOlder(turn, message.room);
}

/** The server knows the room by another key than the one asked for. */
function rename(turn: Turn, from: string, to: string): void {
  const room = turn.room(from);
  if (room !== undefined) {
    turn.dropRoom(from);
    turn.putRoom(turn.room(to) ?? { ...room, name: to });
    if (turn.state.active === from) {
      turn.patch({ active: to });
    }
  }
}

export function onReset(turn: Turn, message: Reset): void {
  turn.answered(message.id);
  const room = turn.room(message.room);
  if (room === undefined) {
    return;
  }
  const { title, seq, epoch, events } = message;
  const me = turn.state.session.phase === 'inside' ? turn.state.session.me.id : '';
  const missed = events.filter(isPosted).filter(({ at, from }) => at > room.reading.seenAt && from.id !== me);
  const watched = isWatched(turn.state, { ...room, reading: { ...room.reading, following: true } });
  turn.putRoom({
    ...room,
    title,
    epoch,
    last: seq,
    head: seq,
    people: peopleOf(message.count, message.members),
    window: {
      from: events[0]?.seq ?? seq + 1,
      to: seq,
      events,
      atStart: events[0] === undefined ? seq === 0 : events[0].seq === 1,
    },
    loading: { kind: 'idle' },
    notices: [],
    typing: [],
    replyTo: null,
    outbox: carriedOver(room.outbox, room.epoch === epoch),
    reading: {
      ...room.reading,
      following: true,
      unread: watched ? 0 : missed.length,
      divider: missed[0]?.seq ?? null,
      seenAt: watched ? (missed.at(-1)?.at ?? room.reading.seenAt) : room.reading.seenAt,
    },
  });
  events.filter(isPosted).forEach((event) => settle(turn, event));
}

export function onLive(turn: Turn, { room: name }: Live): void {
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  turn.putRoom({ ...room, phase: { kind: 'live' } });
  if (room.last !== null && room.last < room.head) {
    fill(turn, name);
  }
  if (room.window.events.length === 0) {
    loadOlder(turn, name);
  }
  flush(turn, name);
}

export function onJoinFailed(turn: Turn, name: string, error: Failure): void {
  const { code, message, retryAfterMillis } = error;
  const passes = code === 'rateLimited' || code === 'overloaded';
  const wait = retryAfterMillis ?? (passes ? DEFAULT_WAIT_MILLIS : null);
  turn.patchRoom(name, () => ({
    phase: { kind: 'refused', problem: { code, message }, retryAt: wait === null ? null : turn.now + wait },
  }));
}

export function joinOverdue(turn: Turn): void {
  for (const { name, phase } of turn.state.rooms.values()) {
    if (phase.kind === 'refused' && phase.retryAt !== null && phase.retryAt <= turn.now) {
      join(turn, name);
    }
  }
}

export function onEntered(turn: Turn, { room, user, count }: Entered): void {
  come(turn, room, count, user.id, (members) => [...members.filter(({ id }) => id !== user.id), user], {
    kind: 'entered',
    name: user.name,
  });
}

export function onLeft(turn: Turn, message: Left): void {
  turn.answered(message.id);
  const { room, user, count } = message;
  come(turn, room, count, user.id, (members) => members.filter(({ id }) => id !== user.id), {
    kind: 'left',
    name: user.name,
  });
}

function come(
  turn: Turn,
  name: string,
  count: number,
  userId: string,
  change: (members: readonly User[]) => readonly User[],
  what: Pick<Notice, 'kind' | 'name'>,
): void {
  const { session } = turn.state;
  const isMe = session.phase === 'inside' && session.me.id === userId;
  turn.patchRoom(name, (room) => ({
    people: peopleOf(count, change(room.people.members)),
    typing: room.typing.filter(({ id }) => id !== userId),
    notices: isMe || count > LIMITS.membersShownMax ? room.notices : noted(turn, room, what),
  }));
  askForMembers(turn, name);
}

function noted(turn: Turn, room: Room, what: Pick<Notice, 'kind' | 'name'>): readonly Notice[] {
  const key = (room.notices.at(-1)?.key ?? 0) + 1;
  return [...room.notices, { ...what, key, after: room.last ?? 0, at: turn.now }].slice(-BOUNDS.noticesMax);
}

export function onPresence(turn: Turn, { room: name, count }: Presence): void {
  turn.patchRoom(name, (room) => ({ people: peopleOf(count, room.people.members) }));
  askForMembers(turn, name);
}

export function onMembers(turn: Turn, { id, room, count, members }: Members): void {
  turn.answered(id);
  turn.patchRoom(room, () => ({ people: peopleOf(count, members) }));
}

function peopleOf(count: number, members: readonly User[]): People {
  return { count, members: count > LIMITS.membersShownMax ? [] : members };
}

/** In a room that became small again, or after something was missed, the list has to be told anew. */
function askForMembers(turn: Turn, name: string): void {
  const people = turn.room(name)?.people;
  const differs =
    people !== undefined && people.count <= LIMITS.membersShownMax && people.count !== people.members.length;
  if (differs && !turn.isAsked((request) => request.kind === 'members' && request.room === name)) {
    turn.ask({ kind: 'members', room: name }, { type: 'members', room: name });
  }
}

export function onTyping(turn: Turn, { room: name, user }: Typing): void {
  const { session } = turn.state;
  if (session.phase === 'inside' && session.me.id === user.id) {
    return;
  }
  const until = turn.now + LIMITS.typingSeconds * 1_000;
  turn.patchRoom(name, ({ typing }) => ({
    typing: [...typing.filter(({ id }) => id !== user.id), { ...user, until }].slice(-BOUNDS.typingMax),
  }));
}

export function dropTypists(turn: Turn): void {
  for (const { name, typing } of turn.state.rooms.values()) {
    if (typing.some(({ until }) => until <= turn.now)) {
      turn.patchRoom(name, () => ({ typing: typing.filter(({ until }) => until > turn.now) }));
    }
  }
}

/** Keeps a draft, and lets the others know that somebody is typing. */
export function keepDraft(turn: Turn, name: string, draft: string): void {
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  const tell =
    draft.trim() !== '' &&
    turn.state.link.kind === 'ready' &&
    room.phase.kind === 'live' &&
    turn.now - room.typedAt >= TYPING_SENT_EVERY_MILLIS;
  turn.putRoom({ ...room, draft, typedAt: tell ? turn.now : room.typedAt });
  if (tell) {
    turn.say({ type: 'typing', room: name });
  }
}

export function keepScroll(turn: Turn, name: string, following: boolean): void {
  turn.patchRoom(name, (room) => ({ reading: { ...room.reading, following: following && isAttached(room) } }));
  seen(turn, name);
}

/** To the end of the timeline, at the user's wish. */
export function follow(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room !== undefined && isAttached(room)) {
    turn.putRoom({ ...room, reading: { ...room.reading, following: true } });
    seen(turn, name);
  } else {
    showNewest(turn, name);
  }
}
