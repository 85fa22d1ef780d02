import type {
  Ack,
  Author,
  Closing,
  Deleted,
  Edited,
  Entered,
  Failure,
  Found,
  History,
  Hit,
  Joined,
  KnownEvent,
  Left,
  Limits,
  Live,
  Mark,
  Members,
  Ping,
  Pinned,
  Pins,
  Posted,
  Presence,
  Reacted,
  Reaction,
  ReadMark,
  ReadUpTo,
  Reset,
  RoomCreated,
  RoomEvent,
  Rooms,
  RoomSummary,
  ServerMessage,
  TopicChanged,
  Typing,
  UnknownEvent,
  Unread,
  User,
  Version,
  Versions,
  Welcome,
} from './messages';

/**
 * Reads one frame. Null for what is not of the protocol, or of a newer one than this page knows: such a frame is passed
 * over, the page must not fall over it.
 */
export function parseServerMessage(frame: string): ServerMessage | null {
  try {
    return message(JSON.parse(frame));
  } catch {
    return null;
  }
}

/** Turns a JSON value into what it should be, or throws. */
type Reader<T> = (value: unknown) => T;

/** A reader for every field of T; one of an absent field gets undefined. */
type Fields<T> = { [K in keyof T]-?: Reader<T[K]> };

class Malformed extends Error {}

function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed('expected: an object');
  }
  return value as Record<string, unknown>;
}

function object<T>(readers: Fields<T>): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[];
  return (value) => {
    const source = fields(value);
    const result: Partial<T> = {};
    for (const name of names) {
      const field = readers[name](Object.hasOwn(source, name) ? source[name] : undefined);
      if (field !== undefined) {
        result[name] = field;
      }
    }
    return result as T;
  };
}

const text: Reader<string> = (value) => {
  if (typeof value !== 'string') {
    throw new Malformed('expected: a string');
  }
  return value;
};

const count: Reader<number> = (value) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new Malformed('expected: a count');
  }
  return value;
};

const flag: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') {
    throw new Malformed('expected: true or false');
  }
  return value;
};

function literal<T extends string>(expected: T): Reader<T> {
  return (value) => {
    if (value !== expected) {
      throw new Malformed(`expected: ${expected}`);
    }
    return expected;
  };
}

function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) {
      throw new Malformed('expected: a list');
    }
    return value.map(item);
  };
}

/** An optional field: absent and null are the same. */
function maybe<T>(reader: Reader<T>): Reader<T> {
  // The undefined returned here never gets into a result, see `object`.
  return (value) => (value === undefined || value === null ? (undefined as T) : reader(value));
}

const author = object<Author>({ id: text, name: text });
const user = object<User>({ id: text, name: text, color: text, initials: text });
const topic = maybe(text);
const summary = object<RoomSummary>({ room: text, title: text, topic, members: count, seq: count });
const limits = object<Limits>({
  frameBytes: count,
  textCodePoints: count,
  roomsPerConnection: count,
  resumeEvents: count,
  historyPage: count,
  sendBurst: count,
  sendsPerSecond: count,
});
/** What every event has. */
const logged = { room: text, seq: count, at: count, from: author, cid: text };
const targeted = { ...logged, target: count };

const posted = object<Posted>({
  type: literal('posted'),
  ...logged,
  text,
  replyTo: maybe(count),
  editedSeq: maybe(count),
  deleted: maybe(flag),
  pinned: maybe(flag),
  replies: maybe(count),
  lastReply: maybe(count),
  reactions: maybe(listOf(object<Reaction>({ emoji: text, count, users: listOf(text) }))),
});

const EVENTS: { [T in KnownEvent['type']]: Reader<Extract<KnownEvent, { type: T }>> } = {
  posted,
  edited: object<Edited>({ type: literal('edited'), ...targeted, text }),
  deleted: object<Deleted>({ type: literal('deleted'), ...targeted }),
  reacted: object<Reacted>({ type: literal('reacted'), ...targeted, emoji: text, on: flag, count }),
  pinned: object<Pinned>({ type: literal('pinned'), ...targeted, on: flag }),
  topicChanged: object<TopicChanged>({ type: literal('topicChanged'), ...logged, topic: text }),
};

/** Any event has a room, a place in its log and an author, whatever else a newer server puts in. */
const anyEvent: Reader<UnknownEvent> = (value) => {
  const { room, seq } = object<{ room: string; seq: number; at: number; from: Author }>({
    room: text,
    seq: count,
    at: count,
    from: author,
  })(value);
  return { type: 'unknownEvent', room, seq };
};

const event: Reader<RoomEvent> = (value) => {
  const { type } = fields(value);
  return typeof type === 'string' && Object.hasOwn(EVENTS, type)
    ? EVENTS[type as KnownEvent['type']](value)
    : anyEvent(value);
};

const id = maybe(count);
const events = listOf(event);
const mark = { room: text, seq: count, unread: count, asOf: count };
const hit = object<Hit>({
  event: posted,
  snippet: text,
  marks: listOf(object<Mark>({ from: count, to: count })),
});

const READERS: { [T in Exclude<ServerMessage['type'], 'unknownEvent'>]: Reader<Extract<ServerMessage, { type: T }>> } =
  {
    ...EVENTS,
    welcome: object<Welcome>({
      type: literal('welcome'),
      id,
      user,
      token: text,
      epoch: text,
      limits,
      heartbeatSeconds: count,
    }),
    joined: object<Joined>({
      type: literal('joined'),
      id,
      room: text,
      title: text,
      topic,
      seq: count,
      count,
      members: listOf(user),
    }),
    reset: object<Reset>({
      type: literal('reset'),
      id,
      room: text,
      title: text,
      topic,
      seq: count,
      epoch: text,
      count,
      members: listOf(user),
      events,
    }),
    live: object<Live>({ type: literal('live'), room: text }),
    ack: object<Ack>({ type: literal('ack'), id, room: text, cid: text, seq: count, at: count, duplicate: flag }),
    history: object<History>({ type: literal('history'), id, room: text, events, first: count, more: flag }),
    versions: object<Versions>({
      type: literal('versions'),
      id,
      room: text,
      target: count,
      versions: listOf(object<Version>({ seq: count, at: count, text })),
    }),
    pins: object<Pins>({ type: literal('pins'), id, room: text, events }),
    readUpTo: object<ReadUpTo>({ type: literal('readUpTo'), id, ...mark }),
    unread: object<Unread>({ type: literal('unread'), id, rooms: listOf(object<ReadMark>(mark)), more: flag }),
    found: object<Found>({ type: literal('found'), id, hits: listOf(hit), next: maybe(text) }),
    rooms: object<Rooms>({ type: literal('rooms'), id, rooms: listOf(summary), more: flag }),
    members: object<Members>({ type: literal('members'), id, room: text, count, members: listOf(user), more: flag }),
    roomCreated: object<RoomCreated>({
      type: literal('roomCreated'),
      id,
      room: text,
      title: text,
      visibility: text,
      created: flag,
    }),
    entered: object<Entered>({ type: literal('entered'), room: text, user, count }),
    left: object<Left>({ type: literal('left'), id, room: text, user: author, count }),
    typing: object<Typing>({ type: literal('typing'), room: text, user: author }),
    presence: object<Presence>({ type: literal('presence'), room: text, count }),
    ping: object<Ping>({ type: literal('ping') }),
    error: object<Failure>({
      type: literal('error'),
      id,
      code: text,
      message: text,
      field: maybe(text),
      cid: maybe(text),
      suggestion: maybe(text),
      retryAfterMillis: maybe(count),
    }),
    closing: object<Closing>({ type: literal('closing'), code: count, reason: text, retryAfterMillis: maybe(count) }),
  };

function message(value: unknown): ServerMessage {
  const { type } = fields(value);
  return typeof type === 'string' && Object.hasOwn(READERS, type)
    ? READERS[type as keyof typeof READERS](value)
    : anyEvent(value);
}
