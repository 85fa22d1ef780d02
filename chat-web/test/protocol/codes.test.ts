import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { API_CODES, CLOSE_CODES, comeBack, ERROR_CODES, type ComeBack } from '../../src/protocol/codes';
import { LIMITS } from '../../src/protocol/messages';

/** The server's own words, read from its source. */
const java = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../../chat-protocol/src/main/java/chat/protocol/${name}.java`), 'utf8');

/** What a browser reports when there was no close frame; no server sends these. */
const BROWSERS_OWN = [1005, 1006, 1015];

describe('close codes', () => {
  const wanted: Record<string, ComeBack> = { NEVER: 'never', BACK_OFF: 'backOff', NOW: 'now' };

  it('are those of the server, and ask for the same', () => {
    const ofServer = [...java('CloseCode').matchAll(/^ {4}[A-Z_]+\((\d{4}), Return\.(\w+),/gm)].map(
      ([, code, what]) => [Number(code), wanted[what ?? '']] as const,
    );
    expect(ofServer.length).toBeGreaterThan(10);
    expect(Object.fromEntries(ofServer)).toEqual(
      Object.fromEntries(Object.entries(CLOSE_CODES).filter(([code]) => !BROWSERS_OWN.includes(Number(code)))),
    );
  });

  it.each([
    [4000, 'never'],
    [4099, 'never'],
    [4101, 'backOff'],
    [4199, 'backOff'],
    [4202, 'now'],
    [4299, 'now'],
    [4300, 'backOff'],
    [1014, 'backOff'],
    [3000, 'backOff'],
  ] as const)('that are not known tell by their range: %i is %s', (code, what) => {
    expect(comeBack(code)).toBe(what);
  });
});

it('knows the error codes of the server', () => {
  const ofServer = [...java('ErrorCode').matchAll(/^ {4}[A-Z_]+\("(\w+)",/gm)].map(([, code]) => code);
  expect(ofServer.length).toBeGreaterThan(10);
  expect(ofServer.sort()).toEqual([...ERROR_CODES].sort());
});

it('knows the codes that are said over HTTP, but for those that only admins and programs meet', () => {
  const server = (name: string) =>
    readFileSync(join(import.meta.dirname, `../../../chat-server/src/main/java/chat/server/${name}.java`), 'utf8');
  const why = [...server('auth/Why').matchAll(/^ {4}[A-Z_]+\("(\w+)",/gm)].map(([, code]) => code);
  const api = [...server('api/ApiError').matchAll(/^ {4}[A-Z_]+\(\d+, "(\w+)",/gm)].map(([, code]) => code);
  expect(why.length).toBeGreaterThan(10);
  expect(api.length).toBeGreaterThan(5);
  const known: readonly string[] = [...ERROR_CODES, ...API_CODES];
  expect([...why, ...api].filter((code) => !known.includes(code ?? '')).sort()).toEqual([
    'isAdmin',
    'lastAdmin',
    'methodNotAllowed',
    'noSuchBan',
    'noSuchInvite',
    'noSuchPath',
    'noSuchReport',
    'notHere',
    'tooManyBans',
    'tooManyInvites',
    'unsupportedType',
  ]);
});

it('knows the limits of the protocol', () => {
  const limit = (name: string) =>
    Number(new RegExp(`${name} = ([\\d_]+);`).exec(java('ProtocolLimits'))?.[1]?.replaceAll('_', ''));
  expect(LIMITS).toEqual({
    userNameCodePointsMin: limit('USER_NAME_CODE_POINTS_MIN'),
    userNameCodePointsMax: limit('USER_NAME_CODE_POINTS_MAX'),
    userNameLettersMin: limit('USER_NAME_LETTERS_MIN'),
    roomNameCodePointsMax: limit('ROOM_NAME_CODE_POINTS_MAX'),
    roomTitleCodePointsMax: limit('ROOM_TITLE_CODE_POINTS_MAX'),
    topicCodePointsMax: limit('TOPIC_CODE_POINTS_MAX'),
    descriptionCodePointsMax: limit('DESCRIPTION_CODE_POINTS_MAX'),
    reasonCodePointsMax: limit('REASON_CODE_POINTS_MAX'),
    mentionsMax: limit('MENTIONS_MAX'),
    slowSecondsMax: limit('SLOW_SECONDS_MAX'),
    directUsersMax: limit('DIRECT_USERS_MAX'),
    restrictionSecondsMax: limit('RESTRICTION_SECONDS_MAX'),
    blocksMax: limit('BLOCKS_MAX'),
    foundUsersMax: limit('FOUND_USERS_MAX'),
    queryCodePointsMax: limit('QUERY_CODE_POINTS_MAX'),
    reactionUsersMax: limit('REACTION_USERS_MAX'),
    unreadMax: limit('UNREAD_MAX'),
    listPageMax: limit('LIST_PAGE_MAX'),
    membersShownMax: limit('MEMBERS_IN_JOINED'),
    typingSeconds: limit('TYPING_SECONDS'),
  });
});
