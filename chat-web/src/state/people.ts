import {
  LIMITS,
  type Entered,
  type Left,
  type Member,
  type MemberAdded,
  type MemberRemoved,
  type Members,
  type Presence,
  type RoleChanged,
  type Typing,
} from '../protocol/messages';
import { userOf } from '../protocol/text';
import { BOUNDS, type Notice, type People, type Room } from './model';
import type { Turn } from './turn';

/** Who is in a room, who came and went, and who is typing. */

export function onEntered(turn: Turn, { room, user, count }: Entered): void {
  come(turn, room, count, user.id, (members) => [...members.filter(({ id }) => id !== user.id), user], {
    kind: 'entered',
    name: user.name,
  });
}

export function onLeft(turn: Turn, message: Left): void {
  turn.answered(message.id);
  const { room, user, count } = message;
  come(turn, room, count, user.id, (members) => without(members, user.id, turn.room(room)), {
    kind: 'left',
    name: user.name,
  });
}

/** Who belongs to a room that is not open: also those who are not there. */
export function askForAbsent(turn: Turn, name: string): void {
  const visibility = turn.room(name)?.terms.visibility;
  if (visibility !== undefined && visibility !== 'public') {
    turn.ask({ kind: 'members', room: name }, { type: 'members', room: name });
  }
}

/** Who leaves a private room is still one of its members. */
function without(members: readonly Member[], user: string, room: Room | undefined): readonly Member[] {
  return room === undefined || room.terms.visibility === 'public'
    ? members.filter(({ id }) => id !== user)
    : members.map((member) => (member.id === user ? { ...member, absent: true } : member));
}

function come(
  turn: Turn,
  name: string,
  count: number,
  userId: string,
  change: (members: readonly Member[]) => readonly Member[],
  what: Pick<Notice, 'kind' | 'name'>,
): void {
  const { session } = turn.state;
  const isMe = session.phase === 'inside' && session.me.id === userId;
  turn.patchRoom(name, (room) => ({
    people: peopleWith(room, count, change(room.people.members)),
    typing: room.typing.filter(({ id }) => id !== userId),
    notices: isMe || count > LIMITS.membersShownMax ? room.notices : noted(turn, room, what),
  }));
  askForMembers(turn, name);
}

function noted(turn: Turn, room: Room, what: Pick<Notice, 'kind' | 'name'>): readonly Notice[] {
  const key = (room.notices.at(-1)?.key ?? 0) + 1;
  return [...room.notices, { ...what, key, after: room.last ?? 0, at: turn.now }].slice(-BOUNDS.noticesMax);
}

export function onPresence(turn: Turn, { room: name, count }: Presence): void {
  turn.patchRoom(name, (room) => ({ people: peopleWith(room, count, room.people.members) }));
  askForMembers(turn, name);
}

export function onMembers(turn: Turn, { id, room, count, members }: Members): void {
  turn.answered(id);
  turn.patchRoom(room, () => ({ people: peopleOf(count, members) }));
}

/** In an open room those who are there count, in another one all who belong to it. */
function peopleWith({ terms, people }: Room, count: number, members: readonly Member[]): People {
  return terms.visibility === 'public'
    ? peopleOf(count, members)
    : { ...peopleOf(people.count, members), count: Math.max(people.count, count, members.length) };
}

export function peopleOf(count: number, members: readonly Member[]): People {
  return { count, members: count > LIMITS.membersShownMax ? [] : members };
}

/** Who belongs to a room after somebody came, went for good, or became something else in it. */
export function membersAfter(people: People, event: MemberAdded | MemberRemoved | RoleChanged): People {
  const { user } = event;
  const others = people.members.filter(({ id }) => id !== user.id);
  const known = people.members.find(({ id }) => id === user.id);
  if (event.type === 'memberRemoved') {
    return { count: people.count - Number(known !== undefined), members: others };
  }
  if (event.type === 'roleChanged' && known === undefined) {
    return people;
  }
  const { role: _, ...rest } = known ?? { ...userOf(user), absent: true };
  const member = event.role === 'member' ? rest : { ...rest, role: event.role };
  if (people.count > LIMITS.membersShownMax) {
    return people;
  }
  const members = [...others, member];
  return { count: Math.max(people.count, members.length), members };
}

/** In a room that became small again, or after something was missed, the list has to be told anew. */
function askForMembers(turn: Turn, name: string): void {
  const people = turn.room(name)?.people;
  const differs =
    people !== undefined && people.count <= LIMITS.membersShownMax && people.count !== people.members.length;
  if (differs && !turn.isAsked((request) => request.kind === 'members' && request.room === name)) {
    turn.ask({ kind: 'members', room: name }, { type: 'members', room: name });
  }
}

export function onTyping(turn: Turn, { room: name, user }: Typing): void {
  const { session } = turn.state;
  if (session.phase === 'inside' && session.me.id === user.id) {
    return;
  }
  const until = turn.now + LIMITS.typingSeconds * 1_000;
  turn.patchRoom(name, ({ typing }) => ({
    typing: [...typing.filter(({ id }) => id !== user.id), { ...user, until }].slice(-BOUNDS.typingMax),
  }));
}

export function dropTypists(turn: Turn): void {
  for (const { name, typing } of turn.state.rooms.values()) {
    if (typing.some(({ until }) => until <= turn.now)) {
      turn.patchRoom(name, () => ({ typing: typing.filter(({ until }) => until > turn.now) }));
    }
  }
}
