import type { Failure, History, RoomEvent } from '../protocol/messages';
import { joinAnew } from './join';
import { fill, onEvent, pageSize } from './log';
import { BOUNDS, type LoadingKind, type Place, type Request, type Room } from './model';
import { settle } from './outbox';
import { recount, seen } from './reading';
import { onThread } from './side';
import type { Turn } from './turn';
import { isAttached, isWhole, newestOf, oldestOf, upToNow } from './window';

/** Pages of the log: what is above the window, below it, or somewhere else altogether. */

type Load = Extract<Request, { kind: 'load' }>;

export function loadOlder(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room !== undefined && !room.window.atStart) {
    load(turn, room, 'older', room.window.from);
  }
}

export function loadNewer(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room !== undefined && !isAttached(room)) {
    load(turn, room, 'newer', room.window.to);
  }
}

/** Back to the end of the log, however far away it is. */
export function showNewest(turn: Turn, name: string): void {
  // Without a connection nobody waits for it: it is wished again, or not, when there is one.
  want(turn, name, turn.state.link.kind === 'ready' ? 'end' : null);
  pursue(turn, name);
}

/** Whoever scrolls, or asks for other pages, since they wished for the end reads here, and is not taken there any more. */
export function staysHere(turn: Turn, name: string): void {
  if (turn.room(name)?.reading.wanted === 'end') {
    want(turn, name, null);
  }
}

/** To one message, which is asked for with what stands around it when it is not here. */
export function showMessage(turn: Turn, name: string, seq: number): void {
  want(turn, name, { seq, at: 'message' });
  // Nobody sees the end meanwhile, and what stands there is not read.
  turn.patchRoom(name, ({ reading }) => ({ reading: { ...reading, following: false } }));
  pursue(turn, name);
}

function want(turn: Turn, name: string, wanted: Room['reading']['wanted']): void {
  turn.patchRoom(name, ({ reading }) => (reading.wanted === wanted ? {} : { reading: { ...reading, wanted } }));
}

/** Goes to the place that is wanted, if any: now, or when what is under way has come. */
export function pursue(turn: Turn, name: string): void {
  const room = turn.room(name);
  const wanted = room?.reading.wanted ?? null;
  if (room === undefined || wanted === null) {
    return;
  }
  if (wanted === 'end') {
    if (isAttached(room)) {
      want(turn, name, null);
    } else {
      load(turn, room, 'newest', room.last ?? 0);
    }
    return;
  }
  const { seq } = wanted;
  if (seq >= room.window.from && seq <= room.window.to) {
    jump(turn, name, wanted);
  } else {
    load(turn, room, 'around', seq);
  }
}

/** The load that failed, again. */
export function loadAgain(turn: Turn, name: string, what: LoadingKind): void {
  const loaders = { older: loadOlder, newer: loadNewer, newest: showNewest, around: pursue };
  loaders[what](turn, name);
}

function load(turn: Turn, room: Room, what: LoadingKind, seq: number): void {
  const idle = room.loading.kind === 'idle' || room.loading.kind === 'failed';
  const { last } = room;
  if (last === null || !idle || turn.state.link.kind !== 'ready') {
    return;
  }
  const limit = pageSize(turn.state, BOUNDS.page);
  const place = { older: { before: seq }, newer: { after: seq }, newest: {}, around: { around: seq } }[what];
  turn.putRoom({ ...room, loading: { kind: what } });
  const request = { kind: 'load', room: room.name, what, seq, since: last } as const;
  turn.ask(request, { type: 'history', room: room.name, ...place, limit });
}

export function onHistory(turn: Turn, message: History): void {
  const request = turn.answered(message.id);
  switch (request?.kind) {
    case 'fill':
      return onFilled(turn, request.room, message);
    case 'thread':
      return onThread(turn, request, message);
    case 'load':
      turn.patchRoom(request.room, () => ({ loading: { kind: 'idle' } }));
      onLoaded(turn, request, message);
      recount(turn, request.room);
      return pursue(turn, request.room);
  }
}

export function onLoadFailed(turn: Turn, { room, what }: Load, { code, message }: Failure): void {
  turn.patchRoom(room, () => ({ loading: { kind: 'failed', what, problem: { code, message } } }));
  if (what === 'newest' && turn.room(room)?.reading.wanted === 'end') {
    want(turn, room, null);
  } else if (what !== 'around') {
    pursue(turn, room);
  }
}

function onLoaded(turn: Turn, request: Load, message: History): void {
  const room = turn.room(request.room);
  if (room?.last == null || !isWhole(message.events)) {
    want(turn, request.room, null);
    return;
  }
  const events = upToNow(room, message.events, request.since);
  if (events === null) {
    load(turn, room, request.what, request.seq);
    return;
  }
  events.forEach((event) => settle(turn, event));
  const { first } = message;
  switch (request.what) {
    case 'older':
      return prepend(turn, room, events, first);
    case 'newer':
      return extend(turn, room, events);
    case 'newest':
    case 'around':
      if (turn.state.active !== room.name) {
        // In a room that is not looked at any more nobody waits for this.
        want(turn, room.name, null);
      } else if (isWanted(room, request)) {
        replace(turn, room, request, events, first);
      }
  }
}

function prepend(turn: Turn, { name, window }: Room, events: readonly RoomEvent[], first: number): void {
  const newest = events.at(-1);
  if (newest !== undefined && newest.seq !== window.from - 1) {
    return; // The window is another one by now.
  }
  const from = window.from - events.length;
  const wider = { ...window, from, events: [...events, ...window.events], atStart: from <= first };
  turn.patchRoom(name, () => ({ window: oldestOf(wider, BOUNDS.windowMax) }));
}

/** Adds a page below the window; of what is newer than the page knows, the usual way. */
function extend(turn: Turn, { name, window, last }: Room, events: readonly RoomEvent[]): void {
  const known = events.filter(({ seq }) => seq <= (last ?? 0));
  if (known[0] !== undefined && known[0].seq !== window.to + 1) {
    return; // The window is another one by now.
  }
  const longer = { ...window, to: window.to + known.length, events: [...window.events, ...known] };
  turn.patchRoom(name, () => ({ window: newestOf(longer, BOUNDS.windowMax) }));
  events.slice(known.length).forEach((event) => onEvent(turn, event));
}

/** Whether nothing else was wished since. */
function isWanted({ reading: { wanted } }: Room, { what, seq }: Load): boolean {
  return what === 'newest' ? wanted === 'end' : wanted !== 'end' && wanted?.seq === seq;
}

function replace(turn: Turn, room: Room, { what, seq }: Load, events: readonly RoomEvent[], first: number): void {
  const { name, last, reading } = room;
  const known = events.filter((event) => event.seq <= (last ?? 0));
  const from = known[0]?.seq;
  if (from === undefined) {
    want(turn, name, null);
    return;
  }
  const to = from + known.length - 1;
  turn.patchRoom(name, () => ({
    window: { from, to, events: known, atStart: from <= first },
    reading: { ...reading, following: what === 'newest', wanted: null },
  }));
  events.slice(known.length).forEach((event) => onEvent(turn, event));
  if (reading.wanted !== null && reading.wanted !== 'end') {
    // What the log no longer has is as near as it gets.
    jump(turn, name, { ...reading.wanted, seq: Math.min(Math.max(seq, from), to) });
  } else {
    seen(turn, name);
    // What came while the page was under way.
    loadNewer(turn, name);
  }
}

function jump(turn: Turn, name: string, place: Place): void {
  turn.patchRoom(name, ({ reading }) => ({
    reading: { ...reading, following: false, wanted: null, jump: { ...place, nonce: (reading.jump?.nonce ?? 0) + 1 } },
  }));
}

function onFilled(turn: Turn, name: string, { events }: History): void {
  const before = turn.room(name);
  if (before?.last == null) {
    return;
  }
  const [first] = events;
  if (first === undefined || first.seq > before.last + 1 || !isWhole(events)) {
    // The hole cannot be filled any more; what comes then is whole.
    joinAnew(turn, name);
    return;
  }
  events.forEach((event) => onEvent(turn, event));
  const after = turn.room(name);
  if (after?.last != null && after.last < after.head) {
    fill(turn, name);
  }
}

export function onFillFailed(turn: Turn, name: string): void {
  joinAnew(turn, name);
}
