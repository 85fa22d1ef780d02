import type { Addition, Author, Limits, RoomEvent, User } from '../protocol/messages';
import type { Editing, Problem, RoomTerms } from './model';

/** What is kept on the device of one user, for the next time the page is opened, with a connection or without. */
export interface Kept extends Unsent {
  readonly user: KeptUser;
  readonly rooms: readonly KeptRoom[];
}

/** What the server does not have. */
export interface Unsent {
  readonly drafts: readonly KeptDraft[];
  /** In the order in which it was written. */
  readonly outbox: readonly KeptOutgoing[];
}

/** Who it is, as the server said last. */
export interface KeptUser {
  readonly me: User;
  readonly admin: boolean;
  readonly epoch: string;
  readonly limits: Limits;
  readonly blocked: readonly Author[];
}

/** A room as far as it was read from the server: the newest events, without a hole, and how far the user had read. */
export interface KeptRoom {
  readonly room: string;
  readonly title: string;
  readonly topic: string;
  readonly terms: RoomTerms;
  readonly party: readonly Author[];
  readonly epoch: string;
  readonly last: number;
  /** There is nothing older than the first of the events. */
  readonly atStart: boolean;
  readonly events: readonly RoomEvent[];
  readonly mark: number | null;
  readonly unread: number;
  readonly mentions: number;
  readonly countedTo: number;
  readonly untold: boolean;
  readonly seenAt: number;
}

/** What is in the message field of a room. */
export interface KeptDraft {
  readonly room: string;
  readonly text: string;
  readonly replyTo: number | null;
  readonly editing: Editing | null;
}

/** Something that is not known to be in the log. */
export interface KeptOutgoing {
  readonly message: Addition;
  readonly at: number;
  /** How often it was sent; if ever, the server may have it. */
  readonly tries: number;
  readonly failed: Failing | null;
  /** Of the log in which the numbers of messages count; empty before the room was joined for the first time. */
  readonly epoch: string;
}

/** Why it was not taken, and whether it may be sent again. */
export interface Failing {
  readonly problem: Problem;
  readonly again: boolean;
}
