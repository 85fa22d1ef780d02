import type { RoomEvent } from '../protocol/messages';
import { targetOf } from './changes';
import { BOUNDS, type Room, type State } from './model';
import { dropAbout, settle } from './outbox';
import { membersAfter } from './people';
import { myId, onUnreadDeleted, onUnreadEdited, readingAfter, tell } from './reading';
import { changeSide } from './side';
import { heard, tellMissed } from './tell';
import type { Turn } from './turn';
import { withEvent } from './window';

/** The log of a room as far as the page has it: every event once, in the order of `seq`, no hole ever shown. */

/** An event that happened, was missed, or fills a hole. */
export function onEvent(turn: Turn, event: RoomEvent): void {
  const room = turn.room(event.room);
  if (room === undefined || room.last === null) {
    return;
  }
  if (event.seq > room.last + 1) {
    turn.putRoom({ ...room, head: Math.max(room.head, event.seq) });
    fill(turn, event.room);
    return;
  }
  settle(turn, event);
  if (event.seq === room.last + 1) {
    turn.patchRoom(event.room, (now) => append(turn.state, now, event));
    changeSide(turn, event);
    if (event.type === 'posted') {
      heard(turn, event);
    } else if (event.type === 'deleted') {
      dropAbout(turn, event.room, event.target);
      onUnreadDeleted(turn, event);
    } else if (event.type === 'edited') {
      onUnreadEdited(turn, event);
    }
    tell(turn, event.room);
    tellMissed(turn, event.room);
  }
}

/** Asks for what is missing after `last`. What comes meanwhile from beyond the hole is dropped, and asked for here too. */
export function fill(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room?.last == null || turn.isAsked((request) => request.kind === 'fill' && request.room === name)) {
    return;
  }
  turn.ask(
    { kind: 'fill', room: name },
    { type: 'history', room: name, after: room.last, limit: pageSize(turn.state, BOUNDS.gapPage) },
  );
}

/** How many events to ask for: what the page would like, as far as the server goes along. */
export function pageSize({ session }: State, wanted: number): number {
  return session.phase === 'inside' ? Math.min(wanted, session.limits.historyPage) : wanted;
}

function append(state: State, room: Room, event: RoomEvent): Partial<Room> {
  return {
    last: event.seq,
    head: Math.max(room.head, event.seq),
    window: withEvent(room, event, room.name === state.active),
    recent: targetOf(event) === undefined ? room.recent : [...room.recent, event].slice(-BOUNDS.recentMax),
    ...roomAfter(room, event, myId(state)),
    reading: readingAfter(state, room, event),
    typing: event.type === 'posted' ? room.typing.filter(({ id }) => id !== event.from.id) : room.typing,
  };
}

/** What an event makes of the room itself, and of who is in it. */
function roomAfter(room: Room, event: RoomEvent, me: string): Partial<Room> {
  switch (event.type) {
    case 'topicChanged':
      return { topic: event.topic };
    case 'roomChanged': {
      const { title, description, posting, archived, slowSeconds } = event;
      return { title, terms: { ...room.terms, description, posting, archived, slowSeconds } };
    }
    case 'roleChanged': {
      const terms = event.user.id === me ? { ...room.terms, role: event.role } : room.terms;
      return { terms, people: membersAfter(room.people, event) };
    }
    case 'memberAdded':
    case 'memberRemoved':
      return { people: membersAfter(room.people, event) };
    default:
      return {};
  }
}
