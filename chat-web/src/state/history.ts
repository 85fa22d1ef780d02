import type { Failure, History, RoomEvent } from '../protocol/messages';
import { joinAnew } from './join';
import { fill, isAttached, newestOf, oldestOf, onEvent, pageSize, seen } from './log';
import { BOUNDS, type LoadingKind, type Request, type Room } from './model';
import { settle } from './outbox';
import type { Turn } from './turn';

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
  const room = turn.room(name);
  if (room !== undefined && !isAttached(room)) {
    load(turn, room, 'newest', room.last ?? 0);
  }
}

/** To one message, which is asked for with what stands around it when it is not here. */
export function showMessage(turn: Turn, name: string, seq: number): void {
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  if (seq >= room.window.from && seq <= room.window.to) {
    jump(turn, name, seq);
  } else {
    load(turn, room, 'around', seq);
  }
}

/** The load that failed, again. */
export function loadAgain(turn: Turn, name: string, what: LoadingKind): void {
  const loaders = { older: loadOlder, newer: loadNewer, newest: showNewest, around: showNewest };
  loaders[what](turn, name);
}

function load(turn: Turn, room: Room, what: LoadingKind, seq: number): void {
  const idle = room.loading.kind === 'idle' || room.loading.kind === 'failed';
  const { link } = turn.state;
  if (room.last === null || !idle || link.kind !== 'ready') {
    return;
  }
  const limit = pageSize(turn.state, BOUNDS.page);
  const place = {
    older: { before: seq },
    newer: { after: seq },
    newest: {},
    around: { before: Math.min(seq + Math.ceil(limit / 2), room.last + 1) },
  }[what];
  turn.putRoom({ ...room, loading: { kind: what } });
  turn.ask({ kind: 'load', room: room.name, what, seq }, { type: 'history', room: room.name, ...place, limit });
}

export function onHistory(turn: Turn, message: History): void {
  const request = turn.answered(message.id);
  if (request?.kind === 'fill') {
    onFilled(turn, request.room, message);
  } else if (request?.kind === 'load') {
    turn.patchRoom(request.room, () => ({ loading: { kind: 'idle' } }));
    onLoaded(turn, request, message);
  }
}

export function onLoadFailed(turn: Turn, { room, what }: Load, { code, message }: Failure): void {
  turn.patchRoom(room, () => ({ loading: { kind: 'failed', what, problem: { code, message } } }));
}

function onLoaded(turn: Turn, request: Load, message: History): void {
  const room = turn.room(request.room);
  if (room?.last == null || !isWhole(message.events)) {
    return;
  }
  for (const event of message.events) {
    if (event.type === 'posted') {
      settle(turn, event);
    }
  }
  switch (request.what) {
    case 'older':
      prepend(turn, room, message);
      break;
    case 'newer':
      extend(turn, room, message.events);
      break;
    case 'newest':
    case 'around':
      // In a room that is not looked at any more nobody waits for this.
      if (turn.state.active === room.name) {
        replace(turn, room, request, message);
      }
  }
}

function prepend(turn: Turn, { name, window }: Room, { events, more }: History): void {
  const newest = events.at(-1);
  if (newest !== undefined && newest.seq !== window.from - 1) {
    return; // The window is another one by now.
  }
  const wider = {
    ...window,
    from: window.from - events.length,
    events: [...events, ...window.events],
    atStart: !more,
  };
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

function replace(turn: Turn, { name, last }: Room, { what, seq }: Load, { events, more }: History): void {
  const known = events.filter((event) => event.seq <= (last ?? 0));
  const [first] = known;
  if (first === undefined) {
    return;
  }
  const to = first.seq + known.length - 1;
  turn.patchRoom(name, ({ reading }) => ({
    window: { from: first.seq, to, events: known, atStart: !more },
    reading: { ...reading, following: what === 'newest' },
  }));
  events.slice(known.length).forEach((event) => onEvent(turn, event));
  if (what === 'around') {
    jump(turn, name, Math.max(seq, first.seq));
  } else {
    seen(turn, name);
    // What came while the page was under way.
    loadNewer(turn, name);
  }
}

function jump(turn: Turn, name: string, seq: number): void {
  turn.patchRoom(name, ({ reading }) => ({
    reading: { ...reading, following: false, jump: { seq, nonce: (reading.jump?.nonce ?? 0) + 1 } },
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

/** A page is a stretch of the log without a hole. */
function isWhole(events: readonly RoomEvent[]): boolean {
  return events.every((event, i) => i === 0 || event.seq === (events[i - 1]?.seq ?? 0) + 1);
}
