import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/protocol/people';
import type { Act } from '../../src/protocol/permissions';
import { USUAL_TERMS } from '../../src/state/initial';
import type { RoomTerms } from '../../src/state/model';
import { may, mayOn, refusalOf } from '../../src/state/permits';
import { inLobby } from './harness';

const { state } = inLobby();
const room = (change: Partial<RoomTerms> = {}) => ({ terms: { ...USUAL_TERMS, ...change } });
const who = (act: Act, change: Partial<RoomTerms> = {}) =>
  ROLES.filter((role) => may(state, room({ role, ...change }), act));

describe('who may', () => {
  it.each([
    ['read', ['owner', 'moderator', 'member', 'reader']],
    ['post', ['owner', 'moderator', 'member']],
    ['deleteAny', ['owner', 'moderator']],
    ['changeRoom', ['owner']],
    ['invite', []],
  ] as const)('%s in an open room: %j', (act, roles) => {
    expect(who(act)).toEqual(roles);
  });

  it('invite: only in private rooms', () => {
    expect(who('invite', { visibility: 'private' })).toEqual(['owner', 'moderator']);
    expect(who('invite', { visibility: 'direct' })).toEqual([]);
  });

  it('post where only staff posts', () => {
    expect(who('post', { posting: 'staff' })).toEqual(['owner', 'moderator']);
    expect(who('react', { posting: 'staff' })).toEqual(['owner', 'moderator', 'member']);
  });

  it('keep order among those who talk directly: nobody', () => {
    expect(who('ban', { visibility: 'direct' })).toEqual([]);
    expect(who('deleteOwn', { visibility: 'direct' })).toEqual(ROLES);
  });
});

describe('why not', () => {
  it.each([
    [{ role: 'reader' }, 'post', 'forbidden'],
    [{ archived: true }, 'post', 'archived'],
    [{ archived: true, role: 'owner' }, 'changeRoom', null],
    [{ mutedUntil: 0 }, 'post', 'muted'],
    [{ mutedUntil: 0 }, 'react', 'muted'],
    [{ mutedUntil: 0 }, 'deleteOwn', null],
    [{ posting: 'staff' }, 'pin', 'forbidden'],
    [{}, 'post', null],
  ] as const)('%j: %s is %s', (terms, act, refused) => {
    expect(refusalOf(state, room(terms), act)).toBe(refused);
  });
});

describe('who may do something to somebody', () => {
  const on = (mine: Role, theirs: Role, oneself = false) =>
    mayOn(state, room({ role: mine, visibility: 'private' }), 'setRole', theirs, oneself);
  const ban = (mine: Role, theirs: Role) => mayOn(state, room({ role: mine }), 'ban', theirs, false);

  it('of a lower role', () => {
    expect(ban('owner', 'moderator')).toBe(true);
    expect(ban('moderator', 'member')).toBe(true);
    expect(ban('moderator', 'moderator')).toBe(false);
    expect(ban('moderator', 'owner')).toBe(false);
    expect(ban('member', 'reader')).toBe(false);
  });

  it('and an owner to the own role', () => {
    expect(on('owner', 'owner', true)).toBe(true);
    expect(on('owner', 'owner')).toBe(false);
    expect(on('moderator', 'member')).toBe(false);
  });
});

it('lets whoever runs the server act as an owner in open rooms only', () => {
  const { session } = state;
  const admin = session.phase === 'inside' ? { session: { ...session, admin: true } } : state;
  expect(may(admin, room(), 'deleteRoom')).toBe(true);
  expect(may(admin, room({ visibility: 'private' }), 'deleteRoom')).toBe(false);
});
