/**
 * The messages of `chat.v1`, as `docs/PROTOCOL.md` has them. A field that may be absent is left out, never null.
 * Numbers named `at` are epoch milliseconds; `seq` counts 1, 2, 3… in each room, without a gap.
 */

export const SUBPROTOCOL = 'chat.v1';

/** Bounds that hold on every server; what a server may set for itself comes in `welcome.limits`. */
export const LIMITS = {
  userNameCodePointsMin: 2,
  userNameCodePointsMax: 32,
  userNameLettersMin: 2,
  roomNameCodePointsMax: 64,
  roomTitleCodePointsMax: 64,
  listPageMax: 200,
  /** Above so many members a room tells only their count. */
  membersShownMax: 100,
  typingSeconds: 5,
} as const;

export interface Author {
  readonly id: string;
  readonly name: string;
}

export interface User extends Author {
  readonly color: string;
  readonly initials: string;
}

export interface RoomSummary {
  readonly room: string;
  readonly title: string;
  readonly members: number;
  readonly seq: number;
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

export interface Posted {
  readonly type: 'posted';
  readonly room: string;
  readonly seq: number;
  readonly at: number;
  readonly from: Author;
  readonly cid: string;
  readonly text: string;
  readonly replyTo?: number;
}

/** An event of a kind that this page does not know: it is not shown, but it has its place in the log. */
export interface UnknownEvent {
  readonly type: 'unknownEvent';
  readonly room: string;
  readonly seq: number;
}

export type RoomEvent = Posted | UnknownEvent;

export type ClientMessage =
  | { type: 'hello'; id?: number; name?: string; token?: string }
  | { type: 'join'; id?: number; room: string; after?: number; epoch?: string }
  | { type: 'leave'; id?: number; room: string }
  | { type: 'send'; id?: number; room: string; cid: string; text: string; replyTo?: number }
  | { type: 'history'; id?: number; room: string; before?: number; after?: number; limit?: number }
  | { type: 'rooms'; id?: number; after?: string; limit?: number }
  | { type: 'members'; id?: number; room: string; after?: string; limit?: number }
  | { type: 'typing'; id?: number; room: string }
  | { type: 'createRoom'; id?: number; room: string; title?: string; visibility: 'public' | 'private' };

interface Answer {
  readonly id?: number;
}

export interface Welcome extends Answer {
  readonly type: 'welcome';
  readonly user: User;
  readonly token: string;
  readonly epoch: string;
  readonly limits: Limits;
  readonly heartbeatSeconds: number;
}

export interface Joined extends Answer {
  readonly type: 'joined';
  readonly room: string;
  readonly title: string;
  readonly seq: number;
  readonly count: number;
  readonly members: readonly User[];
}

export interface Reset extends Answer {
  readonly type: 'reset';
  readonly room: string;
  readonly title: string;
  readonly seq: number;
  readonly epoch: string;
  readonly count: number;
  readonly members: readonly User[];
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
  readonly more: boolean;
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
  readonly members: readonly User[];
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
  readonly user: User;
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
  | Rooms
  | Members
  | RoomCreated
  | Entered
  | Left
  | Typing
  | Presence
  | Ping
  | Failure
  | Closing;
