import type { Removal, RestrictionKind, Role } from '../protocol/people';

/** What the page says about coming in and about one's account. */
export interface AccessTexts {
  readonly ways: string;
  /** The ways in by name, short: they stand side by side. */
  readonly guest: string;
  readonly mine: string;
  readonly new: string;
  readonly logIn: string;
  readonly loggingIn: string;
  readonly logInHint: string;
  readonly signUp: string;
  readonly signingUp: string;
  readonly signUpHint: string;
  /** A guest makes an account. */
  readonly keepHint: string;
  readonly inviteOnly: string;
  readonly invite: string;
  readonly setUp: string;
  readonly setUpHint: string;
  readonly setUpOffer: string;
  readonly setUpCode: string;
  readonly name: string;
  readonly password: string;
  readonly passwordRule: (min: number) => string;
  readonly showPassword: string;
  readonly or: string;
  readonly continueWith: (name: string) => string;
  readonly noWay: string;
  readonly enteringAs: (name: string) => string;
  readonly retryIn: (wait: string) => string;
}

/** What the page says about what is the user's own. */
export interface MeTexts {
  readonly title: string;
  readonly account: string;
  readonly accountHint: string;
  readonly guest: string;
  readonly guestHint: string;
  readonly makeAccount: string;
  readonly haveAccount: string;
  readonly devices: string;
  readonly thisDevice: string;
  readonly unnamedDevice: string;
  readonly usedAt: (moment: string) => string;
  readonly logOut: string;
  /** Another device; `logOutNamed` begins with it. */
  readonly end: string;
  readonly logOutNamed: (device: string) => string;
  readonly logOutOthers: string;
  readonly changePassword: string;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly passwordChanged: string;
  readonly blocked: string;
  readonly noneBlocked: string;
  readonly noneBlockedHint: string;
}

/** What the page says about rooms and those who belong to them. */
export interface RoomTexts {
  readonly privateRooms: string;
  readonly direct: string;
  readonly newDirect: string;
  readonly mentions: (count: number) => string;
  readonly archived: string;
  readonly kind: string;
  readonly public: string;
  readonly publicHint: string;
  readonly private: string;
  readonly privateHint: string;
  readonly announcement: string;
  readonly about: string;
  readonly aboutNamed: (room: string) => string;
  readonly directHint: string;
  readonly archivedHint: string;
  /** Takes the word for it. */
  readonly myRole: (role: string) => string;
  readonly roles: Readonly<Record<Role, string>>;
  /** Of somebody who does not belong to the room (any more). */
  readonly noMember: string;
  readonly copyLink: string;
  readonly linkCopied: string;
  readonly settings: string;
  readonly title: string;
  readonly description: string;
  readonly posting: string;
  readonly postingAll: string;
  readonly postingStaff: string;
  readonly slowMode: string;
  readonly slowModeOff: string;
  readonly slowModeOf: (span: string) => string;
  readonly archive: string;
  readonly archiveHint: string;
  readonly saved: string;
  readonly leaveForGood: string;
  readonly deleteRoom: string;
  readonly deleteQuestion: (room: string) => string;
  readonly deleteForGood: string;
  readonly invite: string;
  readonly inviteTo: (room: string) => string;
  readonly find: string;
  readonly findHint: string;
  readonly noneFound: string;
  /** People were found, who are all chosen or members already. */
  readonly allChosen: string;
  readonly chosen: string;
  readonly takeOut: (name: string) => string;
  readonly add: (name: string) => string;
  readonly startTalking: string;
  readonly tooManyChosen: (max: number) => string;
  readonly invited: (name: string) => string;
  readonly absent: string;
  readonly person: (name: string) => string;
  readonly openPerson: (name: string) => string;
  readonly writeTo: string;
  readonly becameRole: (user: string, role: string) => string;
  readonly youBecame: (role: string) => string;
  readonly partings: Readonly<Record<Removal, (room: string) => string>>;
  readonly bannedUntil: (room: string, moment: string) => string;
  readonly partingWhy: (why: string) => string;
  readonly dismiss: string;
}

/** What the page says about keeping order. */
export interface OrderTexts {
  readonly block: string;
  readonly unblock: string;
  readonly blockHint: string;
  readonly blockedNow: (name: string) => string;
  readonly unblockedNow: (name: string) => string;
  readonly hiddenPost: string;
  readonly showHidden: string;
  readonly role: string;
  readonly changeRole: string;
  readonly roleChanged: (name: string) => string;
  readonly removeFromRoom: string;
  readonly kick: string;
  readonly mute: string;
  readonly ban: string;
  readonly length: string;
  readonly forEver: string;
  readonly span: (seconds: number) => string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly byAddress: string;
  readonly byAddressHint: string;
  readonly doKick: (name: string) => string;
  readonly doMute: (name: string) => string;
  readonly doBan: (name: string) => string;
  readonly kicked: (name: string) => string;
  readonly restricted: Readonly<Record<RestrictionKind, (name: string) => string>>;
  readonly lifted: (name: string) => string;
  readonly report: string;
  readonly reportQuestion: string;
  readonly reported: string;
  readonly reports: string;
  readonly noReports: string;
  readonly reportedBy: (name: string) => string;
  readonly markHandled: string;
  readonly markDismissed: string;
  readonly deleteMessage: string;
  readonly restrictions: string;
  readonly noRestrictions: string;
  readonly kinds: Readonly<Record<RestrictionKind, string>>;
  readonly until: (moment: string) => string;
  readonly by: (name: string, moment: string) => string;
  readonly lift: string;
  readonly liftNamed: (name: string) => string;
  readonly showMore: string;
  readonly muted: string;
  readonly mutedFor: (wait: string) => string;
  readonly roomArchived: string;
  readonly onlyStaffWrites: string;
  readonly onlyRead: string;
  readonly slow: (span: string) => string;
  readonly waitSlow: (wait: string) => string;
  readonly waitRate: (wait: string) => string;
  readonly suggestions: (count: number) => string;
  readonly suggestionList: string;
  readonly everybody: string;
  /** The word that calls everybody. */
  readonly everybodyWord: 'room' | 'todos' | 'all';
  readonly callsYou: string;
  readonly panelFailed: string;
  readonly reload: string;
}
