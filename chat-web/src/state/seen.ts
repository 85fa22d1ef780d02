import { LIMITS, type Seen, type SeenMark } from '../protocol/messages';
import type { Room } from './model';
import type { Turn } from './turn';
import { isAttached, isPosted } from './window';

/** How far the others have read a direct room. Of other rooms the server tells nothing. */

/** As the room is entered: what was known before may be hidden by now. */
export function seenAnew(marks: readonly SeenMark[] = []): readonly SeenMark[] {
  return marks.slice(0, LIMITS.directUsersMax);
}

/** Nobody reads backwards: of two marks of one user the higher one holds, whichever came last. */
export function onSeen(turn: Turn, { room, user, seq }: Seen): void {
  turn.patchRoom(room, ({ seen }) => {
    const others = seen.filter((mark) => mark.user.id !== user.id);
    const known = seen.find((mark) => mark.user.id === user.id)?.seq ?? 0;
    return { seen: [...others, { user, seq: Math.max(known, seq) }].slice(-LIMITS.directUsersMax) };
  });
}

/** How far this user has read is shown nowhere any more. */
export function unseen(turn: Turn, user: string): void {
  for (const { name, seen } of turn.state.rooms.values()) {
    if (seen.some((mark) => mark.user.id === user)) {
      turn.patchRoom(name, () => ({ seen: seen.filter((mark) => mark.user.id !== user) }));
    }
  }
}

/** Those who have seen one of the user's own messages, and none of the user's later ones. */
export function seenBy(room: Pick<Room, 'window' | 'last' | 'seen'>, seq: number, me: string): readonly SeenMark[] {
  const reached = room.seen.filter((mark) => mark.seq >= seq);
  const next = reached.length === 0 ? 0 : nextOwn(room, seq, me);
  return reached.filter((mark) => mark.seq < next);
}

/** The first own message after one; what stands behind an older part of the log is not known. */
function nextOwn(room: Pick<Room, 'window' | 'last'>, seq: number, me: string): number {
  const { events, from, to } = room.window;
  for (let i = seq - from + 1; i < events.length; i++) {
    const event = events[i];
    if (event !== undefined && isPosted(event) && event.from.id === me && event.deleted !== true) {
      return event.seq;
    }
  }
  return isAttached(room) ? Infinity : to + 1;
}
