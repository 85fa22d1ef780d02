import type {
  Addition,
  Author,
  ClientMessage,
  Limits,
  Member,
  MyRoom,
  Posting,
  ReadMark,
  Removed,
  Role,
  RoomEvent,
  RoomSummary,
  SeenMark,
  User,
  Visibility,
} from '../protocol/messages';
import type { Call, Entry, Pass } from './model-access';
import type { Deed, Over, Request, Side } from './model-side';
import type { Choices, Settings } from './settings';

export type * from './model-access';
export type * from './model-kept';
export type * from './model-side';

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
  /** Of what is written into one room in one window; what it takes over from windows that are gone comes on top. */
  outboxMax: 100,
  directoryMax: 1_000,
  /** Rooms whose read marks are kept. */
  marksMax: 1_000,
  /** Events about earlier messages kept for pages of the log that are under way. */
  recentMax: 500,
  /** Hits kept of one search. */
  hitsMax: 500,
  /** Rooms one belongs to that are known. */
  mineMax: 1_000,
  /** Reports or restrictions kept of a list. */
  entriesMax: 500,
  /** Newest events of a room kept on the device. */
  keptEventsMax: 200,
  /** Rooms kept on the device. */
  keptRoomsMax: 100,
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
  readonly entry: Entry;
  /** Whose rooms and unsent messages these are; null: nobody's yet. */
  readonly owner: string | null;
  readonly link: Link;
  /** The rooms the user is in, or wants to be in. A map, because a room may be called `constructor`. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** The room that is shown. */
  readonly active: string | null;
  /** All rooms there are, as the server last told. */
  readonly directory: readonly RoomSummary[];
  /** The rooms the user belongs to, also without being in them. */
  readonly mine: ReadonlyMap<string, MyRoom>;
  /** People whose words are not shown unless asked for. */
  readonly blocked: ReadonlyMap<string, Author>;
  readonly creation: Creation;
  readonly deed: Deed;
  /** The room that the user was just put out of; null once that was seen. */
  readonly parting: Parting | null;
  /** Somebody can see the page now. */
  readonly attention: boolean;
  /** This device has a network, as far as the browser knows; the server may be away all the same. */
  readonly online: boolean;
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
  readonly over: Over;
  /** What was chosen for this device, whoever uses it. */
  readonly settings: Settings;
  /** How far the server's clock is ahead of this device's, as far as anybody has seen; null: nothing was heard yet. */
  readonly skew: number | null;
  /** A newer version of this page is there, for whoever loads it anew. */
  readonly outdated: boolean;
  /** What users of this browser chose for rooms, by who chose it. */
  readonly choices: ReadonlyMap<string, Choices>;
}

/** Who the user is. */
export type Session =
  /** Not in yet; `token` is of the guest who may come back with another name. */
  | { readonly phase: 'naming'; readonly name: string; readonly token: string | null; readonly problem: Problem | null }
  | {
      readonly phase: 'entering';
      readonly name: string;
      readonly pass: Pass;
      /** As whom, where that is known already. */
      readonly user: string | null;
    }
  | {
      readonly phase: 'inside';
      readonly me: User;
      readonly pass: Pass;
      /** Of the whole server. */
      readonly admin: boolean;
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
  /** When it may work again, epoch milliseconds. */
  readonly retryAt?: number;
  /** What a person gave as the reason. */
  readonly why?: string;
}

export interface Parting extends Pick<Removed, 'reason' | 'until' | 'why'> {
  readonly room: string;
  readonly title: string;
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
  readonly terms: RoomTerms;
  /** All in it, of direct messages; empty of other rooms. */
  readonly party: readonly Author[];
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
  /** How far the others have read; of direct rooms only. */
  readonly seen: readonly SeenMark[];
  readonly outbox: readonly Outgoing[];
  readonly draft: string;
  readonly replyTo: number | null;
  /** The message that is being given another text; the draft waits meanwhile. */
  readonly editing: Editing | null;
  readonly reading: Reading;
  /** When the others were last told that this user is typing. */
  readonly typedAt: number;
  /** No message is sent before this time: the room is a slow one. */
  readonly holdUntil: number;
  /** What its user is still to be told of, and when that was last done. */
  readonly missed: Missed;
  readonly toldAt: number;
}

/** Messages that somebody who looks elsewhere may want to hear of; the newest of them in its own words. */
export interface Missed {
  readonly count: number;
  /** One of them calls this user. */
  readonly calls: boolean;
  /** The newest of them. Without words it went since, and what came before it is not here. */
  readonly seq: number;
  /** The id of who wrote it, and the name. */
  readonly by: string;
  readonly from: string;
  readonly text: string;
}

/** What is told outside of the page. */
export interface Alert extends Missed {
  readonly room: string;
  readonly title: string;
  readonly direct: boolean;
  readonly desktop: boolean;
  /** From 0, which is silence, to 1. */
  readonly volume: number;
}

/** How a room is, and what its user is in it. */
export interface RoomTerms {
  readonly visibility: Visibility;
  readonly role: Role;
  readonly description: string;
  readonly posting: Posting;
  readonly archived: boolean;
  /** Must pass between two messages of one member. */
  readonly slowSeconds: number;
  /** Epoch milliseconds, 0 for ever; null: the user is not muted. */
  readonly mutedUntil: number | null;
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
  readonly members: readonly Member[];
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
  /** Those of the unread that call this user. */
  readonly mentions: number;
  /** Events up to this one are in `unread`, or known not to matter. */
  readonly countedTo: number;
  /** The server is to be told of `mark`, no sooner than `tellAt`. */
  readonly untold: boolean;
  readonly tellAt: number;
  /** The line "new messages" stands above the first message of others after this event; null: there is none. */
  readonly divider: number | null;
  /** When the newest seen event was stored. */
  readonly seenAt: number;
  /** Where its user was when another room was shown; null: at the end. */
  readonly left: Place | null;
  /** Where to go as soon as it is here. */
  readonly wanted: Place | 'end' | null;
  /** Where to scroll to, once; `nonce` tells one jump from the next. */
  readonly jump: (Place & { readonly nonce: number }) | null;
}

/**
 * A message in a timeline, or the line "new messages", which stands before `seq`; or a message as it stood when it was left, so
 * many pixels below the upper edge.
 */
export type Place =
  | { readonly seq: number; readonly at: 'message' | 'line' }
  | { readonly seq: number; readonly at: 'left'; readonly offset: number };

/** What the world outside has to do. */
export type Effect =
  | { readonly do: 'connect' }
  | { readonly do: 'disconnect' }
  /** This connection leads to nothing now: another one later. */
  | { readonly do: 'backOff' }
  | { readonly do: 'say'; readonly message: ClientMessage }
  /** To somebody who looks elsewhere. */
  | { readonly do: 'tell'; readonly alert: Alert }
  | { readonly do: 'call'; readonly call: Call }
  /** To another place altogether, from where one comes back logged in. */
  | { readonly do: 'goElsewhere' }
  | { readonly do: 'remember'; readonly name: string; readonly token: string | null; readonly account: AccountMemory }
  /** All that is kept of this user, who leaves for good; null: of whoever it was, for nobody was known yet. */
  | { readonly do: 'forget'; readonly owner: string | null }
  /** The same but for what was not sent of what is in these rooms: this user may come in again. */
  | { readonly do: 'letGo'; readonly owner: string | null; readonly rooms: State['rooms'] }
  /** Gives way to the newer version of this page. */
  | { readonly do: 'reload' };

/** Whether the browser has a cookie of an account; `elsewhere`: one went to get it; `ending`: it has, but is to lose it. */
export type AccountMemory = 'no' | 'yes' | 'elsewhere' | 'ending';

/** A code of the protocol's, or one for what the page finds wrong by itself. */
export const OWN_PROBLEMS = [
  'interrupted',
  'roomNameEmpty',
  'connectionLost',
  'badQuery',
  'loggedOut',
  'bannedHere',
  'passwordTooShort',
  'unreachable',
] as const;

export type OwnProblem = (typeof OWN_PROBLEMS)[number];
