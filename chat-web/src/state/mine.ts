import { LIMITS, type Author, type Blocked, type Blocks, type MyRoom, type MyRooms } from '../protocol/messages';
import type { Removed, RoomAdded, Standing } from '../protocol/messages';
import { serverTime } from './clock';
import { newRoom } from './initial';
import { join } from './join';
import { BOUNDS, type Room, type State } from './model';
import { learnMark } from './reading';
import { putOut, thrownOut } from './rooms';
import { unseen } from './seen';
import type { Turn } from './turn';

/** The rooms a user belongs to, whether in them or not, and the people whose words are not to be shown. */

/** So many rooms stay free for those that are entered by hand. */
const ROOMS_SPARE = 5;

export function askMine(turn: Turn): void {
  turn.ask({ kind: 'myRooms', sofar: [] }, { type: 'myRooms', limit: LIMITS.listPageMax });
  turn.ask({ kind: 'blocks' }, { type: 'blocks' });
}

export function onMyRooms(turn: Turn, message: MyRooms): void {
  const request = turn.answered(message.id);
  if (request?.kind !== 'myRooms') {
    return;
  }
  const sofar = [...request.sofar, ...message.rooms];
  const last = message.rooms.at(-1);
  if (message.more && last !== undefined && sofar.length < BOUNDS.mineMax) {
    turn.ask({ kind: 'myRooms', sofar }, { type: 'myRooms', after: last.room, limit: LIMITS.listPageMax });
    return;
  }
  turn.patch({ mine: new Map(sofar.map((entry) => [entry.room, entry])) });
  for (const entry of sofar) {
    belong(turn, entry);
  }
}

/** Somebody took the user into a room, or talks to them for the first time. */
export function onRoomAdded(turn: Turn, { room: entry }: RoomAdded): void {
  const { mine } = turn.state;
  if (mine.has(entry.room) || mine.size < BOUNDS.mineMax) {
    turn.patch({ mine: new Map(mine).set(entry.room, entry) });
  }
  belong(turn, entry);
}

/** Is in a room that one belongs to, so that what is said there is heard; as far as a connection may be in rooms. */
function belong(turn: Turn, entry: MyRoom): void {
  learnMark(turn, entry.mark);
  const { session, rooms } = turn.state;
  const known = turn.room(entry.room);
  if (known !== undefined) {
    turn.putRoom(withEntry(turn.state, known, entry));
    if (known.phase.kind === 'refused') {
      join(turn, entry.room);
    }
    return;
  }
  const max = session.phase === 'inside' ? session.limits.roomsPerConnection - ROOMS_SPARE : 0;
  if (entry.visibility !== 'public' && rooms.size < max) {
    turn.putRoom(withEntry(turn.state, newRoom(entry.room, entry.title), entry));
    join(turn, entry.room);
  }
}

function withEntry(state: State, room: Room, { title, people = [], visibility, role, archived }: MyRoom): Room {
  const terms = { ...room.terms, visibility, role, archived: archived ?? false };
  return { ...room, title: titleAmong(state, people, title), party: people, terms };
}

/** What a room is called: of direct messages, by those one talks to. */
export function titleAmong({ session }: Pick<State, 'session'>, people: readonly Author[], title: string): string {
  const me = session.phase === 'inside' ? session.me.id : '';
  const others = people
    .filter(({ id }) => id !== me)
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b));
  return others.length > 0 ? others.join(', ') : title;
}

/** Out of a room, by one's own will or another's; nothing more of it comes. */
export function onRemoved(turn: Turn, { room, reason, until, why }: Removed): void {
  const { mine, rooms } = turn.state;
  const title = rooms.get(room)?.title ?? mine.get(room)?.title ?? room;
  const less = new Map(mine);
  less.delete(room);
  turn.patch({ mine: less });
  if (reason !== 'left') {
    const details = { ...(until === undefined ? {} : { until }), ...(why === undefined ? {} : { why }) };
    turn.patch({ parting: { room, title, reason, ...details } });
  }
  if (reason === 'left') {
    putOut(turn, room);
  } else {
    thrownOut(turn, room);
  }
}

export function onStanding(turn: Turn, { room, mutedUntil }: Standing): void {
  turn.patchRoom(room, ({ terms }) => ({ terms: { ...terms, mutedUntil: mutedUntil ?? null } }));
}

/** Whoever may talk again is not told so late. */
export function endMutes(turn: Turn): void {
  for (const { name, terms } of turn.state.rooms.values()) {
    if (terms.mutedUntil !== null && terms.mutedUntil !== 0 && terms.mutedUntil <= serverTime(turn.state, turn.now)) {
      turn.patchRoom(name, () => ({ terms: { ...terms, mutedUntil: null } }));
    }
  }
}

export function onBlocks(turn: Turn, { id, users }: Blocks): void {
  turn.answered(id);
  turn.patch({ blocked: new Map(users.map((user) => [user.id, user])) });
}

export function onBlocked(turn: Turn, { user, on }: Blocked): void {
  block(turn, user, on);
}

export function block(turn: Turn, user: Author, on: boolean): void {
  const blocked = new Map(turn.state.blocked);
  if (on) {
    blocked.set(user.id, user);
    unseen(turn, user.id);
  } else {
    blocked.delete(user.id);
  }
  turn.patch({ blocked });
}
