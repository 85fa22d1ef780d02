import type { ServerMessage } from '../protocol/messages';
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
  | { readonly type: 'submitted'; readonly room: string; readonly cid: string }
  | { readonly type: 'sendWantedAgain'; readonly room: string; readonly cid: string }
  | { readonly type: 'sendDropped'; readonly room: string; readonly cid: string }
  | { readonly type: 'sendEdited'; readonly room: string; readonly cid: string }
  | { readonly type: 'scrolled'; readonly room: string; readonly following: boolean }
  | { readonly type: 'olderWanted'; readonly room: string }
  | { readonly type: 'newerWanted'; readonly room: string }
  | { readonly type: 'newestWanted'; readonly room: string }
  | { readonly type: 'messageWanted'; readonly room: string; readonly seq: number }
  | { readonly type: 'loadWantedAgain'; readonly room: string; readonly what: LoadingKind };

/** A happening and when it was, epoch milliseconds: the reducer has no clock of its own. */
export type Action = Happening & { readonly now: number };
