/** Who may do what in a room. */

export type Roles = 'all' | 'members' | 'staff' | 'owners';
export type Rooms = 'all' | 'withStaff' | 'private';
export type Taken = 'never' | 'archived' | 'muted' | 'posting';

export interface Row {
  readonly roles: Roles;
  readonly rooms: Rooms;
  readonly taken: Taken;
}

export const PERMISSIONS = {
  read: { roles: 'all', rooms: 'all', taken: 'never' },
  type: { roles: 'members', rooms: 'all', taken: 'posting' },
  post: { roles: 'members', rooms: 'all', taken: 'posting' },
  editOwn: { roles: 'members', rooms: 'all', taken: 'muted' },
  deleteOwn: { roles: 'all', rooms: 'all', taken: 'never' },
  react: { roles: 'members', rooms: 'all', taken: 'muted' },
  pin: { roles: 'members', rooms: 'all', taken: 'posting' },
  setTopic: { roles: 'members', rooms: 'all', taken: 'posting' },
  mentionRoom: { roles: 'staff', rooms: 'withStaff', taken: 'muted' },
  deleteAny: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  kick: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  mute: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  ban: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  invite: { roles: 'staff', rooms: 'private', taken: 'archived' },
  setSlowMode: { roles: 'staff', rooms: 'withStaff', taken: 'archived' },
  seeReports: { roles: 'staff', rooms: 'withStaff', taken: 'never' },
  changeRoom: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  setRole: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  deleteRoom: { roles: 'owners', rooms: 'withStaff', taken: 'never' },
  report: { roles: 'all', rooms: 'all', taken: 'never' },
  leave: { roles: 'all', rooms: 'private', taken: 'never' },
  block: { roles: 'all', rooms: 'all', taken: 'never' },
} as const satisfies Record<string, Row>;

export type Act = keyof typeof PERMISSIONS;
