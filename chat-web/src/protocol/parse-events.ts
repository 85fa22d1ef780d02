import type {
  Author,
  Deleted,
  Edited,
  KnownEvent,
  MemberAdded,
  MemberRemoved,
  Pinned,
  Posted,
  Reacted,
  Reaction,
  RoleChanged,
  RoomChanged,
  RoomEvent,
  TopicChanged,
  UnknownEvent,
} from './events';
import { POSTINGS, ROLES } from './people';
import { count, fields, flag, listOf, literal, maybe, object, oneOf, text, type Reader } from './readers';

/** Readers of the events of a room's log. */

export const author = object<Author>({ id: text, name: text });
/** What nobody here knows lets its bearer do the least. */
export const role = oneOf(ROLES, 'reader');
export const posting = oneOf(POSTINGS, 'staff');

/** What every event has. */
const logged = { room: text, seq: count, at: count, from: author, cid: text };
const targeted = { ...logged, target: count };

const mentions = { mentions: maybe(listOf(text)), mentionsRoom: maybe(flag) };

export const posted = object<Posted>({
  type: literal('posted'),
  ...logged,
  text,
  ...mentions,
  replyTo: maybe(count),
  editedSeq: maybe(count),
  deleted: maybe(flag),
  pinned: maybe(flag),
  replies: maybe(count),
  lastReply: maybe(count),
  reactions: maybe(listOf(object<Reaction>({ emoji: text, count, users: listOf(text) }))),
});

export const EVENTS: { [T in KnownEvent['type']]: Reader<Extract<KnownEvent, { type: T }>> } = {
  posted,
  edited: object<Edited>({ type: literal('edited'), ...targeted, text, ...mentions }),
  deleted: object<Deleted>({ type: literal('deleted'), ...targeted }),
  reacted: object<Reacted>({ type: literal('reacted'), ...targeted, emoji: text, on: flag, count }),
  pinned: object<Pinned>({ type: literal('pinned'), ...targeted, on: flag }),
  topicChanged: object<TopicChanged>({ type: literal('topicChanged'), ...logged, topic: text }),
  memberAdded: object<MemberAdded>({ type: literal('memberAdded'), ...logged, user: author, role }),
  memberRemoved: object<MemberRemoved>({ type: literal('memberRemoved'), ...logged, user: author }),
  roleChanged: object<RoleChanged>({ type: literal('roleChanged'), ...logged, user: author, role }),
  roomChanged: object<RoomChanged>({
    type: literal('roomChanged'),
    ...logged,
    title: text,
    description: text,
    posting,
    archived: flag,
    slowSeconds: count,
  }),
};

/** Any event has a room, a place in its log and an author, whatever else a newer server puts in. */
export const anyEvent: Reader<UnknownEvent> = (value) => {
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

export const events = listOf(event);
