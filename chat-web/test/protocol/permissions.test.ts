import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAllowed, isAllowedOn, isAllowedToGive, refusal, ROLES } from '../../src/protocol/permissions';
import type { Act, Role, RoomVisibility } from '../../src/protocol/permissions';

/** By act, visibility and role: a letter for each way to stand in a room; the posting changes first, then archived. */
type Cases = Record<Act, Record<RoomVisibility, Record<Role, string>>>;

const CASES = JSON.parse(
  readFileSync(new URL('../../../chat-protocol/src/test/resources/golden/permissions.json', import.meta.url), 'utf8'),
) as Cases;

test.each(Object.keys(CASES) as Act[])('%s is decided as the server decides it', (act) => {
  for (const [visibility, roles] of Object.entries(CASES[act]) as [RoomVisibility, Record<Role, string>][]) {
    for (const [role, letters] of Object.entries(roles) as [Role, string][]) {
      const decided = Array.from(letters, (_, i) => {
        const standing = {
          visibility,
          role,
          muted: i >= 4,
          archived: i % 4 >= 2,
          posting: i % 2 === 1 ? 'staff' : 'all',
        } as const;
        expect(isAllowed(act, standing)).toBe(refusal(act, standing) === undefined);
        return refusal(act, standing)?.charAt(0) ?? '.';
      });
      expect(decided.join(''), `${visibility} ${role}`).toBe(letters);
    }
  }
});

test('nobody acts on the same or a higher role, but an owner on their own', () => {
  expect(ROLES.map((role) => isAllowedOn('kick', 'moderator', role, false))).toEqual([false, false, true, true]);
  expect(isAllowedOn('setRole', 'owner', 'owner', true)).toBe(true);
  expect(isAllowedOn('setRole', 'owner', 'owner', false)).toBe(false);
  expect(isAllowedOn('kick', 'owner', 'owner', true)).toBe(false);
  expect(ROLES.filter((role) => isAllowedToGive('moderator', role))).toEqual(['member', 'reader']);
  expect(ROLES.filter((role) => isAllowedToGive('owner', role))).toEqual([...ROLES]);
});
