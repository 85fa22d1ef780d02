import { isAllowedOn, refusal, type Act, type Role } from '../protocol/permissions';
import type { Room, State } from './model';

/** What the user may do, as the table says; the server has the last word. */

type Asked = Pick<Room, 'terms'>;

/** What the user is in a room; who runs the server acts as an owner in rooms that are open to everybody. */
export function myRole({ session }: Pick<State, 'session'>, { terms }: Asked): Role {
  return session.phase === 'inside' && session.admin && terms.visibility === 'public' ? 'owner' : terms.role;
}

/** Why not; null: the user may. */
export function refusalOf(
  state: Pick<State, 'session'>,
  room: Asked,
  act: Act,
): Exclude<ReturnType<typeof refusal>, undefined> | null {
  const { visibility, archived, mutedUntil, posting } = room.terms;
  const role = myRole(state, room);
  return refusal(act, { visibility, role, muted: mutedUntil !== null, archived, posting }) ?? null;
}

export function may(state: Pick<State, 'session'>, room: Asked, act: Act): boolean {
  return refusalOf(state, room, act) === null;
}

/** Whether the user may do something to somebody of this role. */
export function mayOn(state: Pick<State, 'session'>, room: Asked, act: Act, role: Role, oneself: boolean): boolean {
  return may(state, room, act) && isAllowedOn(act, myRole(state, room), role, oneself);
}

export function isStaff(role: Role): boolean {
  return role === 'owner' || role === 'moderator';
}
