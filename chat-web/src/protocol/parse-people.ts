import type { ReadMark, ServerMessage, User } from './messages';
import { author, posted, posting, role } from './parse-events';
import {
  VISIBILITIES,
  type Blocked,
  type Blocks,
  type Done,
  type FoundUsers,
  type Member,
  type MyRoom,
  type MyRooms,
  type Removed,
  type Report,
  type Reports,
  type Restriction,
  type Restrictions,
  type RoomAdded,
  type Standing,
  type Terms,
} from './people';
import {
  count,
  flag,
  id,
  listOf,
  literal,
  maybe,
  object,
  oneOf,
  text,
  topic,
  type Fields,
  type Reader,
} from './readers';

/** Readers of what is told of rooms' members, of moderation and of people. */

export const mark: Fields<ReadMark> = { room: text, seq: count, unread: count, mentions: maybe(count), asOf: count };

const look = { id: text, name: text, color: text, initials: text };
export const user = object<User>(look);
export const member = object<Member>({ ...look, role: maybe(role), absent: maybe(flag) });

const visibility = oneOf(VISIBILITIES, 'private');

export const terms: Fields<Terms> = {
  visibility: maybe(visibility),
  role: maybe(role),
  description: maybe(text),
  posting: maybe(posting),
  archived: maybe(flag),
  slowSeconds: maybe(count),
  mutedUntil: maybe(count),
};

const myRoom = object<MyRoom>({
  room: text,
  visibility,
  title: text,
  topic,
  role,
  seq: count,
  people: maybe(listOf(author)),
  archived: maybe(flag),
  mark: object<ReadMark>(mark),
});

const restriction = object<Restriction>({
  user: author,
  kind: oneOf(['mute', 'ban'], 'ban'),
  until: maybe(count),
  reason: maybe(text),
  by: author,
  at: count,
  byAddress: flag,
});

const report = object<Report>({ report: count, post: posted, reason: text, by: author, at: count });

type OfPeople =
  MyRooms | RoomAdded | Removed | Standing | Restrictions | Reports | Blocks | Blocked | FoundUsers | Done;

export const PEOPLE: { [T in OfPeople['type']]: Reader<Extract<ServerMessage, { type: T }>> } = {
  myRooms: object<MyRooms>({ type: literal('myRooms'), id, rooms: listOf(myRoom), more: flag }),
  roomAdded: object<RoomAdded>({ type: literal('roomAdded'), room: myRoom }),
  removed: object<Removed>({
    type: literal('removed'),
    room: text,
    reason: text,
    until: maybe(count),
    why: maybe(text),
  }),
  standing: object<Standing>({ type: literal('standing'), room: text, mutedUntil: maybe(count) }),
  restrictions: object<Restrictions>({
    type: literal('restrictions'),
    id,
    room: text,
    entries: listOf(restriction),
    more: flag,
  }),
  reports: object<Reports>({ type: literal('reports'), id, room: text, entries: listOf(report), more: flag }),
  blocks: object<Blocks>({ type: literal('blocks'), id, users: listOf(author) }),
  blocked: object<Blocked>({ type: literal('blocked'), user: author, on: flag }),
  foundUsers: object<FoundUsers>({ type: literal('foundUsers'), id, users: listOf(user) }),
  done: object<Done>({ type: literal('done'), id }),
};
