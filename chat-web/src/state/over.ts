import { LIMITS, type Author, type User } from '../protocol/messages';
import { folded } from '../words/fold';
import { doDeed } from './deeds';
import type { Over, State } from './model';
import { myId } from './reading';
import { enterRoom } from './rooms';
import { inOrder, roomList, titleOf, type RoomEntry } from './select-rooms';
import { showPerson } from './side-people';
import type { Turn } from './turn';

/** What lies over the whole page for a moment: the way to another room or person, the list of keys. */

export function open(turn: Turn, kind: 'switcher' | 'keys'): void {
  turn.patch({ over: kind === 'keys' ? { kind } : { kind, query: '', users: [] } });
}

export function close(turn: Turn): void {
  turn.patch({ over: { kind: 'none' } });
}

/** Looks for people while a name is being typed; rooms are known. */
export function seek(turn: Turn, query: string): void {
  const { over, link } = turn.state;
  if (over.kind !== 'switcher') {
    return;
  }
  const wanted = [...query.trim()].slice(0, LIMITS.userNameCodePointsMax).join('');
  turn.patch({ over: { ...over, query, users: wanted === '' ? [] : over.users } });
  if (wanted !== '' && link.kind === 'ready') {
    turn.ask({ kind: 'find', query: wanted }, { type: 'findUsers', query: wanted, limit: LIMITS.foundUsersMax });
  }
}

/** To the conversation with somebody; should there be none, their card says why. */
export function choosePerson(turn: Turn, user: Author): void {
  close(turn);
  showPerson(turn, null, user);
  doDeed(turn, { type: 'direct', users: [user.id] }, user);
}

export type Goal =
  { readonly kind: 'room'; readonly entry: RoomEntry } | { readonly kind: 'person'; readonly user: User };

/** More than fit on a screen help nobody. */
const GOALS_MAX = 12;

/** Where one may want to go: what begins with what was typed first; before anything was typed, where something is unread. */
export function goalsOf(state: State, over: Extract<Over, { kind: 'switcher' }>): readonly Goal[] {
  const wanted = folded(over.query.trim());
  const rank = (name: string) => {
    const place = folded(name).indexOf(wanted);
    return place < 0 ? Infinity : Math.min(place, 1);
  };
  const rooms = inOrder(roomList(state))
    .map((entry): Ranked => ({ rank: rank(entry.title), unread: entry.unread, goal: { kind: 'room', entry } }))
    .filter(({ goal }) => goal.kind === 'room' && goal.entry.name !== state.active);
  const people = (wanted === '' ? [] : peopleOf(state, over)).map((user): Ranked => ({
    rank: rank(user.name),
    unread: 0,
    goal: { kind: 'person', user },
  }));
  return [...rooms, ...people]
    .filter((ranked) => ranked.rank < Infinity)
    .sort((a, b) => a.rank - b.rank || Number(b.unread > 0) - Number(a.unread > 0))
    .slice(0, GOALS_MAX)
    .map(({ goal }) => goal);
}

interface Ranked {
  readonly rank: number;
  readonly unread: number;
  readonly goal: Goal;
}

/** Whom the server found, and whom one sees in one's rooms. */
function peopleOf(state: State, { users }: Extract<Over, { kind: 'switcher' }>): readonly User[] {
  const met = [...state.rooms.values()].flatMap(({ people }) => people.members);
  const known = new Map([...met, ...users].map((user) => [user.id, user]));
  known.delete(myId(state));
  return [...known.values()];
}

/** The room above or below the one that is shown, as they stand in the list; only where something is unread, if wished. */
export function neighbour(state: State, step: 1 | -1, unreadOnly: boolean): string | null {
  const own = inOrder({ ...roomList(state), others: [] });
  const here = own.findIndex(({ name }) => name === state.active);
  const start = here < 0 && step < 0 ? 0 : here;
  for (let i = 1; i <= own.length; i++) {
    const entry = own[(start + step * i + own.length * 2) % own.length];
    if (entry !== undefined && entry.name !== state.active && (!unreadOnly || entry.unread > 0)) {
      return entry.name;
    }
  }
  return null;
}

export function enterNeighbour(turn: Turn, by: 1 | -1, unreadOnly: boolean): void {
  const room = neighbour(turn.state, by, unreadOnly);
  if (room !== null) {
    enterRoom(turn, room, titleOf(turn.state, room));
  }
}
