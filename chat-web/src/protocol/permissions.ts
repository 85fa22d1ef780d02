// Made from chat.protocol.Permissions, and held to it by PermissionsTest: change that, not this.

export const ROLES = ['owner', 'moderator', 'member', 'reader'] as const;
export type Role = (typeof ROLES)[number];
export type RoomVisibility = 'public' | 'private' | 'direct';

const BY_ROLE = {
  all: ['owner', 'moderator', 'member', 'reader'],
  members: ['owner', 'moderator', 'member'],
  staff: ['owner', 'moderator'],
  owners: ['owner'],
} as const satisfies Record<string, readonly Role[]>;

const BY_ROOM = {
  all: ['public', 'private', 'direct'],
  withStaff: ['public', 'private'],
  private: ['private'],
} as const satisfies Record<string, readonly RoomVisibility[]>;

interface Row {
  readonly roles: keyof typeof BY_ROLE;
  readonly rooms: keyof typeof BY_ROOM;
  /** Each takes away what the one before does, and more. */
  readonly taken: 'never' | 'archived' | 'muted' | 'posting';
}

const TABLE = {
  // Join, read the log, search, see pins, versions and members, move the read mark.
  read: { roles: 'all', rooms: 'all', taken: 'never' },
  // Be shown as typing.
  type: { roles: 'members', rooms: 'all', taken: 'posting' },
  // Post a message.
  post: { roles: 'members', rooms: 'all', taken: 'posting' },
  // Change a message of one's own.
  editOwn: { roles: 'members', rooms: 'all', taken: 'muted' },
  // Delete a message of one's own.
  deleteOwn: { roles: 'all', rooms: 'all', taken: 'never' },
  // Put an emoji under a message, or take it away.
  react: { roles: 'members', rooms: 'all', taken: 'muted' },
  // Pin a message, or take it off the board.
  pin: { roles: 'members', rooms: 'all', taken: 'posting' },
  // Say what the room is about.
  setTopic: { roles: 'members', rooms: 'all', taken: 'posting' },
  // Call everybody of the room.
  mentionRoom: { roles: 'staff', rooms: 'withStaff', taken: 'muted' },
  // Delete a message of somebody else.
  deleteAny: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  // Send somebody out of the room; of a private one: end their membership.
  kick: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  // Mute somebody, unmute them, and see who is muted.
  mute: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  // Ban somebody, let them in again, and see who is banned.
  ban: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  // Make somebody a member of a private room.
  invite: { roles: 'staff', rooms: 'private', taken: 'archived' },
  // Say how long members wait from one message to the next.
  setSlowMode: { roles: 'staff', rooms: 'withStaff', taken: 'archived' },
  // See what was reported in the room, and close it.
  seeReports: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  // Change title, description, who may post, and whether the room is archived.
  changeRoom: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  // Give somebody a role.
  setRole: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  // Delete the room with all that is in it.
  deleteRoom: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  // Report a message.
  report: { roles: 'all', rooms: 'all', taken: 'never' },
  // Leave a private room for good.
  leave: { roles: 'all', rooms: 'private', taken: 'never' },
  // Block its people.
  block: { roles: 'all', rooms: 'all', taken: 'never' },
} as const satisfies Record<string, Row>;

export type Act = keyof typeof TABLE;

/** How somebody stands in a room at this moment. */
export interface Standing {
  readonly visibility: RoomVisibility;
  readonly role: Role;
  readonly muted: boolean;
  readonly archived: boolean;
  readonly posting: 'all' | 'staff';
}

/** Why somebody may not do something; undefined when they may. */
export function refusal(act: Act, standing: Standing): 'forbidden' | 'archived' | 'muted' | undefined {
  const row: Row = TABLE[act];
  const roles: readonly Role[] = BY_ROLE[row.roles];
  const rooms: readonly RoomVisibility[] = BY_ROOM[row.rooms];
  if (!roles.includes(standing.role) || !rooms.includes(standing.visibility)) {
    return 'forbidden';
  }
  if (standing.archived && row.taken !== 'never') {
    return 'archived';
  }
  if (standing.muted && (row.taken === 'muted' || row.taken === 'posting')) {
    return 'muted';
  }
  const staff: readonly Role[] = BY_ROLE.staff;
  const staffOnly = standing.posting === 'staff' && row.taken === 'posting';
  return staffOnly && !staff.includes(standing.role) ? 'forbidden' : undefined;
}

export function isAllowed(act: Act, standing: Standing): boolean {
  return refusal(act, standing) === undefined;
}

function outranks(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}

/** Whether somebody may do to another user what `isAllowed` in general. */
export function isAllowedOn(act: Act, actor: Role, target: Role, oneself: boolean): boolean {
  return outranks(actor, target) || (oneself && act === 'setRole' && actor === 'owner');
}

/** Whether somebody of this role may give others that one. */
export function isAllowedToGive(actor: Role, given: Role): boolean {
  return actor === 'owner' || outranks(actor, given);
}
