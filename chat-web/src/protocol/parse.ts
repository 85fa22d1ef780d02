import { anyEvent, author, events, EVENTS, posted, posting } from './parse-events';
import { mark, member, PEOPLE, terms, user } from './parse-people';
import {
  count,
  fields,
  flag,
  id,
  listOf,
  literal,
  maybe,
  object,
  text,
  topic,
  type Fields,
  type Reader,
} from './readers';
import type {
  Ack,
  Closing,
  Entered,
  Failure,
  Found,
  History,
  Hit,
  Joined,
  Left,
  Limits,
  Live,
  Mark,
  Members,
  Ping,
  Pins,
  Presence,
  ReadMark,
  ReadUpTo,
  Reset,
  RoomCreated,
  Rooms,
  RoomSummary,
  Seen,
  SeenMark,
  ServerMessage,
  Typing,
  Unread,
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

const summary = object<RoomSummary>({
  room: text,
  title: text,
  topic,
  members: count,
  seq: count,
  description: maybe(text),
  posting: maybe(posting),
  archived: maybe(flag),
});
const seenMark: Fields<SeenMark> = { user: author, seq: count };
const seen = maybe(listOf(object<SeenMark>(seenMark)));
export const limits = object<Limits>({
  frameBytes: count,
  textCodePoints: count,
  roomsPerConnection: count,
  resumeEvents: count,
  historyPage: count,
  sendBurst: count,
  sendsPerSecond: count,
});
const hit = object<Hit>({
  event: posted,
  snippet: text,
  marks: listOf(object<Mark>({ from: count, to: count })),
});

const READERS: { [T in Exclude<ServerMessage['type'], 'unknownEvent'>]: Reader<Extract<ServerMessage, { type: T }>> } =
  {
    ...EVENTS,
    ...PEOPLE,
    welcome: object<Welcome>({
      type: literal('welcome'),
      id,
      user,
      token: maybe(text),
      account: maybe(flag),
      admin: maybe(flag),
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
      ...terms,
      seq: count,
      count,
      members: listOf(member),
      seen,
    }),
    reset: object<Reset>({
      type: literal('reset'),
      id,
      room: text,
      title: text,
      topic,
      ...terms,
      seq: count,
      epoch: text,
      count,
      members: listOf(member),
      seen,
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
    seen: object<Seen>({ type: literal('seen'), room: text, ...seenMark }),
    unread: object<Unread>({ type: literal('unread'), id, rooms: listOf(object<ReadMark>(mark)), more: flag }),
    found: object<Found>({ type: literal('found'), id, hits: listOf(hit), next: maybe(text) }),
    rooms: object<Rooms>({ type: literal('rooms'), id, rooms: listOf(summary), more: flag }),
    members: object<Members>({ type: literal('members'), id, room: text, count, members: listOf(member), more: flag }),
    roomCreated: object<RoomCreated>({
      type: literal('roomCreated'),
      id,
      room: text,
      title: text,
      visibility: text,
      created: flag,
    }),
    entered: object<Entered>({ type: literal('entered'), room: text, user: member, count }),
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
