import type { Posted } from '../protocol/messages';
import { tellingOf } from './choices';
import { NOTHING_MISSED } from './initial';
import type { Room, State } from './model';
import { calls, myId } from './reading';
import { isQuiet } from './settings';
import type { Turn } from './turn';

/**
 * Telling somebody who looks elsewhere what was said. What comes at once, because a connection came back or because many talk,
 * is told at once too: a room is heard of every few seconds at most, and then with the number of messages.
 */

/** A room is told of no more often than this. */
export const TELL_EVERY_MILLIS = 2_000;
/** More of a text nobody reads at the edge of a screen. */
const TEXT_MAX = 200;

/** A new message at the end of a room's log, which may have been there for a while. */
export function heard(turn: Turn, event: Posted): void {
  const room = turn.room(event.room);
  if (room === undefined || !isWorthTelling(turn.state, room, event)) {
    return;
  }
  const { missed } = room;
  const { seq, from, text } = event;
  turn.putRoom({
    ...room,
    missed: {
      count: missed.count + 1,
      calls: missed.calls || calls(event, myId(turn.state)),
      seq,
      from: from.name,
      text: text.slice(0, TEXT_MAX),
    },
  });
}

function isWorthTelling(state: State, room: Room, event: Posted): boolean {
  const { settings, blocked, attention } = state;
  const me = myId(state);
  const telling = tellingOf(state, room);
  const wanted = telling === 'all' || (telling === 'mentions' && calls(event, me));
  const read = room.reading.mark !== null && event.seq <= room.reading.mark;
  // Whoever looks at the page when it catches up sees what there is.
  const seen = attention && (state.active === room.name || !isCaughtUp(room));
  const by = event.from.id;
  return (
    (settings.desktop || settings.sound) &&
    wanted &&
    !read &&
    !seen &&
    by !== me &&
    !blocked.has(by) &&
    event.deleted !== true
  );
}

/** Nothing is on its way that is older than now. */
function isCaughtUp({ phase, last, head }: Room): boolean {
  return phase.kind === 'live' && (last ?? 0) >= head;
}

/** When what was missed in a room is to be told; null when nothing was, or it is not known yet what of it was read elsewhere. */
export function missedDue({ marks }: State, room: Room): number | null {
  return room.missed.count > 0 && marks !== null && isCaughtUp(room) ? room.toldAt + TELL_EVERY_MILLIS : null;
}

export function tellMissed(turn: Turn, name: string): void {
  const room = turn.room(name);
  const due = room === undefined ? null : missedDue(turn.state, room);
  if (room === undefined || due === null || due > turn.now) {
    return;
  }
  const { missed, title, terms, reading } = room;
  const { settings, active, attention } = turn.state;
  const seen = (attention && active === name) || (reading.mark ?? 0) >= missed.seq;
  turn.putRoom({ ...room, missed: NOTHING_MISSED, toldAt: turn.now });
  if (!seen && !isQuiet(settings.quiet, turn.now)) {
    const direct = terms.visibility === 'direct';
    const { desktop, sound, volume } = settings;
    turn.effect({ do: 'tell', alert: { ...missed, room: name, title, direct, desktop, volume: sound ? volume : 0 } });
  }
}

export function tellAllMissed(turn: Turn): void {
  for (const name of turn.state.rooms.keys()) {
    tellMissed(turn, name);
  }
}
