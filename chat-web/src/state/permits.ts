import { ROLES, type Role } from '../protocol/people';
import { PERMISSIONS, type Act, type Row } from '../protocol/permissions';
import type { Room, State } from './model';

/** What the user may do, as the table says; the server has the last word. */

/** Why not. */
export type Refused = 'forbidden' | 'archived' | 'muted';

type Asked = Pick<Room, 'terms'>;

/** What the user is in a room; who runs the server acts as an owner in rooms that are open to everybody. */
export function myRole({ session }: Pick<State, 'session'>, { terms }: Asked): Role {
  return session.phase === 'inside' && session.admin && terms.visibility === 'public' ? 'owner' : terms.role;
}

/** Null: the user may. */
export function refusalOf(state: Pick<State, 'session'>, room: Asked, act: Act): Refused | null {
  const row: Row = PERMISSIONS[act];
  const { visibility, archived, mutedUntil, posting } = room.terms;
  const role = myRole(state, room);
  const exists = row.rooms === 'all' || (row.rooms === 'private' ? visibility === 'private' : visibility !== 'direct');
  if (!exists || !isAmong(role, row.roles)) {
    return 'forbidden';
  }
  if (archived && row.taken !== 'never') {
    return 'archived';
  }
  if (mutedUntil !== null && (row.taken === 'muted' || row.taken === 'posting')) {
    return 'muted';
  }
  return row.taken === 'posting' && posting === 'staff' && !isStaff(role) ? 'forbidden' : null;
}

export function may(state: Pick<State, 'session'>, room: Asked, act: Act): boolean {
  return refusalOf(state, room, act) === null;
}

function isAmong(role: Role, roles: Row['roles']): boolean {
  switch (roles) {
    case 'all':
      return true;
    case 'members':
      return role !== 'reader';
    case 'staff':
      return isStaff(role);
    case 'owners':
      return role === 'owner';
  }
}

export function isStaff(role: Role): boolean {
  return role === 'owner' || role === 'moderator';
}

/** What is done to somebody is done to those of a lower role only; an owner may also take the own role away. */
export function mayOn(state: Pick<State, 'session'>, room: Asked, act: Act, role: Role, oneself: boolean): boolean {
  const mine = myRole(state, room);
  const outranks = ROLES.indexOf(mine) < ROLES.indexOf(role);
  return may(state, room, act) && (outranks || (oneself && act === 'setRole' && mine === 'owner'));
}
