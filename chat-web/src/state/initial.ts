import type { AccountMemory, Entry, Missed, Pass, Room, RoomTerms, Session, State, Window } from './model';
import { USUAL_SETTINGS, type Choices, type Settings } from './settings';

/** What was kept from an earlier visit. */
export interface Remembered {
  readonly name: string;
  /** A guest's; of an account nothing secret is kept, the browser has its cookie. */
  readonly token: string | null;
  readonly account: AccountMemory;
  /** Whose id it is all kept for; null: nobody's that is known. */
  readonly user: string | null;
  readonly rooms: readonly string[];
  readonly active: string | null;
}

export const NOTHING_REMEMBERED: Remembered = {
  name: '',
  token: null,
  account: 'no',
  user: null,
  rooms: [],
  active: null,
};

export const NO_ENTRY: Entry = { ways: null, door: null, invite: '', form: { kind: 'idle' }, ban: null };

/** The state of a page that was just opened; who was here before goes straight in. */
export function initialState(
  remembered: Remembered,
  settings: Settings = USUAL_SETTINGS,
  choices: ReadonlyMap<string, Choices> = new Map(),
): State {
  const { rooms, active } = remembered;
  return {
    session: sessionOf(remembered),
    entry: NO_ENTRY,
    owner: null,
    link: { kind: 'off' },
    rooms: new Map(rooms.map((room) => [room, newRoom(room, nameless(room))])),
    active: active !== null && rooms.includes(active) ? active : (rooms[0] ?? null),
    directory: [],
    mine: new Map(),
    blocked: new Map(),
    deed: { kind: 'idle' },
    parting: null,
    creation: { kind: 'idle' },
    attention: true,
    online: true,
    requests: new Map(),
    nextId: 1,
    holdUntil: 0,
    waits: 0,
    marks: null,
    side: { kind: 'none' },
    over: { kind: 'none' },
    settings,
    skew: null,
    outdated: false,
    choices,
  };
}

/** The page with nobody's things in it; what belongs to the window and the device stays. */
export function emptied({ nextId, attention, online, entry, settings, choices, skew, outdated }: State): State {
  return { ...initialState(NOTHING_REMEMBERED, settings, choices), nextId, attention, online, entry, skew, outdated };
}

function sessionOf({ name, token, account, user }: Remembered): Session {
  const pass: Pass | null =
    account === 'yes'
      ? { kind: 'account', access: null }
      : token !== null && name !== ''
        ? { kind: 'guest', token }
        : null;
  return pass === null ? { phase: 'naming', name, token, problem: null } : { phase: 'entering', name, pass, user };
}

export const NOTHING_MISSED: Missed = { count: 0, calls: false, seq: 0, by: '', from: '', text: '' };

/** A room as most are. */
export const USUAL_TERMS: RoomTerms = {
  visibility: 'public',
  role: 'member',
  description: '',
  posting: 'all',
  archived: false,
  slowSeconds: 0,
  mutedUntil: null,
};

export function newRoom(name: string, title: string): Room {
  return {
    name,
    title,
    topic: '',
    terms: { ...USUAL_TERMS, visibility: visibilityOf(name) },
    party: [],
    phase: { kind: 'joining' },
    epoch: '',
    last: null,
    head: 0,
    window: emptyWindow(0),
    recent: [],
    loading: { kind: 'idle' },
    people: { count: 0, members: [] },
    notices: [],
    typing: [],
    seen: [],
    outbox: [],
    draft: '',
    replyTo: null,
    editing: null,
    reading: {
      following: true,
      mark: null,
      synced: false,
      unread: 0,
      mentions: 0,
      countedTo: 0,
      untold: false,
      tellAt: 0,
      divider: null,
      seenAt: 0,
      left: null,
      wanted: null,
      jump: null,
    },
    typedAt: 0,
    holdUntil: 0,
    missed: NOTHING_MISSED,
    toldAt: 0,
  };
}

/** A window at the end of the log, with nothing in it yet. */
export function emptyWindow(last: number): Window {
  return { from: last + 1, to: last, events: [], atStart: last === 0 };
}

/** A key tells what kind of room it opens. */
export function visibilityOf(room: string): RoomTerms['visibility'] {
  return room.startsWith('~d') ? 'direct' : room.startsWith('~') ? 'private' : 'public';
}

/** What a room is called before anybody said: a key that the server made says nothing to anybody. */
export function nameless(room: string): string {
  return visibilityOf(room) === 'public' ? room : '…';
}
