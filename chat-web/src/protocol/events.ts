/** The events of a room's log, as `docs/PROTOCOL.md` has them. */

import type { Posting, Role } from './people';

export interface Author {
  readonly id: string;
  readonly name: string;
}

/** What every event of a room's log has. */
interface Logged {
  readonly room: string;
  readonly seq: number;
  readonly at: number;
  readonly from: Author;
  readonly cid: string;
}

/** One emoji under a message: how many users put it there, and the first of them. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly users: readonly string[];
}

/** Who is called in a text. */
export interface Mentions {
  /** Ids of users. */
  readonly mentions?: readonly string[];
  /** Everybody in the room. */
  readonly mentionsRoom?: boolean;
}

/** A message as it is now; what is absent is as it was at first. */
export interface Posted extends Logged, Mentions {
  readonly type: 'posted';
  /** Empty when it was deleted. */
  readonly text: string;
  readonly replyTo?: number;
  /** The newest `edited` of it. */
  readonly editedSeq?: number;
  readonly deleted?: boolean;
  readonly pinned?: boolean;
  /** How many messages answer it, and the newest of them. */
  readonly replies?: number;
  readonly lastReply?: number;
  readonly reactions?: readonly Reaction[];
}

/** What happens to the earlier message `target` of the same room. */
interface Targeted extends Logged {
  readonly target: number;
}

export interface Edited extends Targeted, Mentions {
  readonly type: 'edited';
  /** Empty when the message was deleted since. */
  readonly text: string;
}

export interface Deleted extends Targeted {
  readonly type: 'deleted';
}

export interface Reacted extends Targeted {
  readonly type: 'reacted';
  readonly emoji: string;
  readonly on: boolean;
  /** How many users have it there after this. */
  readonly count: number;
}

export interface Pinned extends Targeted {
  readonly type: 'pinned';
  readonly on: boolean;
}

export interface TopicChanged extends Logged {
  readonly type: 'topicChanged';
  readonly topic: string;
}

/** `user` belongs to the room from now on. */
export interface MemberAdded extends Logged {
  readonly type: 'memberAdded';
  readonly user: Author;
  readonly role: Role;
}

/** `user` left for good, or was taken out. */
export interface MemberRemoved extends Logged {
  readonly type: 'memberRemoved';
  readonly user: Author;
}

export interface RoleChanged extends Logged {
  readonly type: 'roleChanged';
  readonly user: Author;
  readonly role: Role;
}

/** All that may be decided about a room, as it is from now on. */
export interface RoomChanged extends Logged {
  readonly type: 'roomChanged';
  readonly title: string;
  readonly description: string;
  readonly posting: Posting;
  readonly archived: boolean;
  /** Must pass between two messages of one member. */
  readonly slowSeconds: number;
}

/** An event of a kind that this page does not know: it is not shown, but it has its place in the log. */
export interface UnknownEvent {
  readonly type: 'unknownEvent';
  readonly room: string;
  readonly seq: number;
}

/** What changes a message. */
export type Change = Edited | Deleted | Reacted | Pinned;

/** What changes the room itself. */
export type RoomNews = TopicChanged | MemberAdded | MemberRemoved | RoleChanged | RoomChanged;

export type KnownEvent = Posted | Change | RoomNews;

export type RoomEvent = KnownEvent | UnknownEvent;
