import { backOffMillis } from '../protocol/backoff';
import { LIMITS, type Failure, type Joined, type Live, type Reset, type Rooms } from '../protocol/messages';
import { submit } from './compose';
import { below } from './drafts';
import { loadOlder, pursue, showMessage, showNewest, staysHere } from './history';
import { emptyWindow, newRoom, USUAL_TERMS, visibilityOf } from './initial';
import { join } from './join';
import { fill } from './log';
import { titleAmong } from './mine';
import { BOUNDS, type Reading, type Room } from './model';
import { carriedOver, flush, settle } from './outbox';
import { askForAbsent, peopleOf } from './people';
import { calls, isWatched, myId, opened, seen, sync } from './reading';
import { seenAnew } from './seen';
import { reloadSide, roomChanged, roomOf } from './side';
import { heard, tellMissed } from './tell';
import type { Turn } from './turn';
import { isAttached, isPosted, newestOf } from './window';

/** Which rooms there are, which the user is in, and how it is come into and left. */

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
  roomChanged(turn);
  turn.patchRoom(name, ({ reading }) => ({ reading: opened(reading) }));
  pursue(turn, name);
  showSome(turn, name);
  seen(turn, name);
}

/** What is to be seen of a room is asked for when somebody looks: one may be in many, and all at once would be too much. */
function showSome(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room === undefined || turn.state.active !== name) {
    return;
  }
  if (room.window.events.length < BOUNDS.page) {
    loadOlder(turn, name);
  }
  if (room.phase.kind === 'live') {
    askForAbsent(turn, name);
  }
}

/** To a message of any room, which is entered for it. */
export function goTo(turn: Turn, name: string, seq: number, title: string): void {
  if (turn.state.active !== name || turn.room(name)?.phase.kind === 'refused') {
    enterRoom(turn, name, title);
  }
  showMessage(turn, name, seq);
}

/** A room that is not looked at any more keeps less, and will be opened at its end. */
function idle(room: Room): Partial<Room> {
  return {
    window: isAttached(room) ? newestOf(room.window, BOUNDS.windowIdleMax) : emptyWindow(room.last ?? 0),
    loading: room.loading.kind === 'failed' ? { kind: 'idle' } : room.loading,
    reading: {
      ...room.reading,
      following: true,
      wanted: null,
      jump: null,
      divider: room.reading.unread > 0 ? room.reading.divider : null,
    },
  };
}

export function leaveRoom(turn: Turn, name: string): void {
  if (turn.room(name) !== undefined && turn.state.link.kind === 'ready') {
    turn.say({ type: 'leave', room: name });
  }
  putOut(turn, name);
}

/** The user is not in a room any more; another one is shown instead. */
export function putOut(turn: Turn, name: string): void {
  if (turn.room(name) === undefined) {
    return;
  }
  turn.dropRoom(name);
  if (turn.state.active === name) {
    turn.patch({ active: null });
    roomChanged(turn);
    const [next] = turn.state.rooms.keys();
    if (next !== undefined) {
      activate(turn, next);
    }
  }
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
  if (turn.state.parting?.room === message.room) {
    turn.patch({ parting: null });
  }
  const { topic = '', seq } = message;
  const terms = termsOf(message);
  const title = titleAmong(turn.state, room.party, message.title);
  const people = peopleOf(message.count, message.members);
  const seen = seenAnew(message.seen);
  if (room.last !== null) {
    turn.putRoom({ ...room, title, topic, terms, people, seen, head: Math.max(room.head, seq) });
    return;
  }
  turn.putRoom({
    ...room,
    title,
    topic,
    terms,
    people,
    seen,
    epoch: session.epoch,
    last: seq,
    head: seq,
    window: emptyWindow(seq),
    recent: [],
    loading: { kind: 'idle' },
    notices: [],
    outbox: carriedOver(room.outbox, room.epoch === session.epoch),
  });
  pursue(turn, message.room);
  showSome(turn, message.room);
}

/** What was not told is as it is in most rooms. */
function termsOf({ room, visibility, role, description, posting, archived, slowSeconds, mutedUntil }: Joined | Reset) {
  return {
    visibility: visibility ?? visibilityOf(room),
    role: role ?? USUAL_TERMS.role,
    description: description ?? '',
    posting: posting ?? USUAL_TERMS.posting,
    archived: archived ?? false,
    slowSeconds: slowSeconds ?? 0,
    mutedUntil: mutedUntil ?? null,
  };
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
  const { topic = '', seq, epoch, events } = message;
  const title = titleAmong(turn.state, room.party, message.title);
  const sameLog = room.epoch === epoch;
  turn.putRoom({
    ...room,
    title,
    topic,
    terms: termsOf(message),
    epoch,
    last: seq,
    head: seq,
    people: peopleOf(message.count, message.members),
    seen: seenAnew(message.seen),
    window: {
      from: events[0]?.seq ?? seq + 1,
      to: seq,
      events,
      atStart: events[0] === undefined ? seq === 0 : events[0].seq === 1,
    },
    recent: [],
    loading: { kind: 'idle' },
    notices: [],
    typing: [],
    ...(sameLog ? {} : aboutNothing(room)),
    outbox: carriedOver(room.outbox, sameLog),
    reading: readingAnew(turn, room, message),
  });
  events.forEach((event) => settle(turn, event));
  const { seenAt } = room.reading;
  events.filter(isPosted).forEach((event) => event.at > seenAt && heard(turn, event));
}

/** After something was missed that will not be told: unread is what is newer than what was seen, until the server says more. */
function readingAnew(turn: Turn, room: Room, { epoch, events }: Reset): Reading {
  const sameLog = room.epoch === epoch;
  const reading: Reading = { ...room.reading, following: true, left: null, wanted: null, jump: null };
  const missed = events.filter(isPosted).filter(({ at, from }) => at > reading.seenAt && from.id !== myId(turn.state));
  const watched = isWatched(turn.state, { ...room, reading });
  return {
    ...reading,
    mark: sameLog ? reading.mark : null,
    synced: sameLog && reading.synced,
    untold: sameLog && reading.untold,
    unread: watched ? 0 : missed.length,
    mentions: watched ? 0 : missed.filter((event) => calls(event, myId(turn.state))).length,
    divider: missed[0] === undefined ? null : missed[0].seq - 1,
    seenAt: watched ? (missed.at(-1)?.at ?? reading.seenAt) : reading.seenAt,
  };
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
  sync(turn, name);
  tellMissed(turn, name);
  pursue(turn, name);
  showSome(turn, name);
  flush(turn, name);
  if (roomOf(turn.state.side) === name) {
    reloadSide(turn);
  }
}

/** A refused join is tried again after up to four seconds. */
const JOIN_FAILURES = 2;

export function onJoinFailed(turn: Turn, name: string, error: Failure): void {
  const { code, message, retryAfterMillis } = error;
  const passes = code === 'rateLimited' || code === 'overloaded' || code === 'unwritable' || code === 'internal';
  const room = turn.room(name);
  if (code === 'noSuchRoom' && isGone(turn, name) && room !== undefined && !hasWords(room)) {
    putOut(turn, name);
    return;
  }
  if (code === 'noSuchRoom' && visibilityOf(name) !== 'public') {
    turn.patchRoom(name, withoutLog);
  }
  const wait = retryAfterMillis ?? (passes ? backOffMillis(JOIN_FAILURES, turn.random) : null);
  turn.patchRoom(name, () => ({
    phase: { kind: 'refused', problem: { code, message }, retryAt: wait === null ? null : turn.now + wait },
  }));
}

/** A room that one belonged to once, and nobody asked for now: there is nothing to say about it. */
function isGone({ state }: Turn, name: string): boolean {
  return visibilityOf(name) !== 'public' && state.active !== name;
}

/** Out of a room by another's will: words that were not sent are not thrown away by that, but can be copied until one leaves. */
export function thrownOut(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room === undefined || !hasWords(room)) {
    putOut(turn, name);
    return;
  }
  const problem = { code: 'noSuchRoom', message: '' };
  turn.putRoom({ ...room, ...withoutLog(room), phase: { kind: 'refused', problem, retryAt: null } });
}

/** Something was written there, and is nowhere else. */
function hasWords(room: Room): boolean {
  return room.draft !== '' || room.editing !== null || room.outbox.some(({ status }) => status.kind !== 'acked');
}

/** What was said there, and is on the device still, is for those who belong to it. */
function withoutLog(room: Room): Partial<Room> {
  return { ...newRoom(room.name, room.title), outbox: room.outbox, ...aboutNothing(room) };
}

/** The messages that the field is about are no more; what is in it stays. */
function aboutNothing({ draft, editing }: Room): Pick<Room, 'draft' | 'replyTo' | 'editing'> {
  return { draft: editing === null ? draft : below(draft, editing.text), replyTo: null, editing: null };
}

export function joinOverdue(turn: Turn): void {
  for (const { name, phase } of turn.state.rooms.values()) {
    if (phase.kind === 'refused' && phase.retryAt !== null && phase.retryAt <= turn.now) {
      join(turn, name);
    }
  }
}

export function keepScroll(turn: Turn, name: string, following: boolean): void {
  turn.patchRoom(name, (room) => ({ reading: { ...room.reading, following: following && isAttached(room) } }));
  if (!following) {
    staysHere(turn, name);
  }
  seen(turn, name);
}

/** Where one was in a room that is not shown any more, to come back to. */
export function keepPlace(
  turn: Turn,
  { room: name, seq, offset }: { room: string; seq: number; offset: number },
): void {
  if (turn.state.active !== name) {
    turn.patchRoom(name, ({ reading }) => ({ reading: { ...reading, left: { seq, at: 'left', offset } } }));
  }
}

/** To the end of the timeline, at the user's wish. */
export function follow(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room !== undefined && isAttached(room)) {
    turn.putRoom({ ...room, reading: { ...room.reading, following: true, wanted: null } });
    seen(turn, name);
  } else {
    showNewest(turn, name);
  }
}

/** Sends what was written; after a message its writer is at the end of the timeline. */
export function submitAndFollow(turn: Turn, name: string, cid: string): void {
  const isMessage = turn.room(name)?.editing === null;
  submit(turn, name, cid);
  if (isMessage) {
    follow(turn, name);
  }
}
