import type { Ack, RoomEvent } from '../protocol/messages';
import type { State } from './model';
import type { Turn } from './turn';

/**
 * The server tells times by its own clock, and the device's may be another: what the server just stored says by how much. It may
 * have been under way for a while, but not have come from the future, so the latest that was heard is the best.
 */

/** Less than this is the way of a message, not the clock. */
const SKEW_MIN_MILLIS = 60_000;

/** A better guess is worth a change when it is better by this. */
const SKEW_STEP_MILLIS = 1_000;

/** No try to connect is further away than this. */
const WAIT_MAX_MILLIS = 60_000;

/** Something that happened just now. */
export function hearTime(turn: Turn, message: Ack | RoomEvent): void {
  const { skew } = turn.state;
  if (message.type === 'unknownEvent' || turn.room(message.room)?.phase.kind !== 'live') {
    return;
  }
  const heard = message.at - turn.now;
  if (skew === null || heard > skew + SKEW_STEP_MILLIS) {
    turn.patch({ skew: heard });
  }
}

/** What the server's clock shows when the device's shows `now`. */
export function serverTime({ skew }: Pick<State, 'skew'>, now: number): number {
  return skew === null || Math.abs(skew) < SKEW_MIN_MILLIS ? now : now + skew;
}

/** Nothing waits for a time that was far from now by the clock as it was: all of it is tried now. */
export function turnBack(turn: Turn): void {
  const { now } = turn;
  const { link } = turn.state;
  turn.patch({
    skew: null,
    holdUntil: 0,
    link: link.kind === 'waiting' ? { ...link, until: Math.min(link.until, now + WAIT_MAX_MILLIS) } : link,
  });
  for (const room of turn.state.rooms.values()) {
    const { phase, reading, outbox } = room;
    turn.putRoom({
      ...room,
      phase: phase.kind === 'refused' && phase.retryAt !== null ? { ...phase, retryAt: now } : phase,
      typing: [],
      typedAt: 0,
      holdUntil: 0,
      reading: { ...reading, tellAt: 0 },
      outbox: outbox.map((outgoing) =>
        outgoing.status.kind === 'sent' ? { ...outgoing, status: { kind: 'sent', at: now } } : outgoing,
      ),
    });
  }
}
