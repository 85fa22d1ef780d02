import type { Author, ClientMessage, Limits, RoomEvent, RoomSummary, User } from '../protocol/messages';

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
} as const;

/** A typing line is sent again after this, while somebody keeps typing. */
export const TYPING_SENT_EVERY_MILLIS = 3_000;

/** A message without an answer for so long is sent again; its `cid` keeps it from being posted twice. */
export const ANSWER_DUE_MILLIS = 20_000;

/** Waits after a refusal that names none. */
export const DEFAULT_WAIT_MILLIS = 1_000;

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
  readonly phase: RoomPhase;
  /** The epoch that `last` counts in; empty before the room was joined for the first time. */
  readonly epoch: string;
  /** The newest `seq` up to which nothing is missing; null before the room was joined for the first time. */
  readonly last: number | null;
  /** The newest `seq` heard of; above `last` while a hole is being filled. */
  readonly head: number;
  readonly window: Window;
  readonly loading: Loading;
  readonly people: People;
  readonly notices: readonly Notice[];
  readonly typing: readonly Typist[];
  readonly outbox: readonly Outgoing[];
  readonly draft: string;
  readonly replyTo: number | null;
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

/** A message of one's own that is not in the log yet, as far as the page has heard. */
export interface Outgoing {
  readonly cid: string;
  readonly text: string;
  readonly replyTo: number | null;
  readonly at: number;
  readonly status: OutgoingStatus;
  /** It was sent before, so the server may have it. */
  readonly tried: boolean;
}

export type OutgoingStatus =
  | { readonly kind: 'queued' }
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'acked'; readonly seq: number }
  /** `again`: it may still go out when its user says so, and what was written after it waits until then. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly again: boolean };

/** What was seen and what not. */
export interface Reading {
  /** The view is at the end of the timeline. */
  readonly following: boolean;
  /** Messages of others that nobody saw. */
  readonly unread: number;
  /** The first of them, for the line above it. */
  readonly divider: number | null;
  /** When the newest seen event was stored. */
  readonly seenAt: number;
  /** A message to scroll to, once; `nonce` tells one jump from the next. */
  readonly jump: { readonly seq: number; readonly nonce: number } | null;
}

export type Request =
  | { readonly kind: 'hello' }
  | { readonly kind: 'join'; readonly room: string }
  | { readonly kind: 'send'; readonly room: string; readonly cid: string }
  | { readonly kind: 'load'; readonly room: string; readonly what: LoadingKind; readonly seq: number }
  | { readonly kind: 'fill'; readonly room: string }
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
export const OWN_PROBLEMS = ['interrupted', 'roomNameEmpty', 'connectionLost'] as const;

export type OwnProblem = (typeof OWN_PROBLEMS)[number];
