import { LIMITS, type MyRoom, type RoomSummary, type Visibility } from '../protocol/messages';
import { folded } from '../words/fold';
import { choiceOf } from './choices';
import { nameless } from './initial';
import { titleAmong } from './mine';
import type { Room, RoomPhase, State } from './model';

/** What lists of rooms show. */

export interface Counts {
  readonly unread: number;
  /** Those of the unread that call this user. */
  readonly mentions: number;
}

/**
 * What is unread in all rooms, as far as their user wants to hear of them; two numbers in a string, which is the same as long
 * as they are.
 */
export function totalCounts(state: State): string {
  let unread = 0;
  let mentions = 0;
  for (const { name, reading } of state.rooms.values()) {
    const { telling } = choiceOf(state, name);
    unread += telling === 'usual' || telling === 'all' ? reading.unread : 0;
    mentions += telling === 'none' ? 0 : reading.mentions;
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
  readonly favourite: boolean;
  /** Its user does not want to hear of every message: what is unread is shown, but does not call. */
  readonly pale: boolean;
}

/** The parts of the list: favourites, whatever else they are, then the user's own public rooms, private ones, direct messages, and what else there is. */
export interface RoomList {
  readonly favourites: readonly RoomEntry[];
  readonly open: readonly RoomEntry[];
  readonly closed: readonly RoomEntry[];
  readonly direct: readonly RoomEntry[];
  readonly others: readonly RoomEntry[];
}

type Known = Pick<State, 'rooms' | 'directory' | 'mine' | 'session' | 'owner' | 'choices'>;

/** All rooms, each part by title; direct messages begin with those where something is unread. */
export function roomList(state: Known): RoomList {
  const { rooms, directory, mine } = state;
  const joined = [...rooms.values()].map(joinedEntry);
  const absent = [...mine.values()]
    .filter(({ room, visibility }) => !rooms.has(room) && visibility !== 'public')
    .map((entry) => absentEntry(state, entry));
  const open = directory.filter(({ room }) => !rooms.has(room)).map((summary) => openEntry(state, summary));
  const chosen = (entry: Plain): RoomEntry => {
    const { favourite, telling } = choiceOf(state, entry.name);
    return { ...entry, favourite, pale: telling === 'none' || telling === 'mentions' };
  };
  const own = [...joined, ...absent].map(chosen).sort(byTitle);
  const others = open.map(chosen).sort(byTitle);
  const of = (visibility: Visibility) => own.filter((entry) => entry.visibility === visibility && !entry.favourite);
  return {
    favourites: [...own, ...others].filter(({ favourite }) => favourite).sort(byTitle),
    open: of('public'),
    closed: of('private'),
    direct: of('direct').sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0)),
    others: others.filter(({ favourite }) => !favourite),
  };
}

/** The same with only those whose title contains what was typed. */
export function filtered(list: RoomList, typed: string): RoomList {
  const wanted = folded(typed.trim());
  const fits = ({ title }: RoomEntry) => folded(title).includes(wanted);
  const of = (entries: readonly RoomEntry[]) => entries.filter(fits);
  return {
    favourites: of(list.favourites),
    open: of(list.open),
    closed: of(list.closed),
    direct: of(list.direct),
    others: of(list.others),
  };
}

/** All entries in the order in which they stand in the list. */
export function inOrder({ favourites, open, closed, direct, others }: RoomList): readonly RoomEntry[] {
  return [...favourites, ...open, ...closed, ...direct, ...others];
}

type Plain = Omit<RoomEntry, 'favourite' | 'pale'>;

function joinedEntry({ name, title, terms, phase, people, reading }: Room): Plain {
  return {
    name,
    title,
    visibility: terms.visibility,
    joined: true,
    phase: phase.kind,
    people: people.count,
    unread: reading.unread,
    mentions: reading.mentions,
    archived: terms.archived,
  };
}

/** A room that everybody may enter, and this user has not. */
function openEntry({ mine }: Pick<State, 'mine'>, { room, title, members, archived = false }: RoomSummary): Plain {
  return {
    name: room,
    title,
    visibility: 'public',
    joined: false,
    phase: null,
    people: members,
    unread: mine.get(room)?.mark.unread ?? 0,
    mentions: mine.get(room)?.mark.mentions ?? 0,
    archived,
  };
}

function byTitle(a: Plain, b: Plain): number {
  return a.title.localeCompare(b.title) || (a.name < b.name ? -1 : 1);
}

/** A room that the user belongs to, but the connection is not in: there are more than it may be in. */
function absentEntry(
  state: Pick<State, 'session'>,
  { room, visibility, title, people = [], mark, archived }: MyRoom,
): Plain {
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
