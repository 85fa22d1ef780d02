import { type Mark, type Pinned, type Posted, type RoomEvent, type RoomNews } from '../protocol/messages';
import { anticipated } from './changes';
import { serverTime } from './clock';
import { visibilityOf } from './initial';
import { ANSWER_DUE_MILLIS, type Notice, type Outgoing, type Reading, type Room, type State } from './model';
import { nextOf } from './outbox';
import { tellDue } from './reading';
import { missedDue } from './tell';

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
    if (state.link.kind === 'ready' && room.phase.kind === 'live') {
      for (const { message } of nextOf(room)) {
        next = Math.min(next, message.type === 'send' ? Math.max(state.holdUntil, room.holdUntil) : state.holdUntil);
      }
    }
    if (room.terms.mutedUntil !== null && room.terms.mutedUntil !== 0) {
      next = Math.min(next, room.terms.mutedUntil - serverTime(state, 0));
    }
    next = Math.min(next, tellDue(state, room) ?? Infinity, missedDue(state, room) ?? Infinity);
  }
  return Number.isFinite(next) ? next : null;
}

/** A line of the timeline. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'divider'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      /** As it will be when all that is on its way has arrived. */
      readonly event: Posted;
      readonly continues: boolean;
      /** Changes of it that are on their way, or did not get there. */
      readonly pending: readonly Outgoing[];
    }
  | { readonly kind: 'change'; readonly key: string; readonly event: Pinned | RoomNews }
  | { readonly kind: 'notices'; readonly key: string; readonly notices: readonly Notice[] }
  | OutgoingLine;

/** A message of the user's own that is not in the log yet. */
export interface OutgoingLine {
  readonly kind: 'outgoing';
  readonly key: string;
  readonly outgoing: OutgoingMessage;
}

/** Messages of one author closer together than this share one heading. */
const SAME_BREATH_MILLIS = 5 * 60_000;

type TimelineParts = Pick<Room, 'window' | 'notices' | 'outbox'> & { readonly reading: Pick<Reading, 'divider'> };

/** The timeline of a room: messages in order, days above them, notices where they happened. */
export function timeline({ window, notices, reading, outbox }: TimelineParts, me: string): readonly Line[] {
  const lines: Line[] = [];
  const waiting = notices.filter(({ after }) => after >= window.from - 1 && after <= window.to);
  const changes = outbox.filter(({ message }) => 'target' in message);
  /** What was read when the line was drawn; whether it belongs here is not to be known without what stands before. */
  let divider =
    reading.divider !== null && (window.atStart || reading.divider >= window.from - 1) ? reading.divider : null;
  /** The message right above, when nothing stands between. */
  let above: Posted | null = null;
  /** When the day of the line above begins and ends. */
  let day = { from: 0, to: 0 };
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
    if (!isShown(event)) {
      continue;
    }
    if (event.at < day.from || event.at >= day.to) {
      day = dayAround(event.at);
      above = null;
      lines.push({ kind: 'day', key: `day-${event.seq}`, at: event.at });
    }
    if (divider !== null && event.seq > divider && event.type === 'posted' && event.from.id !== me) {
      above = null;
      lines.push({ kind: 'divider', key: 'divider' });
      divider = null;
    }
    if (event.type === 'posted') {
      const pending = pendingOf(changes, event.seq);
      const shown = pending.reduce((it, { message, status }) => foreseen(it, message, status, me), event);
      lines.push({ kind: 'message', key: keyOf(event, me), event: shown, continues: continues(above, event), pending });
      above = event;
    } else {
      lines.push({ kind: 'change', key: `change-${event.seq}`, event });
      above = null;
    }
  }
  takeNotices(Infinity);
  return lines;
}

/** Midnight before and after a moment, where the user is: looked up once a day, because calendars are slow. */
function dayAround(at: number): { from: number; to: number } {
  const from = new Date(at).setHours(0, 0, 0, 0);
  const next = new Date(from);
  next.setDate(next.getDate() + 1);
  return { from, to: next.getTime() };
}

/** Of changes only these are lines of their own; the others are seen at the message they change. */
function isShown(event: RoomEvent): event is Posted | Pinned | RoomNews {
  switch (event.type) {
    case 'pinned':
      return event.on;
    case 'memberAdded':
      // Whom one talks to directly is said by the room's name.
      return visibilityOf(event.room) !== 'direct';
    case 'posted':
    case 'topicChanged':
    case 'memberRemoved':
    case 'roleChanged':
    case 'roomChanged':
      return true;
    default:
      return false;
  }
}

const NONE: readonly Outgoing[] = [];

function pendingOf(changes: readonly Outgoing[], seq: number): readonly Outgoing[] {
  const found = changes.filter(({ message }) => 'target' in message && message.target === seq);
  return found.length === 0 ? NONE : found;
}

/** What failed for good is not shown as if it would come. */
function foreseen(message: Posted, addition: Outgoing['message'], { kind }: Outgoing['status'], me: string): Posted {
  return kind === 'failed' && addition.type !== 'edit' ? message : anticipated(message, addition, me);
}

/** The user's messages that are not in the log yet. */
export function outgoingMessages({ outbox }: Pick<Room, 'outbox'>): readonly OutgoingMessage[] {
  return outbox.filter((outgoing): outgoing is OutgoingMessage => outgoing.message.type === 'send');
}

/** The same as lines, which stand below the log. */
export function outgoingLines(room: Pick<Room, 'outbox'>): readonly OutgoingLine[] {
  return outgoingMessages(room).map((outgoing) => ({ kind: 'outgoing', key: outgoing.message.cid, outgoing }));
}

export type OutgoingMessage = Outgoing & { readonly message: { readonly type: 'send' } };

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

/** The newest message of the user's own that is here and may still be changed. */
export function lastOwn({ window }: Room, me: string): Posted | null {
  const isOwn = (event: RoomEvent): event is Posted =>
    event.type === 'posted' && event.from.id === me && event.deleted !== true;
  return window.events.findLast(isOwn) ?? null;
}

/** What the room will be about when all that is on its way has arrived. */
export function topicOf({ topic, outbox }: Room): string {
  const next = outbox.findLast(
    ({ message, status }) => message.type === 'setTopic' && status.kind !== 'failed',
  )?.message;
  return next?.type === 'setTopic' ? next.topic : topic;
}

/** A snippet cut at its marks; marks that make no sense are left out. */
export function markedParts(snippet: string, marks: readonly Mark[]): readonly { text: string; marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let end = 0;
  for (const { from, to } of marks) {
    if (from >= end && from < to && to <= snippet.length) {
      parts.push({ text: snippet.slice(end, from), marked: false }, { text: snippet.slice(from, to), marked: true });
      end = to;
    }
  }
  return [...parts, { text: snippet.slice(end), marked: false }].filter(({ text }) => text !== '');
}
