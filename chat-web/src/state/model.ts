import type {
  Addition,
  Author,
  ClientMessage,
  Hit,
  Limits,
  Posted,
  ReadMark,
  RoomEvent,
  RoomSummary,
  User,
  Version,
} from '../protocol/messages';

/** Bounds of what the page keeps; everything dropped can be asked for again. */
export const BOUNDS = {
  /** Events kept of the room that is shown. */
  windowMax: 1_000,
  /** Events kept of every other room. */
  windowIdleMax: 200,
  /** Events asked for at a time. */
  page: 50,
  /** Events asked for at a time when a hole has to be filled. */
  gapPage: 300,
  noticesMax: 100,
  typingMax: 20,
  outboxMax: 100,
  directoryMax: 1_000,
  /** Rooms whose read marks are kept. */
  marksMax: 1_000,
  /** Events about earlier messages kept for pages of the log that are under way. */
  recentMax: 500,
  /** Hits kept of one search. */
  hitsMax: 500,
} as const;

/** A typing line is sent again after this, while somebody keeps typing. */
export const TYPING_SENT_EVERY_MILLIS = 3_000;

/** A message without an answer for so long is sent again; its `cid` keeps it from being posted twice. */
export const ANSWER_DUE_MILLIS = 20_000;

/** An addition to the log that the server failed at is tried so often; then its user is asked. */
export const TRIES_MAX = 4;

/** How far a room was read is told this often at most. */
export const READ_EVERY_MILLIS = 2_000;

/** After a refusal it is told no sooner than this. */
export const READ_AGAIN_MILLIS = 30_000;

/** Everything the page knows. Changed only by `reduce`. */
export interface State {
  readonly session: Session;
  readonly link: Link;
  /** The rooms the user is in, or wants to be in. A map, because a room may be called `constructor`. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** The room that is shown. */
  readonly active: string | null;
  /** All rooms there are, as the server last told. */
  readonly directory: readonly RoomSummary[];
  readonly creation: Creation;
  /** Somebody can see the page now. */
  readonly attention: boolean;
  /** Requests without an answer yet, by their `id`; void when the connection ends. */
  readonly requests: ReadonlyMap<number, Request>;
  readonly nextId: number;
  /** Nothing is sent before this time: the server asked for it. */
  readonly holdUntil: number;
  /** Refusals in a row that pass by themselves: each makes the next wait longer. */
  readonly waits: number;
  /** How far the user has read, as told after the connection came up; null before that. */
  readonly marks: ReadonlyMap<string, ReadMark> | null;
  /** What is shown beside the room. */
  readonly side: Side;
}

/** Who the user is. */
export type Session =
  | { readonly phase: 'naming'; readonly name: string; readonly token: string | null; readonly problem: Problem | null }
  | { readonly phase: 'entering'; readonly name: string; readonly token: string | null }
  | {
      readonly phase: 'inside';
      readonly me: User;
      /** Null after the server did not know it any more, until it gives a new one. */
      readonly token: string | null;
      readonly epoch: string;
      readonly limits: Limits;
    };

/** How the connection stands. */
export type Link =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  /** The socket is open, `welcome` has not come yet. */
  | { readonly kind: 'greeting' }
  | { readonly kind: 'ready' }
  /** The next try is at `until`. */
  | { readonly kind: 'waiting'; readonly until: number; readonly code: number }
  /** The server does not want this client back. */
  | { readonly kind: 'refused'; readonly code: number };

/** Why something did not work: an error code, and the server's sentence for codes the page does not know. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** A free name instead of one that is taken. */
  readonly suggestion?: string;
}

export type Creation =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asked'; readonly title: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface Room {
  readonly name: string;
  readonly title: string;
  /** What the room is about; may be empty. */
  readonly topic: string;
  readonly phase: RoomPhase;
  /** The epoch that `last` counts in; empty before the room was joined for the first time. */
  readonly epoch: string;
  /** The newest `seq` up to which nothing is missing; null before the room was joined for the first time. */
  readonly last: number | null;
  /** The newest `seq` heard of; above `last` while a hole is being filled. */
  readonly head: number;
  readonly window: Window;
  /**
   * The newest events about earlier messages, in the window or not: a page of the log that was asked for before they came
   * may not contain them.
   */
  readonly recent: readonly RoomEvent[];
  readonly loading: Loading;
  readonly people: People;
  readonly notices: readonly Notice[];
  readonly typing: readonly Typist[];
  readonly outbox: readonly Outgoing[];
  readonly draft: string;
  readonly replyTo: number | null;
  /** The message that is being given another text; the draft waits meanwhile. */
  readonly editing: Editing | null;
  readonly reading: Reading;
  /** When the others were last told that this user is typing. */
  readonly typedAt: number;
}

export type RoomPhase =
  /** Wanted, but the connection is not there or `live` has not come yet. */
  | { readonly kind: 'joining' }
  | { readonly kind: 'live' }
  /** Refused; asked again at `retryAt`, if that is known. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAt: number | null };

/**
 * The stretch of the log that is kept and shown: without a hole, `from` to `to`, empty when `to` is `from - 1`.
 * It is attached when `to` is the room's `last`: then new events are added to it.
 */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly events: readonly RoomEvent[];
  /** There is nothing older. */
  readonly atStart: boolean;
}

export type LoadingKind = 'older' | 'newer' | 'newest' | 'around';

export type Loading =
  | { readonly kind: 'idle' }
  | { readonly kind: LoadingKind }
  | { readonly kind: 'failed'; readonly what: LoadingKind; readonly problem: Problem };

export interface Editing {
  readonly seq: number;
  readonly text: string;
}

/** Who is in a room. */
export interface People {
  readonly count: number;
  /** Empty in a large room. */
  readonly members: readonly User[];
}

/** Somebody entered or left; not part of the log, so its place is the event it came after. */
export interface Notice {
  readonly key: number;
  readonly after: number;
  readonly at: number;
  readonly kind: 'entered' | 'left';
  readonly name: string;
}

export interface Typist extends Author {
  readonly until: number;
}

/** Something of one's own that is not in the log yet, as far as the page has heard: a message, or a change of one. */
export interface Outgoing {
  readonly message: Addition;
  readonly at: number;
  readonly status: OutgoingStatus;
  /** How often it was sent; if ever, the server may have it. */
  readonly tries: number;
}

export type OutgoingStatus =
  /** `problem`: why it has to wait, when it was refused for now. */
  | { readonly kind: 'queued'; readonly problem: Problem | null }
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'acked'; readonly seq: number }
  /** `again`: it may still go out when its user says so, and what was written after it waits until then. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly again: boolean };

/** What was seen and what not. */
export interface Reading {
  /** The view is at the end of the timeline. */
  readonly following: boolean;
  /** Read up to this event, on this device or another; null when that is not known. */
  readonly mark: number | null;
  /** The server was asked for `mark` since the room was entered: from then on this page may move it. */
  readonly synced: boolean;
  /** Messages of others behind `mark` that are not deleted; 1,000 means more than 999. */
  readonly unread: number;
  /** Events up to this one are in `unread`, or known not to matter. */
  readonly countedTo: number;
  /** The server is to be told of `mark`, no sooner than `tellAt`. */
  readonly untold: boolean;
  readonly tellAt: number;
  /** The line "new messages" stands above the first message of others after this event; null: there is none. */
  readonly divider: number | null;
  /** When the newest seen event was stored. */
  readonly seenAt: number;
  /** Where to go as soon as it is here. */
  readonly wanted: Place | null;
  /** Where to scroll to, once; `nonce` tells one jump from the next. */
  readonly jump: (Place & { readonly nonce: number }) | null;
}

/** A message in a timeline, or the line "new messages", which stands before `seq`. */
export interface Place {
  readonly seq: number;
  readonly at: 'message' | 'line';
}

/** What is shown beside a room, one thing at a time. */
export type Side =
  | { readonly kind: 'none' }
  | Search
  | { readonly kind: 'pins'; readonly room: string; readonly events: readonly Posted[]; readonly phase: Phase }
  | {
      readonly kind: 'thread';
      readonly room: string;
      readonly root: number;
      readonly events: readonly Posted[];
      /** There are earlier ones. */
      readonly more: boolean;
      readonly phase: Phase;
    }
  | {
      readonly kind: 'versions';
      readonly room: string;
      readonly target: number;
      readonly versions: readonly Version[];
      readonly phase: Phase;
    };

export interface Search {
  readonly kind: 'search';
  /** What was looked for, empty before the first time; only in `room`, unless that is null. */
  readonly query: string;
  readonly room: string | null;
  readonly hits: readonly Hit[];
  readonly next: string | null;
  readonly phase: Phase;
}

export type Phase =
  { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly problem: Problem };

/** `since`: the newest event the page knew when it asked; the answer contains all up to that, and perhaps more. */
export type Request =
  | { readonly kind: 'hello' }
  | { readonly kind: 'join'; readonly room: string }
  | { readonly kind: 'add'; readonly room: string; readonly cid: string }
  | {
      readonly kind: 'load';
      readonly room: string;
      readonly what: LoadingKind;
      readonly seq: number;
      readonly since: number;
    }
  | { readonly kind: 'fill'; readonly room: string }
  | { readonly kind: 'pins'; readonly room: string; readonly since: number }
  | { readonly kind: 'thread'; readonly room: string; readonly root: number; readonly since: number }
  | { readonly kind: 'versions'; readonly room: string; readonly target: number }
  | { readonly kind: 'search'; readonly query: string; readonly room: string | null; readonly cursor: string | null }
  | { readonly kind: 'read'; readonly room: string }
  | { readonly kind: 'unread'; readonly sofar: readonly ReadMark[] }
  | { readonly kind: 'rooms'; readonly sofar: readonly RoomSummary[] }
  | { readonly kind: 'members'; readonly room: string }
  | { readonly kind: 'create' };

/** What the world outside has to do. */
export type Effect =
  | { readonly do: 'connect' }
  | { readonly do: 'disconnect' }
  | { readonly do: 'say'; readonly message: ClientMessage }
  | { readonly do: 'remember'; readonly name: string; readonly token: string }
  | { readonly do: 'forget' };

/** A code of the protocol's, or one for what the page finds wrong by itself. */
export const OWN_PROBLEMS = ['interrupted', 'roomNameEmpty', 'connectionLost', 'badQuery'] as const;

export type OwnProblem = (typeof OWN_PROBLEMS)[number];
