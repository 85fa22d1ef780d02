import type { Posted, RoomEvent } from '../protocol/messages';
import { after } from './changes';
import { BOUNDS, type Room, type Window } from './model';

/** The stretch of a room's log that is kept: what it may be cut to and added to. */

/** The window shows the newest events, and new ones are added to it. */
export function isAttached(room: Pick<Room, 'last' | 'window'>): boolean {
  return room.last === null || room.window.to === room.last;
}

export function isPosted(event: RoomEvent): event is Posted {
  return event.type === 'posted';
}

/** A page is a stretch of the log without a hole. */
export function isWhole(events: readonly RoomEvent[]): boolean {
  return events.every((event, i) => i === 0 || event.seq === (events[i - 1]?.seq ?? 0) + 1);
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

/** A window after a new event of the room: its messages changed by it, and the event at its end if that is where it belongs. */
export function withEvent({ window, last, reading }: Room, event: RoomEvent, active: boolean): Window {
  const events = after(window.events, event);
  const max = active ? BOUNDS.windowMax : BOUNDS.windowIdleMax;
  const isRead = active && !reading.following && events.length >= max;
  if (window.to !== last || isRead) {
    // It shows an older part of the log, or is full and being read.
    return events === window.events ? window : { ...window, events };
  }
  return newestOf({ ...window, to: event.seq, events: [...events, event] }, max);
}

/**
 * A page of the log brought up to now: with what happened to its messages since it was asked for. Null when that is not known
 * any more, so that it has to be asked for again.
 */
export function upToNow<T extends RoomEvent>({ recent }: Room, page: readonly T[], since: number): readonly T[] | null {
  const oldest = recent[0];
  if (oldest !== undefined && oldest.seq > since && recent.length === BOUNDS.recentMax) {
    return null;
  }
  return recent.filter(({ seq }) => seq > since).reduce(after<T>, page);
}
