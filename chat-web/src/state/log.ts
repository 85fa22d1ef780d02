import type { Posted, RoomEvent } from '../protocol/messages';
import { BOUNDS, type Room, type State, type Window } from './model';
import { settle } from './outbox';
import type { Turn } from './turn';

/** The log of a room as far as the page has it: every event once, in the order of `seq`, no hole ever shown. */

/** An event that happened, was missed, or fills a hole. */
export function onEvent(turn: Turn, event: RoomEvent): void {
  const room = turn.room(event.room);
  if (room === undefined || room.last === null) {
    return;
  }
  if (event.seq > room.last + 1) {
    turn.putRoom({ ...room, head: Math.max(room.head, event.seq) });
    fill(turn, event.room);
    return;
  }
  if (event.type === 'posted') {
    settle(turn, event);
  }
  if (event.seq === room.last + 1) {
    turn.patchRoom(event.room, (now) => append(turn.state, now, event));
  }
}

/** Asks for what is missing after `last`. What comes meanwhile from beyond the hole is dropped, and asked for here too. */
export function fill(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room?.last == null || turn.isAsked((request) => request.kind === 'fill' && request.room === name)) {
    return;
  }
  turn.ask(
    { kind: 'fill', room: name },
    { type: 'history', room: name, after: room.last, limit: pageSize(turn.state, BOUNDS.gapPage) },
  );
}

/** How many events to ask for: what the page would like, as far as the server goes along. */
export function pageSize({ session }: State, wanted: number): number {
  return session.phase === 'inside' ? Math.min(wanted, session.limits.historyPage) : wanted;
}

/** Somebody sees the newest events of this room right now. */
export function isWatched(state: State, room: Room): boolean {
  return state.active === room.name && state.attention && room.reading.following;
}

/** Counts as read what is in front of somebody's eyes now. */
export function seen(turn: Turn, name: string): void {
  turn.patchRoom(name, (room) =>
    isWatched(turn.state, room) && room.reading.unread > 0
      ? { reading: { ...room.reading, unread: 0, seenAt: room.window.events.findLast(isPosted)?.at ?? turn.now } }
      : {},
  );
}

export function isPosted(event: RoomEvent): event is Posted {
  return event.type === 'posted';
}

function append(state: State, room: Room, event: RoomEvent): Partial<Room> {
  const advanced = { last: event.seq, head: Math.max(room.head, event.seq), window: extended(state, room, event) };
  if (event.type !== 'posted') {
    return advanced;
  }
  const own = state.session.phase === 'inside' && event.from.id === state.session.me.id;
  const { reading } = room;
  return {
    ...advanced,
    typing: room.typing.filter((typist) => typist.id !== event.from.id),
    reading:
      own || isWatched(state, room)
        ? { ...reading, seenAt: event.at }
        : { ...reading, unread: reading.unread + 1, divider: reading.divider ?? event.seq },
  };
}

/** The window with a new event at its end, unless it shows an older part of the log, or is full and being read. */
function extended(state: State, { name, window, last, reading }: Room, event: RoomEvent): Window {
  const max = name === state.active ? BOUNDS.windowMax : BOUNDS.windowIdleMax;
  const full = window.events.length >= max;
  if (window.to !== last || (full && name === state.active && !reading.following)) {
    return window;
  }
  return newestOf({ ...window, to: event.seq, events: [...window.events, event] }, max);
}

/** A window cut at its old end. */
export function newestOf(window: Window, max: number): Window {
  const surplus = window.events.length - max;
  return surplus <= 0
    ? window
    : { ...window, from: window.from + surplus, events: window.events.slice(surplus), atStart: false };
}

/** A window cut at its new end. */
export function oldestOf(window: Window, max: number): Window {
  const surplus = window.events.length - max;
  return surplus <= 0 ? window : { ...window, to: window.to - surplus, events: window.events.slice(0, max) };
}

/** The window shows the newest events, and new ones are added to it. */
export function isAttached(room: Room): boolean {
  return room.last === null || room.window.to === room.last;
}
