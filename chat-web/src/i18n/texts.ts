import type { CloseCode, ErrorCode } from '../protocol/codes';
import type { OwnProblem } from '../state/model';

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
  readonly joiningRoom: string;
  readonly tryAgain: string;
  readonly unread: (count: number) => string;
  readonly people: (count: number) => string;

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
  readonly replyingTo: (name: string) => string;
  readonly goToQuoted: (name: string) => string;
  readonly earlierMessage: string;

  readonly message: string;
  readonly messageHint: (room: string) => string;
  readonly sendHint: string;
  readonly sendMessage: string;
  readonly charactersLeft: (count: number) => string;
  readonly charactersOver: (count: number) => string;
  readonly tooManyUnsent: string;

  readonly waitingToSend: string;
  readonly sending: string;
  readonly notSent: string;
  readonly sendAgain: string;
  readonly edit: string;
  readonly discard: string;

  readonly connecting: string;
  readonly connected: string;
  readonly notConnected: string;
  readonly tryingAgainIn: (seconds: number) => string;
  readonly tryNow: string;

  readonly problems: Readonly<Record<ErrorCode | OwnProblem, string>>;
  readonly closings: Readonly<Record<CloseCode | 'other', string>>;
}
