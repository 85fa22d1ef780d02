import type { Room, State, Window } from './model';

/** What was kept from an earlier visit. */
export interface Remembered {
  readonly name: string;
  readonly token: string | null;
  readonly rooms: readonly string[];
  readonly active: string | null;
}

export const NOTHING_REMEMBERED: Remembered = { name: '', token: null, rooms: [], active: null };

/** The state of a page that was just opened; who was here before goes straight in. */
export function initialState(remembered: Remembered): State {
  const { name, token, rooms, active } = remembered;
  return {
    session:
      token !== null && name !== ''
        ? { phase: 'entering', name, token }
        : { phase: 'naming', name, token, problem: null },
    link: { kind: 'off' },
    rooms: new Map(rooms.map((room) => [room, newRoom(room, room)])),
    active: active !== null && rooms.includes(active) ? active : (rooms[0] ?? null),
    directory: [],
    creation: { kind: 'idle' },
    attention: true,
    requests: new Map(),
    nextId: 1,
    holdUntil: 0,
    waits: 0,
    marks: null,
    side: { kind: 'none' },
  };
}

export function newRoom(name: string, title: string): Room {
  return {
    name,
    title,
    topic: '',
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
    outbox: [],
    draft: '',
    replyTo: null,
    editing: null,
    reading: {
      following: true,
      mark: null,
      synced: false,
      unread: 0,
      countedTo: 0,
      untold: false,
      tellAt: 0,
      divider: null,
      seenAt: 0,
      wanted: null,
      jump: null,
    },
    typedAt: 0,
  };
}

/** A window at the end of the log, with nothing in it yet. */
export function emptyWindow(last: number): Window {
  return { from: last + 1, to: last, events: [], atStart: last === 0 };
}
