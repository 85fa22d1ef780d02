import type { Addition, Author, ServerMessage } from '../protocol/messages';
import type { Plan } from './create';
import type { Answer, DeedMessage, Door, Kept, LoadingKind, Unsent } from './model';
import type { Choices, RoomChoice, Settings } from './settings';

/** What the connection reports about itself. */
export type LinkReport =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly until: number; readonly code: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'off' };

/** What the world does. */
type WorldHappening =
  | { readonly type: 'linkChanged'; readonly link: LinkReport }
  | { readonly type: 'received'; readonly message: ServerMessage }
  /** Something asked over HTTP was answered. */
  | { readonly type: 'answered'; readonly answer: Answer }
  /** Time went by; see `nextDeadline`. */
  | { readonly type: 'ticked' }
  | { readonly type: 'attentionChanged'; readonly attention: boolean }
  | { readonly type: 'networkChanged'; readonly online: boolean }
  /** What was kept by an earlier page; before `started`. `enter`: its user is who comes in now. */
  | { readonly type: 'restored'; readonly kept: Kept; readonly enter: boolean }
  /** What another window of this user's had not got out when it went. */
  | { readonly type: 'adopted'; readonly owner: string; readonly unsent: Unsent }
  /** The device's clock is earlier than it was: what waits for a time would wait too long. */
  | { readonly type: 'clockTurnedBack' }
  | { readonly type: 'outdated' }
  | { readonly type: 'started' };

/** Coming in, and being known. */
type AccessHappening =
  | { readonly type: 'nameChosen'; readonly name: string }
  | { readonly type: 'nameChangeWanted' }
  | { readonly type: 'doorChosen'; readonly door: Door }
  | { readonly type: 'invited'; readonly invite: string }
  | { readonly type: 'logInWanted'; readonly name: string; readonly password: string }
  | { readonly type: 'signUpWanted'; readonly name: string; readonly password: string; readonly invite: string }
  | { readonly type: 'setUpWanted'; readonly code: string; readonly name: string; readonly password: string }
  | { readonly type: 'oidcChosen' }
  /** From the place where one may log in, too; `failure` is a code, null when all went well or nobody tried. */
  | { readonly type: 'cameBack'; readonly failure: string | null }
  | { readonly type: 'signedOut' }
  | { readonly type: 'connectionWanted' }
  | { readonly type: 'reloadWanted' }
  | { readonly type: 'meWanted' }
  | { readonly type: 'deviceEnded'; readonly device: string }
  | { readonly type: 'othersEnded' }
  | { readonly type: 'passwordChangeWanted'; readonly old: string; readonly wanted: string };

/** Rooms, and what is written in them. */
type RoomHappening =
  | { readonly type: 'roomsWanted' }
  | { readonly type: 'roomChosen'; readonly room: string }
  | { readonly type: 'roomLeft'; readonly room: string }
  | { readonly type: 'roomPlanned'; readonly plan: Plan }
  | { readonly type: 'creationDropped' }
  | { readonly type: 'partingSeen' }
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
  /** A room is not shown any more: where its user was in it, so many pixels below the upper edge. */
  | { readonly type: 'placeLeft'; readonly room: string; readonly seq: number; readonly offset: number }
  | { readonly type: 'olderWanted'; readonly room: string }
  | { readonly type: 'newerWanted'; readonly room: string }
  | { readonly type: 'newestWanted'; readonly room: string }
  | { readonly type: 'messageWanted'; readonly room: string; readonly seq: number }
  | { readonly type: 'loadWantedAgain'; readonly room: string; readonly what: LoadingKind };

/** What is shown beside the room. */
type SideHappening =
  | { readonly type: 'sideClosed' }
  | { readonly type: 'sideWantedAgain' }
  | { readonly type: 'pinsWanted'; readonly room: string }
  | { readonly type: 'threadWanted'; readonly room: string; readonly root: number }
  | { readonly type: 'olderRepliesWanted' }
  | { readonly type: 'versionsWanted'; readonly room: string; readonly target: number }
  | { readonly type: 'searchOpened' }
  | {
      readonly type: 'searched';
      readonly query: string;
      readonly room: string | null;
      readonly from: Author | null;
    }
  | { readonly type: 'moreHitsWanted' }
  | { readonly type: 'roomInfoWanted'; readonly room: string }
  | { readonly type: 'personWanted'; readonly room: string | null; readonly user: Author }
  /** Null: not to invite into a room, but to talk to directly. */
  | { readonly type: 'peopleWanted'; readonly room: string | null }
  | { readonly type: 'peopleSought'; readonly query: string }
  | { readonly type: 'entriesWanted'; readonly what: 'reports' | 'restrictions'; readonly room: string }
  | { readonly type: 'moreEntriesWanted' }
  /** `about`: whom it is done to, if anybody. */
  | { readonly type: 'deedWanted'; readonly message: DeedMessage; readonly about: Author | null }
  | { readonly type: 'deedSeen' };

/** What lies over the page. */
type OverHappening =
  | { readonly type: 'overOpened'; readonly what: 'switcher' | 'keys' }
  | { readonly type: 'overClosed' }
  | { readonly type: 'goalSought'; readonly query: string }
  | { readonly type: 'personChosen'; readonly user: Author }
  /** The room above or below in the list. */
  | { readonly type: 'neighbourWanted'; readonly step: 1 | -1; readonly unreadOnly: boolean };

/** What is chosen for this device. */
type SettingsHappening =
  | { readonly type: 'settingsWanted' }
  | { readonly type: 'settingsChanged'; readonly change: Partial<Settings> }
  | { readonly type: 'roomChoiceChanged'; readonly room: string; readonly change: Partial<RoomChoice> }
  /** Another window of the browser kept others. */
  | { readonly type: 'choicesRead'; readonly choices: ReadonlyMap<string, Choices> };

/** Everything that can happen to the page. */
export type Happening =
  WorldHappening | AccessHappening | RoomHappening | SideHappening | SettingsHappening | OverHappening;

/**
 * A happening, when it was (epoch milliseconds), and a number from 0 to below 1 that nobody foresees: the reducer has
 * neither a clock nor dice of its own.
 */
export type Action = Happening & { readonly now: number; readonly random: number };

type With<H> = H & { readonly now: number; readonly random: number };
export type AccessAction = With<AccessHappening>;
export type RoomAction = With<RoomHappening>;
export type SideAction = With<SideHappening>;
export type SettingsAction = With<SettingsHappening>;
export type OverAction = With<OverHappening>;
