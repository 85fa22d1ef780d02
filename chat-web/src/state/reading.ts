import {
  LIMITS,
  type Author,
  type Deleted,
  type Edited,
  type Failure,
  type Mentions,
  type ReadMark,
  type ReadUpTo,
  type RoomEvent,
  type Unread,
} from '../protocol/messages';
import { BOUNDS, READ_AGAIN_MILLIS, READ_EVERY_MILLIS, type Reading, type Room, type State } from './model';
import { isPosted } from './window';
import type { Turn } from './turn';

/**
 * What was read and what not. The server keeps a mark for every room, the same for all devices of a user; it only moves
 * forward. What is unread behind it is counted here when all of it is in the window, and by the server otherwise.
 */

/** More than is counted exactly. */
const MANY = LIMITS.unreadMax + 1;

/** Whether a text calls this user. */
export function calls({ mentions = [], mentionsRoom = false }: Mentions, me: string): boolean {
  return mentionsRoom || mentions.includes(me);
}

/** Somebody sees the newest events of this room right now. */
export function isWatched(state: State, room: Room): boolean {
  return state.active === room.name && state.attention && room.reading.following;
}

/** A room that is opened begins with what its user has not read yet; when all is read, where its user was. */
export function opened(reading: Reading): Reading {
  const { mark, unread, synced, left } = reading;
  const unreadAt = synced && mark !== null && unread > 0 ? ({ seq: mark + 1, at: 'line' } as const) : null;
  const wanted = unreadAt ?? left;
  return wanted === null ? reading : { ...reading, following: false, left: null, wanted };
}

/** The server keeps a mark only for rooms that it was told one for; without, all would count as read elsewhere and later. */
function isUnmarked({ marks }: State, { name }: Room): boolean {
  return marks !== null && !marks.has(name);
}

/** What was read after a new event at the end of the log. */
export function readingAfter(state: State, room: Room, event: RoomEvent): Reading {
  const { reading } = room;
  const byOther = isPosted(event) && event.from.id !== myId(state);
  if (isWatched(state, room)) {
    const seenAt = isPosted(event) ? event.at : reading.seenAt;
    return reading.synced
      ? { ...reading, seenAt, mark: event.seq, untold: reading.untold || byOther || isUnmarked(state, room) }
      : { ...reading, seenAt };
  }
  const untold = reading.untold || (reading.synced && isUnmarked(state, room));
  if (!byOther) {
    return { ...reading, untold, seenAt: isPosted(event) ? event.at : reading.seenAt };
  }
  const divider = reading.divider ?? reading.mark ?? event.seq - 1;
  if (event.seq <= reading.countedTo) {
    return { ...reading, untold, divider };
  }
  const unread = Math.min(reading.unread + 1, MANY);
  const mentions = Math.min(reading.mentions + Number(calls(event, myId(state))), MANY);
  return { ...reading, untold, unread, mentions, divider };
}

/** A message that nobody read is gone. */
export function onUnreadDeleted(turn: Turn, { room: name, seq, target, from }: Deleted): void {
  turn.patchRoom(name, ({ reading, window }) => {
    const by = authorOf(window.events, target) ?? from;
    const counted =
      seq > reading.countedTo && by.id !== myId(turn.state) && reading.mark !== null && target > reading.mark;
    const { unread } = reading;
    // Whether it called this user is to be seen only where it still stands.
    const untold = reading.untold || (counted && reading.mentions > 0);
    return counted && unread > 0 && unread < MANY ? { reading: { ...reading, unread: unread - 1, untold } } : {};
  });
  recount(turn, name);
}

/** Whose message it is; who deletes one may be somebody else. */
function authorOf(events: readonly RoomEvent[], seq: number): Author | undefined {
  const first = events[0];
  const event = first === undefined ? undefined : events[seq - first.seq];
  return event?.type === 'posted' ? event.from : undefined;
}

/** An unread message says something else now, and may call somebody else: whom it called before, the server knows. */
export function onUnreadEdited(turn: Turn, { room: name, target }: Edited): void {
  const room = turn.room(name);
  const mark = room?.reading.mark ?? null;
  if (room === undefined || mark === null || target <= mark) {
    return;
  }
  if (isAllHere(room, mark)) {
    recount(turn, name);
  } else {
    turn.putRoom({ ...room, reading: { ...room.reading, untold: true } });
  }
}

/** All that is unread is in the window. */
function isAllHere({ window, last }: Room, mark: number): boolean {
  return window.from <= mark + 1 && window.to === last;
}

/** Counts as read what is in front of somebody's eyes now, and lets the server know. */
export function seen(turn: Turn, name: string): void {
  turn.patchRoom(name, (room) => {
    const { reading, last } = room;
    const old = reading.mark !== null && reading.mark >= (last ?? 0) && reading.unread === 0;
    if (last === null || old || !reading.synced || !isWatched(turn.state, room)) {
      return {};
    }
    return {
      reading: {
        ...reading,
        mark: Math.max(reading.mark ?? 0, last),
        unread: 0,
        mentions: 0,
        countedTo: last,
        untold: reading.untold || reading.unread > 0 || (reading.mark === null && last > 0),
        seenAt: room.window.events.findLast(isPosted)?.at ?? turn.now,
      },
    };
  });
  tell(turn, name);
}

/** When the server may be told how far a room was read; null when there is nothing to tell, or nobody to tell it to. */
export function tellDue(state: State, { name, phase, reading }: Room): number | null {
  const asked = [...state.requests.values()].some((request) => request.kind === 'read' && request.room === name);
  const can = state.link.kind === 'ready' && phase.kind === 'live' && !asked;
  return reading.untold && can ? reading.tellAt : null;
}

export function tell(turn: Turn, name: string, hurry = false): void {
  const room = turn.room(name);
  const due = room === undefined ? null : tellDue(turn.state, room);
  if (room?.reading.mark == null || due === null || (due > turn.now && !hurry)) {
    return;
  }
  const { reading } = room;
  turn.putRoom({ ...room, reading: { ...reading, untold: false, tellAt: turn.now + READ_EVERY_MILLIS } });
  turn.ask({ kind: 'read', room: name }, { type: 'read', room: name, seq: room.reading.mark });
}

export function tellAll(turn: Turn, hurry = false): void {
  for (const name of turn.state.rooms.keys()) {
    tell(turn, name, hurry);
  }
}

export function onReadFailed(turn: Turn, name: string, { retryAfterMillis }: Failure): void {
  const tellAt = turn.now + (retryAfterMillis ?? READ_AGAIN_MILLIS);
  turn.patchRoom(name, ({ reading }) => ({ reading: { ...reading, untold: true, tellAt } }));
}

/** Without a connection it is not known whether the server was told. */
export function onUntold(turn: Turn): void {
  for (const request of turn.state.requests.values()) {
    if (request.kind === 'read') {
      turn.patchRoom(request.room, ({ reading }) => ({ reading: { ...reading, untold: true } }));
    }
  }
  turn.patch({ marks: null });
}

export function askUnread(turn: Turn): void {
  turn.ask({ kind: 'unread', sofar: [] }, { type: 'unread', limit: LIMITS.listPageMax });
}

export function onUnread(turn: Turn, message: Unread): void {
  const request = turn.answered(message.id);
  if (request?.kind !== 'unread') {
    return;
  }
  const sofar = [...request.sofar, ...message.rooms];
  const last = message.rooms.at(-1);
  if (message.more && last !== undefined && sofar.length < BOUNDS.marksMax) {
    turn.ask({ kind: 'unread', sofar }, { type: 'unread', after: last.room, limit: LIMITS.listPageMax });
  } else {
    marksAreKnown(turn, sofar);
  }
}

/** Also when the server would not tell: then what is read is known by this page alone. */
export function marksAreKnown(turn: Turn, marks: readonly ReadMark[]): void {
  const belonging = [...turn.state.mine.values()].map(({ mark }) => mark).filter(isKept);
  turn.patch({ marks: new Map([...belonging, ...marks].map((mark) => [mark.room, mark])) });
  for (const name of turn.state.rooms.keys()) {
    sync(turn, name);
  }
}

/** Of a room without a mark one is told that nothing was read as of nothing. */
function isKept({ asOf }: ReadMark): boolean {
  return asOf > 0;
}

/** The mark of a room that one belongs to, told with it: good as long as no better one is known. */
export function learnMark(turn: Turn, mark: ReadMark): void {
  const { marks } = turn.state;
  if (isKept(mark) && marks !== null && !marks.has(mark.room) && marks.size < BOUNDS.marksMax) {
    turn.patch({ marks: new Map(marks).set(mark.room, mark) });
    sync(turn, mark.room);
  }
}

/** Takes over what the server knows of a room, once both are there: the marks, and every event up to now. */
export function sync(turn: Turn, name: string): void {
  const { marks } = turn.state;
  if (marks === null || turn.room(name)?.phase.kind !== 'live') {
    return;
  }
  const mark = marks.get(name);
  if (mark === undefined) {
    turn.patchRoom(name, ({ reading, last }) => ({
      reading: { ...reading, synced: true, untold: reading.untold || (reading.mark !== null && (last ?? 0) > 0) },
    }));
    seen(turn, name);
  } else {
    adopt(turn, mark);
  }
}

export function onReadUpTo(turn: Turn, message: ReadUpTo): void {
  turn.answered(message.id);
  const { room, seq, unread, mentions = 0, asOf } = message;
  const mark: ReadMark = { room, seq, unread, mentions, asOf };
  const { marks } = turn.state;
  if (marks !== null && (marks.has(room) || marks.size < BOUNDS.marksMax)) {
    turn.patch({ marks: new Map(marks).set(room, mark) });
  }
  if (turn.room(room)?.reading.synced) {
    adopt(turn, mark);
  }
}

function adopt(turn: Turn, { room: name, seq, unread, mentions = 0, asOf }: ReadMark): void {
  turn.patchRoom(name, (room) => {
    const { reading } = room;
    const older = reading.mark !== null && (seq < reading.mark || (seq === reading.mark && asOf < reading.countedTo));
    // Whoever wants to a message, or is there, is not taken elsewhere.
    const settled = reading.wanted !== null || reading.jump !== null;
    const opens = !reading.synced && !settled && turn.state.active === name;
    if (older) {
      const known = { ...reading, synced: true };
      return { reading: opens ? opened(known) : known };
    }
    const since = newerThan(room, seq, asOf, myId(turn.state));
    const count = unread < MANY ? Math.min(unread + since.unread, MANY) : MANY;
    // Where the line belongs was not known before.
    const divider = (reading.synced ? reading.divider : null) ?? (count > 0 ? seq : null);
    const countedTo = Math.max(asOf, room.last ?? 0);
    const known: Reading = {
      ...reading,
      synced: true,
      mark: seq,
      unread: count,
      mentions: Math.min(mentions + since.mentions, MANY),
      countedTo,
      untold: false,
      divider,
    };
    return { reading: opens ? opened(known) : known };
  });
  recount(turn, name);
  seen(turn, name);
}

/** By how much the events after `asOf` change what was unread then, as far as they are known. */
function newerThan({ window, recent }: Room, mark: number, asOf: number, me: string) {
  const known = new Map([...window.events, ...recent].map((event) => [event.seq, event]));
  const since = [...known.values()].filter((event) => event.seq > asOf);
  const more = since.filter(isPosted).filter((event) => event.from.id !== me && !event.deleted);
  const less = since
    .filter((event) => event.type === 'deleted')
    .filter(({ target, from }) => (authorOf(window.events, target) ?? from).id !== me)
    .filter(({ target }) => target > mark && target <= asOf);
  return { unread: more.length - less.length, mentions: more.filter((event) => calls(event, me)).length };
}

/** Counts what is unread, if all of it is here. */
export function recount(turn: Turn, name: string): void {
  turn.patchRoom(name, (room) => {
    const { reading, window } = room;
    const { mark } = reading;
    if (mark === null || !isAllHere(room, mark)) {
      return {};
    }
    const me = myId(turn.state);
    const unread = window.events.filter(isPosted).filter((e) => e.seq > mark && e.from.id !== me && !e.deleted);
    const count = Math.min(unread.length, MANY);
    const mentions = Math.min(unread.filter((event) => calls(event, me)).length, MANY);
    const line = count > 0 ? mark : null;
    const divider = turn.state.active === name ? (reading.divider ?? line) : line;
    return count === reading.unread && mentions === reading.mentions && divider === reading.divider
      ? {}
      : { reading: { ...reading, unread: count, mentions, countedTo: room.last ?? 0, divider } };
  });
}

export function myId({ session }: State): string {
  return session.phase === 'inside' ? session.me.id : '';
}
