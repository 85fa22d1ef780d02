import type { ApiCode, CloseCode, ErrorCode } from '../protocol/codes';
import type { Addition } from '../protocol/messages';
import type { OwnProblem } from '../state/model';
import type { DeedTexts } from './texts-deeds';
import type { ListTexts } from './texts-list';
import type { AccessTexts, MeTexts, OrderTexts, RoomTexts } from './texts-people';
import type { SeenTexts } from './texts-seen';
import type { WordsTexts } from './texts-words';
import type { KeepTexts } from './texts-keep';
import type { KeyTexts, LookTexts, PlacesTexts, SettingsTexts, TellTexts } from './texts-settings';

/** Every word the page says. A language is a value of this type, so that a missing sentence does not compile. */
export interface Texts {
  /** BCP 47, for `lang` and for dates. */
  readonly locale: string;
  readonly you: string;
  readonly other: string;

  readonly welcome: string;
  readonly welcomeHint: string;
  readonly yourName: string;
  readonly nameRule: string;
  readonly enter: string;
  readonly entering: string;
  readonly takeName: (name: string) => string;

  readonly skipToComposer: string;
  readonly rooms: string;
  readonly showRooms: string;
  readonly hideRooms: string;
  readonly yourRooms: string;
  readonly otherRooms: string;
  readonly newRoom: string;
  readonly roomName: string;
  readonly createRoom: string;
  readonly cancel: string;
  readonly leaveRoom: string;
  readonly leaveRoomNamed: (title: string) => string;
  readonly noRoom: string;
  readonly tryAgain: string;
  /** More than `unreadMax` means that there are more than that. */
  readonly unread: (count: number) => string;
  readonly people: (count: number) => string;

  readonly setTopic: string;
  readonly topic: string;
  readonly changeTopic: (topic: string) => string;
  readonly save: string;

  readonly members: string;
  readonly showMembers: string;
  readonly hideMembers: string;
  readonly manyMembers: string;

  readonly changeName: string;
  readonly signOut: string;
  readonly signedInAs: (name: string) => string;

  readonly messages: string;
  readonly noMessages: string;
  readonly startOfRoom: string;
  readonly loading: string;
  readonly loadOlder: string;
  readonly today: string;
  readonly yesterday: string;
  readonly newMessages: string;
  readonly newMessagesButton: (count: number) => string;
  readonly toNewest: string;
  readonly entered: (name: string) => string;
  readonly left: (name: string) => string;
  readonly moreNotices: (count: number) => string;
  readonly typing: (names: readonly string[]) => string;
  readonly said: (name: string, text: string) => string;

  readonly reply: string;
  readonly replyTo: (name: string) => string;
  readonly cancelReply: string;
  readonly earlierMessage: string;

  readonly moreActions: string;
  readonly reactWith: (emoji: string) => string;
  readonly reaction: (emoji: string, count: number, mine: boolean) => string;
  readonly pin: string;
  readonly unpin: string;
  readonly delete: string;
  readonly deleteForAll: string;
  readonly deletedMessage: string;
  readonly edited: string;
  readonly showVersions: string;
  readonly pinned: string;
  readonly replies: (count: number) => string;
  readonly editing: string;
  readonly cancelEdit: string;
  readonly editHint: string;

  readonly close: string;
  readonly pins: string;
  readonly noPins: string;
  readonly thread: string;
  readonly goToFirst: string;
  readonly noReplies: string;
  readonly versions: string;
  readonly noVersions: string;
  readonly firstText: string;
  readonly search: string;
  readonly searchFor: string;
  readonly searchHint: string;
  readonly onlyIn: (room: string) => string;
  readonly searching: string;
  readonly hits: (count: number, more: boolean) => string;
  readonly moreHits: string;

  readonly message: string;
  readonly messageHint: (room: string) => string;
  readonly sendHint: string;
  readonly sendMessage: string;
  readonly charactersLeft: (count: number) => string;
  readonly charactersOver: (count: number) => string;
  readonly tooManyUnsent: string;

  readonly waitingToSend: string;
  readonly sending: string;
  /** What did not get into the log. */
  readonly failed: Readonly<Record<Addition['type'], string>>;
  readonly sendAgain: string;
  readonly edit: string;
  readonly discard: string;

  readonly connecting: string;
  readonly connected: string;
  readonly notConnected: string;
  readonly tryingAgainIn: (seconds: number) => string;
  readonly tryNow: string;

  readonly deeds: DeedTexts;
  readonly list: ListTexts;
  readonly access: AccessTexts;
  readonly me: MeTexts;
  readonly room: RoomTexts;
  readonly order: OrderTexts;
  readonly settings: SettingsTexts;
  readonly words: WordsTexts;
  readonly keep: KeepTexts;
  readonly tell: TellTexts;
  readonly places: PlacesTexts;
  readonly keys: KeyTexts;
  readonly look: LookTexts;

  readonly problems: Readonly<Record<ErrorCode | ApiCode | OwnProblem, string>>;
  readonly closings: Readonly<Record<CloseCode | 'other', string>>;
  readonly seen: SeenTexts;
}
