import { LIMITS, type MyRoom, type Visibility } from '../protocol/messages';
import { nameless } from './initial';
import { titleAmong } from './mine';
import type { RoomPhase, State } from './model';

/** What lists of rooms show. */

export interface Counts {
  readonly unread: number;
  /** Those of the unread that call this user. */
  readonly mentions: number;
}

/** What is unread in all rooms; two numbers in a string, which is the same as long as they are. */
export function totalCounts(state: State): string {
  let unread = 0;
  let mentions = 0;
  for (const { reading } of state.rooms.values()) {
    unread += reading.unread;
    mentions += reading.mentions;
  }
  const words = [...(mentions > 0 ? [`@${shortCount(mentions)}`] : []), ...(unread > 0 ? [shortCount(unread)] : [])];
  return words.join(' · ');
}

/** A count of what is unread, as it is shown: exact as far as the server counts. */
export function shortCount(unread: number): string {
  return unread > LIMITS.unreadMax ? `${LIMITS.unreadMax}+` : `${unread}`;
}
/** A row in the list of rooms. */
export interface RoomEntry extends Counts {
  readonly name: string;
  readonly title: string;
  readonly visibility: Visibility;
  readonly joined: boolean;
  readonly phase: RoomPhase['kind'] | null;
  readonly people: number;
  readonly archived: boolean;
}

/** The parts of the list: the user's own public rooms, private ones, direct messages, and what else there is. */
export interface RoomList {
  readonly open: readonly RoomEntry[];
  readonly closed: readonly RoomEntry[];
  readonly direct: readonly RoomEntry[];
  readonly others: readonly RoomEntry[];
}

/** All rooms, each part by title; direct messages begin with those where something is unread. */
export function roomList(state: Pick<State, 'rooms' | 'directory' | 'mine' | 'session'>): RoomList {
  const { rooms, directory, mine } = state;
  const joined = [...rooms.values()].map(({ name, title, terms, phase, people, reading }): RoomEntry => ({
    name,
    title,
    visibility: terms.visibility,
    joined: true,
    phase: phase.kind,
    people: people.count,
    unread: reading.unread,
    mentions: reading.mentions,
    archived: terms.archived,
  }));
  const absent = [...mine.values()]
    .filter(({ room, visibility }) => !rooms.has(room) && visibility !== 'public')
    .map((entry) => absentEntry(state, entry));
  const others = directory
    .filter(({ room }) => !rooms.has(room))
    .map(({ room, title, members, archived = false }): RoomEntry => ({
      name: room,
      title,
      visibility: 'public',
      joined: false,
      phase: null,
      people: members,
      unread: mine.get(room)?.mark.unread ?? 0,
      mentions: mine.get(room)?.mark.mentions ?? 0,
      archived,
    }));
  const own = [...joined, ...absent].sort(byTitle);
  const of = (visibility: Visibility) => own.filter((entry) => entry.visibility === visibility);
  return {
    open: of('public'),
    closed: of('private'),
    direct: of('direct').sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0)),
    others: others.sort(byTitle),
  };
}

function byTitle(a: RoomEntry, b: RoomEntry): number {
  return a.title.localeCompare(b.title) || (a.name < b.name ? -1 : 1);
}

/** A room that the user belongs to, but the connection is not in: there are more than it may be in. */
function absentEntry(state: Pick<State, 'session'>, { room, visibility, title, people = [], mark, archived }: MyRoom) {
  return {
    name: room,
    title: titleAmong(state, people, title),
    visibility,
    joined: false,
    phase: null,
    people: people.length,
    unread: mark.unread,
    mentions: mark.mentions ?? 0,
    archived: archived ?? false,
  };
}

/** What pages show for a room, joined or not. */
export function titleOf(state: Pick<State, 'rooms' | 'directory' | 'mine' | 'session'>, room: string): string {
  const { rooms, mine, directory } = state;
  const known = rooms.get(room)?.title ?? directory.find((summary) => summary.room === room)?.title;
  const entry = mine.get(room);
  return known ?? (entry === undefined ? nameless(room) : titleAmong(state, entry.people ?? [], entry.title));
}
