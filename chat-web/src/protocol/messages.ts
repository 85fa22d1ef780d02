/**
 * The messages of `chat.v1`, as `docs/PROTOCOL.md` has them. A field that may be absent is left out, never null.
 * Numbers named `at` are epoch milliseconds; `seq` counts 1, 2, 3… in each room, without a gap.
 */

import type { Author, Posted, RoomEvent } from './events';
import type {
  Blocked,
  Blocks,
  Done,
  FoundUsers,
  Member,
  MyRooms,
  Posting,
  Removed,
  Reports,
  Restrictions,
  RoomAdded,
  Standing,
  Terms,
} from './people';

export type * from './events';
export type * from './people';
export type * from './requests';

export const SUBPROTOCOL = 'chat.v1';

/** Bounds that hold on every server; what a server may set for itself comes in `welcome.limits`. */
export const LIMITS = {
  userNameCodePointsMin: 2,
  userNameCodePointsMax: 32,
  userNameLettersMin: 2,
  roomNameCodePointsMax: 64,
  roomTitleCodePointsMax: 64,
  topicCodePointsMax: 250,
  descriptionCodePointsMax: 1_000,
  reasonCodePointsMax: 500,
  mentionsMax: 50,
  slowSecondsMax: 3_600,
  directUsersMax: 8,
  restrictionSecondsMax: 31_536_000,
  blocksMax: 1_000,
  foundUsersMax: 50,
  queryCodePointsMax: 200,
  listPageMax: 200,
  /** Users named under one emoji of a message; the others are only counted. */
  reactionUsersMax: 100,
  /** Unread messages are counted exactly so far; one more means more. */
  unreadMax: 999,
  /** Above so many members a room tells only their count. */
  membersShownMax: 100,
  typingSeconds: 5,
} as const;

export interface User extends Author {
  readonly color: string;
  readonly initials: string;
}

/** What a room is about; absent when nobody said. */
interface WithTopic {
  readonly topic?: string;
}

export interface RoomSummary extends WithTopic {
  readonly room: string;
  readonly title: string;
  readonly members: number;
  readonly seq: number;
  readonly description?: string;
  readonly posting?: Posting;
  readonly archived?: boolean;
}

/** What this server bounds; 0 in the last two means no bound. */
export interface Limits {
  readonly frameBytes: number;
  readonly textCodePoints: number;
  readonly roomsPerConnection: number;
  readonly resumeEvents: number;
  readonly historyPage: number;
  readonly sendBurst: number;
  readonly sendsPerSecond: number;
}

export interface Answer {
  readonly id?: number;
}

export interface Welcome extends Answer {
  readonly type: 'welcome';
  readonly user: User;
  /** Of guests only. */
  readonly token?: string;
  readonly account?: boolean;
  /** Of the whole server. */
  readonly admin?: boolean;
  readonly epoch: string;
  readonly limits: Limits;
  readonly heartbeatSeconds: number;
}

export interface Joined extends Answer, WithTopic, Terms {
  readonly type: 'joined';
  readonly room: string;
  readonly title: string;
  readonly seq: number;
  readonly count: number;
  readonly members: readonly Member[];
  /** How far the others have read; of direct rooms only. */
  readonly seen?: readonly SeenMark[];
}

export interface Reset extends Answer, WithTopic, Terms {
  readonly type: 'reset';
  readonly room: string;
  readonly title: string;
  readonly seq: number;
  readonly epoch: string;
  readonly count: number;
  readonly members: readonly Member[];
  /** As in `joined`. */
  readonly seen?: readonly SeenMark[];
  readonly events: readonly RoomEvent[];
}

export interface Live {
  readonly type: 'live';
  readonly room: string;
}

export interface Ack extends Answer {
  readonly type: 'ack';
  readonly room: string;
  readonly cid: string;
  readonly seq: number;
  readonly at: number;
  readonly duplicate: boolean;
}

export interface History extends Answer {
  readonly type: 'history';
  readonly room: string;
  readonly events: readonly RoomEvent[];
  /** The oldest event the log still has. */
  readonly first: number;
  /** There is more in the direction asked for; with `around`: towards the newest. */
  readonly more: boolean;
}

/** A text that a message has, or had. */
export interface Version {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
}

/** Oldest first; none of a message that was deleted. */
export interface Versions extends Answer {
  readonly type: 'versions';
  readonly room: string;
  readonly target: number;
  readonly versions: readonly Version[];
}

export interface Pins extends Answer {
  readonly type: 'pins';
  readonly room: string;
  readonly events: readonly RoomEvent[];
}

/**
 * How far the user has read a room, on whatever device, and how much is unread there: 1,000 means more than 999; counted when
 * the room's newest event was `asOf`.
 */
export interface ReadMark {
  readonly room: string;
  readonly seq: number;
  readonly unread: number;
  /** Those of the unread that call this user; absent: none. */
  readonly mentions?: number;
  readonly asOf: number;
}

/** Answers `read`; without an `id` it tells of another device. */
export interface ReadUpTo extends Answer, ReadMark {
  readonly type: 'readUpTo';
}

/** How far somebody else has read a direct room. */
export interface SeenMark {
  readonly user: Author;
  readonly seq: number;
}

export interface Seen extends SeenMark {
  readonly type: 'seen';
  readonly room: string;
}

export interface Unread extends Answer {
  readonly type: 'unread';
  readonly rooms: readonly ReadMark[];
  readonly more: boolean;
}

/** Where in a snippet something stands that was searched for, in UTF-16 code units. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

export interface Hit {
  readonly event: Posted;
  readonly snippet: string;
  readonly marks: readonly Mark[];
}

export interface Found extends Answer {
  readonly type: 'found';
  readonly hits: readonly Hit[];
  /** Where to go on; absent: there is no more. */
  readonly next?: string;
}

export interface Rooms extends Answer {
  readonly type: 'rooms';
  readonly rooms: readonly RoomSummary[];
  readonly more: boolean;
}

export interface Members extends Answer {
  readonly type: 'members';
  readonly room: string;
  readonly count: number;
  readonly members: readonly Member[];
  readonly more: boolean;
}

export interface RoomCreated extends Answer {
  readonly type: 'roomCreated';
  readonly room: string;
  readonly title: string;
  readonly visibility: string;
  readonly created: boolean;
}

export interface Entered {
  readonly type: 'entered';
  readonly room: string;
  readonly user: Member;
  readonly count: number;
}

export interface Left extends Answer {
  readonly type: 'left';
  readonly room: string;
  readonly user: Author;
  readonly count: number;
}

export interface Typing {
  readonly type: 'typing';
  readonly room: string;
  readonly user: Author;
}

export interface Presence {
  readonly type: 'presence';
  readonly room: string;
  readonly count: number;
}

export interface Ping {
  readonly type: 'ping';
}

/** `code` is an {@link ErrorCode} or one that a newer server has; `message` is English, for people. */
export interface Failure extends Answer {
  readonly type: 'error';
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly cid?: string;
  readonly suggestion?: string;
  readonly retryAfterMillis?: number;
}

export interface Closing {
  readonly type: 'closing';
  readonly code: number;
  readonly reason: string;
  readonly retryAfterMillis?: number;
}

export type ServerMessage =
  | RoomEvent
  | Welcome
  | Joined
  | Reset
  | Live
  | Ack
  | History
  | Versions
  | Pins
  | ReadUpTo
  | Seen
  | Unread
  | Found
  | Rooms
  | Members
  | RoomCreated
  | Entered
  | Left
  | Typing
  | Presence
  | Ping
  | Failure
  | Closing
  | MyRooms
  | RoomAdded
  | Removed
  | Standing
  | Restrictions
  | Reports
  | Blocks
  | Blocked
  | FoundUsers
  | Done;
