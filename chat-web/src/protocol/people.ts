/** Who may do what where: what `docs/PROTOCOL.md` has of rooms' members, of moderation and of people one knows. */

import type { Author, Posted } from './events';
import type { Answer, ReadMark, User } from './messages';
import { ROLES, type Role } from './permissions';

/** What somebody is in a room, the mightiest first. */
export { ROLES, type Role };

export const VISIBILITIES = ['public', 'private', 'direct'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Who may post: everybody who may write, or only owners and moderators. */
export const POSTINGS = ['all', 'staff'] as const;
export type Posting = (typeof POSTINGS)[number];

/** Somebody in a room; without a role a member like most. */
export interface Member extends User {
  readonly role?: Role;
  /** Belongs to the room, and is not there now. */
  readonly absent?: boolean;
}

/** How a room is, and what its user is in it. What is absent is as it is in most rooms. */
export interface Terms {
  readonly visibility?: Visibility;
  readonly role?: Role;
  readonly description?: string;
  readonly posting?: Posting;
  readonly archived?: boolean;
  /** Must pass between two messages of one member. */
  readonly slowSeconds?: number;
  /** Epoch milliseconds, 0 for ever; absent: the user is not muted. */
  readonly mutedUntil?: number;
}

/** A room that the user belongs to. */
export interface MyRoom {
  readonly room: string;
  readonly visibility: Visibility;
  readonly title: string;
  readonly topic?: string;
  readonly role: Role;
  readonly seq: number;
  /** The others in it, of direct messages. */
  readonly people?: readonly Author[];
  readonly archived?: boolean;
  readonly mark: ReadMark;
}

export interface MyRooms extends Answer {
  readonly type: 'myRooms';
  readonly rooms: readonly MyRoom[];
  readonly more: boolean;
}

/** The user belongs to this room from now on. */
export interface RoomAdded {
  readonly type: 'roomAdded';
  readonly room: MyRoom;
}

export const REMOVALS = ['kicked', 'banned', 'removed', 'left', 'deleted'] as const;
export type Removal = (typeof REMOVALS)[number];

/** The user is out of this room; nothing more of it comes. */
export interface Removed {
  readonly type: 'removed';
  readonly room: string;
  readonly reason: string;
  /** Epoch milliseconds; absent: for ever. */
  readonly until?: number;
  /** What the one who did it gave as reason. */
  readonly why?: string;
}

/** The user was muted, or is not any more. */
export interface Standing {
  readonly type: 'standing';
  readonly room: string;
  /** Epoch milliseconds, 0 for ever; absent: not muted. */
  readonly mutedUntil?: number;
}

export type RestrictionKind = 'mute' | 'ban';

export interface Restriction {
  readonly user: Author;
  readonly kind: RestrictionKind;
  /** Epoch milliseconds; absent: for ever. */
  readonly until?: number;
  readonly reason?: string;
  readonly by: Author;
  readonly at: number;
  readonly byAddress: boolean;
}

export interface Restrictions extends Answer {
  readonly type: 'restrictions';
  readonly room: string;
  readonly entries: readonly Restriction[];
  readonly more: boolean;
}

/** A message that somebody found not to belong here, as it was then. */
export interface Report {
  readonly report: number;
  readonly post: Posted;
  readonly reason: string;
  readonly by: Author;
  readonly at: number;
}

export interface Reports extends Answer {
  readonly type: 'reports';
  readonly room: string;
  readonly entries: readonly Report[];
  readonly more: boolean;
}

export interface Blocks extends Answer {
  readonly type: 'blocks';
  readonly users: readonly Author[];
}

/** The user blocked somebody, or does not any more, on another device. */
export interface Blocked {
  readonly type: 'blocked';
  readonly user: Author;
  readonly on: boolean;
}

export interface FoundUsers extends Answer {
  readonly type: 'foundUsers';
  readonly users: readonly User[];
}

/** It is done; there is nothing more to tell. */
export interface Done extends Answer {
  readonly type: 'done';
}
