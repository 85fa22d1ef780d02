import { limits } from '../protocol/parse';
import { author, events, posting, role } from '../protocol/parse-events';
import { user } from '../protocol/parse-people';
import { POSTINGS, VISIBILITIES } from '../protocol/people';
import { count, fields, flag, listOf, literal, maybe, object, oneOf, text, type Reader } from '../protocol/readers';
import type { Addition, RoomEvent, UnknownEvent } from '../protocol/messages';
import {
  type Editing,
  type Failing,
  type KeptDraft,
  type KeptOutgoing,
  type KeptRoom,
  type KeptUser,
  type Problem,
  type RoomTerms,
} from '../state/model';
import { isWhole } from '../state/window';

/** Rows of the device's database, read as warily as what comes from the network: rubbish is passed over. */

/** What belongs to an outgoing message beside itself: the window that sends it, and its place among all. */
export interface Place {
  readonly tab: string;
  readonly order: number;
  /** When its user was let go; absent while they are here. */
  readonly leftAt?: number;
}

export type OutgoingRow = KeptOutgoing & Place;

/** Each window has its own: what is typed in two of them at once is two drafts. */
export type DraftRow = KeptDraft & Pick<Place, 'tab' | 'leftAt'>;

/** Null is kept as such, unlike on the wire. */
function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null || value === undefined ? null : reader(value));
}

export const keptUser = object<KeptUser>({ me: user, admin: flag, epoch: text, limits, blocked: listOf(author) });

const keptTerms = object<RoomTerms>({
  visibility: oneOf(VISIBILITIES, 'private'),
  role,
  description: text,
  posting,
  archived: flag,
  slowSeconds: count,
  mutedUntil: orNull(count),
});

const unknownEvent = object<UnknownEvent>({ type: literal('unknownEvent'), room: text, seq: count });

const keptEvents: Reader<readonly RoomEvent[]> = (value) => {
  const list = listOf((event) => event)(value);
  return list.flatMap((event) => (fields(event).type === 'unknownEvent' ? unknownEvent(event) : events([event])));
};

const anyRoom = object<KeptRoom>({
  room: text,
  title: text,
  topic: text,
  terms: keptTerms,
  party: listOf(author),
  epoch: text,
  last: count,
  atStart: flag,
  events: keptEvents,
  mark: orNull(count),
  unread: count,
  mentions: count,
  countedTo: count,
  untold: flag,
  seenAt: count,
});

export const keptRoom: Reader<KeptRoom> = (value) => {
  const room = anyRoom(value);
  const newest = room.events.at(-1);
  if (!isWhole(room.events) || (newest !== undefined && newest.seq !== room.last)) {
    throw new Error('events: not the newest of the room (expected: a log without a hole)');
  }
  return room;
};

export const draft = object<DraftRow>({
  room: text,
  text,
  replyTo: orNull(count),
  editing: orNull(object<Editing>({ seq: count, text })),
  tab: text,
  leftAt: maybe(count),
});

const about = { id: maybe(count), room: text, cid: text };

const ADDITIONS: { [T in Addition['type']]: Reader<Extract<Addition, { type: T }>> } = {
  send: object({ type: literal('send'), ...about, text, replyTo: maybe(count) }),
  edit: object({ type: literal('edit'), ...about, target: count, text }),
  delete: object({ type: literal('delete'), ...about, target: count }),
  react: object({ type: literal('react'), ...about, target: count, emoji: text, on: flag }),
  pin: object({ type: literal('pin'), ...about, target: count, on: flag }),
  setTopic: object({ type: literal('setTopic'), ...about, topic: text }),
  setRoom: object({
    type: literal('setRoom'),
    ...about,
    title: maybe(text),
    description: maybe(text),
    posting: maybe(oneOf(POSTINGS, 'staff')),
    archived: maybe(flag),
    slowSeconds: maybe(count),
  }),
};

const addition: Reader<Addition> = (value) => {
  const type = text(fields(value).type);
  if (!Object.hasOwn(ADDITIONS, type)) {
    throw new Error(`type: ${type} (expected: something that is added to a log)`);
  }
  return ADDITIONS[type as Addition['type']](value);
};

const problem = object<Problem>({
  code: text,
  message: text,
  suggestion: maybe(text),
  retryAt: maybe(count),
  why: maybe(text),
});

export const outgoing = object<OutgoingRow>({
  message: addition,
  at: count,
  tries: count,
  failed: orNull(object<Failing>({ problem, again: flag })),
  epoch: text,
  tab: text,
  order: count,
  leftAt: maybe(count),
});

/** Null: rubbish. */
export function readRow<T>(reader: Reader<T>, row: unknown): T | null {
  try {
    return reader(row);
  } catch {
    return null;
  }
}
