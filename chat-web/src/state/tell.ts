import type { Posted } from '../protocol/messages';
import { tellingOf } from './choices';
import { NOTHING_MISSED } from './initial';
import type { Missed, Room, State } from './model';
import { calls, myId } from './reading';
import { isQuiet } from './settings';
import type { Turn } from './turn';
import { isPosted } from './window';

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
      by: from.id,
      from: from.name,
      text: shortened(text),
    },
  });
}

/** No character is taken apart. */
function shortened(text: string): string {
  return [...text].slice(0, TEXT_MAX).join('');
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

/**
 * When what was missed in a room is to be told; null when nothing was, or it is not known yet what of it was read elsewhere, and
 * whose words are not to be shown.
 */
export function missedDue({ marks, requests }: State, room: Room): number | null {
  const known = marks !== null && ![...requests.values()].some(({ kind }) => kind === 'blocks');
  return room.missed.count > 0 && known && isCaughtUp(room) ? room.toldAt + TELL_EVERY_MILLIS : null;
}

/** What was missed, without what went since it came: deleted, or by somebody who was blocked. Null: nothing is left of it. */
function stillMissed(state: State, room: Room): Missed | null {
  const { missed, window, recent, reading } = room;
  const { seq } = missed;
  const event = window.events.filter(isPosted).find((it) => it.seq === seq);
  const isDeleted = event?.deleted === true || recent.some((it) => it.type === 'deleted' && it.target === seq);
  const isGone = isDeleted || state.blocked.has(missed.by);
  // Of what came before anybody knew how far the room was read, some was read.
  const unread = tellingOf(state, room) === 'mentions' ? reading.mentions : reading.unread;
  const count = Math.min(missed.count - Number(isGone), reading.synced ? unread : missed.count);
  if (count <= 0) {
    return null;
  }
  if (isGone) {
    return missedBefore(state, room, count);
  }
  const edit = recent.findLast((it) => it.type === 'edited' && it.target === seq);
  const text = event?.text ?? (edit?.type === 'edited' ? edit.text : missed.text);
  return { ...missed, count, text: shortened(text) };
}

/** What is left when the newest is gone; what is not here any more is told of as a number, without words. */
function missedBefore(state: State, room: Room, count: number): Missed {
  const { missed, window, reading } = room;
  const older = window.events.filter(isPosted).filter((it) => it.seq < missed.seq && isWorthTelling(state, room, it));
  const left = older.slice(-count);
  const me = myId(state);
  const mayCall = missed.calls && (!reading.synced || reading.mentions > 0);
  const calling = left.length < count ? mayCall : left.some((it) => calls(it, me));
  const newest = left.at(-1);
  if (newest === undefined) {
    return { ...missed, count, calls: calling, by: '', from: '', text: '' };
  }
  const { seq, from, text } = newest;
  return { count, calls: calling, seq, by: from.id, from: from.name, text: shortened(text) };
}

export function tellMissed(turn: Turn, name: string): void {
  const room = turn.room(name);
  const due = room === undefined ? null : missedDue(turn.state, room);
  if (room === undefined || due === null || due > turn.now) {
    return;
  }
  const { title, terms, reading } = room;
  const missed = stillMissed(turn.state, room);
  const { settings, active, attention } = turn.state;
  const seen = (attention && active === name) || (reading.mark ?? 0) >= room.missed.seq;
  turn.putRoom({ ...room, missed: NOTHING_MISSED, toldAt: turn.now });
  if (missed !== null && !seen && !isQuiet(settings.quiet, turn.now)) {
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
