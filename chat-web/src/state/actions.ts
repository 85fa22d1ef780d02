import type { Addition, ServerMessage } from '../protocol/messages';
import type { LoadingKind } from './model';

/** What the connection reports about itself. */
export type LinkReport =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly until: number; readonly code: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'off' };

/** Everything that can happen to the page. */
export type Happening =
  | { readonly type: 'linkChanged'; readonly link: LinkReport }
  | { readonly type: 'received'; readonly message: ServerMessage }
  /** Time went by; see `nextDeadline`. */
  | { readonly type: 'ticked' }
  | { readonly type: 'attentionChanged'; readonly attention: boolean }
  | { readonly type: 'started' }
  | { readonly type: 'nameChosen'; readonly name: string }
  | { readonly type: 'nameChangeWanted' }
  | { readonly type: 'signedOut' }
  | { readonly type: 'connectionWanted' }
  | { readonly type: 'roomsWanted' }
  | { readonly type: 'roomChosen'; readonly room: string }
  | { readonly type: 'roomLeft'; readonly room: string }
  | { readonly type: 'roomTitled'; readonly title: string }
  | { readonly type: 'creationDropped' }
  | { readonly type: 'drafted'; readonly room: string; readonly text: string }
  | { readonly type: 'replyChosen'; readonly room: string; readonly seq: number | null }
  /** Null: the message stays as it is. */
  | { readonly type: 'editChosen'; readonly room: string; readonly seq: number | null }
  /** The draft is to be sent, or the new text of the message that is being edited. */
  | { readonly type: 'submitted'; readonly room: string; readonly cid: string }
  /** Any other addition to a room's log. */
  | { readonly type: 'additionWanted'; readonly message: Exclude<Addition, { type: 'send' | 'edit' }> }
  | { readonly type: 'sendWantedAgain'; readonly room: string; readonly cid: string }
  | { readonly type: 'sendDropped'; readonly room: string; readonly cid: string }
  | { readonly type: 'sendEdited'; readonly room: string; readonly cid: string }
  | { readonly type: 'scrolled'; readonly room: string; readonly following: boolean }
  | { readonly type: 'olderWanted'; readonly room: string }
  | { readonly type: 'newerWanted'; readonly room: string }
  | { readonly type: 'newestWanted'; readonly room: string }
  | { readonly type: 'messageWanted'; readonly room: string; readonly seq: number }
  | { readonly type: 'sideClosed' }
  | { readonly type: 'sideWantedAgain' }
  | { readonly type: 'pinsWanted'; readonly room: string }
  | { readonly type: 'threadWanted'; readonly room: string; readonly root: number }
  | { readonly type: 'olderRepliesWanted' }
  | { readonly type: 'versionsWanted'; readonly room: string; readonly target: number }
  | { readonly type: 'searchOpened' }
  | { readonly type: 'searched'; readonly query: string; readonly room: string | null }
  | { readonly type: 'moreHitsWanted' }
  | { readonly type: 'loadWantedAgain'; readonly room: string; readonly what: LoadingKind };

/**
 * A happening, when it was (epoch milliseconds), and a number from 0 to below 1 that nobody foresees: the reducer has
 * neither a clock nor dice of its own.
 */
export type Action = Happening & { readonly now: number; readonly random: number };
