/** Why a request could not be done; the connection stays. */
export const ERROR_CODES = [
  'badMessage',
  'unknownType',
  'invalidField',
  'helloFirst',
  'alreadyGreeted',
  'badToken',
  'invalidName',
  'nameTaken',
  'notJoined',
  'tooManyRooms',
  'roomLimit',
  'noSuchRoom',
  'noSuchMessage',
  'notAuthor',
  'tooManyReactions',
  'tooManyPins',
  'tooLarge',
  'cidReused',
  'rateLimited',
  'overloaded',
  'unwritable',
  'notSupported',
  'forbidden',
  'banned',
  'muted',
  'archived',
  'slowMode',
  'notReachable',
  'noSuchUser',
  'alreadyMember',
  'noSuchMember',
  'tooManyMembers',
  'lastOwner',
  'loginRequired',
  'tokenExpired',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a request over HTTP could not be done, beside some of the above. */
export const API_CODES = [
  'badPassword',
  'wrongCredentials',
  'disabled',
  'signUpClosed',
  'badInvite',
  'badSetupCode',
  'alreadySetUp',
  'alreadyRegistered',
  'tooManyAccounts',
  'noSuchDevice',
  'providerFailed',
  'unavailable',
  'foreignOrigin',
] as const;

export type ApiCode = (typeof API_CODES)[number];

/** What to do after a connection ended. */
export type ComeBack = 'never' | 'backOff' | 'now';

/** The close codes a server of this protocol uses; 1005, 1006 and 1015 are a browser's own words for "no close frame". */
export const CLOSE_CODES = {
  1000: 'never',
  1001: 'backOff',
  1002: 'never',
  1003: 'never',
  1005: 'backOff',
  1006: 'backOff',
  1007: 'never',
  1008: 'never',
  1009: 'backOff',
  1011: 'backOff',
  1012: 'backOff',
  1013: 'backOff',
  1015: 'backOff',
  4001: 'never',
  4002: 'never',
  4003: 'never',
  4100: 'backOff',
  4200: 'now',
  4201: 'now',
} as const satisfies Record<number, ComeBack>;

export type CloseCode = keyof typeof CLOSE_CODES;

export function isErrorCode(code: string): code is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(code);
}

export function isApiCode(code: string): code is ApiCode {
  return (API_CODES as readonly string[]).includes(code);
}

export function isCloseCode(code: number): code is CloseCode {
  return Object.hasOwn(CLOSE_CODES, code);
}

/** What a close code asks for; of codes that are not known yet the range tells. */
export function comeBack(code: number): ComeBack {
  if (isCloseCode(code)) {
    return CLOSE_CODES[code];
  }
  if (code >= 4000 && code < 4100) {
    return 'never';
  }
  return code >= 4200 && code < 4300 ? 'now' : 'backOff';
}
