import type { Posted, RoomEvent } from '../protocol/messages';
import { ANSWER_DUE_MILLIS, type Notice, type Room, type RoomPhase, type State } from './model';
import { nextOf } from './outbox';

/** What views and the clock read from the state. */

/** The next time at which `ticked` would change something; null when nothing waits. */
export function nextDeadline(state: State): number | null {
  let next = Infinity;
  for (const room of state.rooms.values()) {
    for (const { until } of room.typing) {
      next = Math.min(next, until);
    }
    if (room.phase.kind === 'refused' && room.phase.retryAt !== null) {
      next = Math.min(next, room.phase.retryAt);
    }
    for (const { status } of room.outbox) {
      if (status.kind === 'sent') {
        next = Math.min(next, status.at + ANSWER_DUE_MILLIS);
      }
    }
    if (state.link.kind === 'ready' && room.phase.kind === 'live' && nextOf(room) !== undefined) {
      next = Math.min(next, state.holdUntil);
    }
  }
  return Number.isFinite(next) ? next : null;
}

export function totalUnread(state: State): number {
  let total = 0;
  for (const { reading } of state.rooms.values()) {
    total += reading.unread;
  }
  return total;
}

/** A row in the list of rooms. */
export interface RoomEntry {
  readonly name: string;
  readonly title: string;
  readonly joined: boolean;
  readonly phase: RoomPhase['kind'] | null;
  readonly people: number;
  readonly unread: number;
}

/** The rooms the user is in, then all others, each by title. */
export function roomEntries({ rooms, directory }: Pick<State, 'rooms' | 'directory'>): readonly RoomEntry[] {
  const byTitle = (a: RoomEntry, b: RoomEntry) => a.title.localeCompare(b.title) || (a.name < b.name ? -1 : 1);
  const joined = [...rooms.values()].map(({ name, title, phase, people, reading }) => ({
    name,
    title,
    joined: true,
    phase: phase.kind,
    people: people.count,
    unread: reading.unread,
  }));
  const others = directory
    .filter(({ room }) => !rooms.has(room))
    .map(({ room, title, members }) => ({
      name: room,
      title,
      joined: false,
      phase: null,
      people: members,
      unread: 0,
    }));
  return [...joined.sort(byTitle), ...others.sort(byTitle)];
}

/** A line of the timeline. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'divider'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly event: Posted; readonly continues: boolean }
  | { readonly kind: 'notices'; readonly key: string; readonly notices: readonly Notice[] };

/** Messages of one author closer together than this share one heading. */
const SAME_BREATH_MILLIS = 5 * 60_000;

/** The timeline of a room: messages in order, days above them, notices where they happened. */
export function timeline(
  { window, notices, reading }: Pick<Room, 'window' | 'notices' | 'reading'>,
  me: string,
): readonly Line[] {
  const lines: Line[] = [];
  const waiting = notices.filter(({ after }) => after >= window.from - 1 && after <= window.to);
  /** The message right above, when nothing stands between. */
  let above: Posted | null = null;
  let day = '';
  const takeNotices = (before: number) => {
    const end = waiting.findIndex(({ after }) => after >= before);
    const run = waiting.splice(0, end < 0 ? waiting.length : end);
    if (run[0] !== undefined) {
      lines.push({ kind: 'notices', key: `notices-${run[0].key}`, notices: run });
      above = null;
    }
  };
  for (const event of window.events) {
    takeNotices(event.seq);
    if (event.type !== 'posted') {
      continue;
    }
    const eventDay = new Date(event.at).toDateString();
    if (eventDay !== day) {
      day = eventDay;
      above = null;
      lines.push({ kind: 'day', key: `day-${event.seq}`, at: event.at });
    }
    if (event.seq === reading.divider) {
      above = null;
      lines.push({ kind: 'divider', key: 'divider' });
    }
    lines.push({ kind: 'message', key: keyOf(event, me), event, continues: continues(above, event) });
    above = event;
  }
  takeNotices(Infinity);
  return lines;
}

/** One's own message keeps its place on the page while it turns from sent into stored. */
export function keyOf(event: Posted, me: string): string {
  return event.from.id === me ? event.cid : `${event.seq}`;
}

export function findEvent(events: readonly RoomEvent[], seq: number): Posted | null {
  const first = events[0];
  const event = first === undefined ? undefined : events[seq - first.seq];
  return event?.type === 'posted' ? event : null;
}

function continues(before: Posted | null, event: Posted): boolean {
  return (
    before !== null &&
    before.from.id === event.from.id &&
    before.from.name === event.from.name &&
    event.replyTo === undefined &&
    event.at - before.at < SAME_BREATH_MILLIS
  );
}
