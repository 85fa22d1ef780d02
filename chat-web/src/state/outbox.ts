import { backOffMillis } from '../protocol/backoff';
import type { Ack, Addition, Failure, RoomEvent } from '../protocol/messages';
import { isTooLarge } from '../protocol/text';
import { serverTime } from './clock';
import { join } from './join';
import { ANSWER_DUE_MILLIS, BOUNDS, TRIES_MAX, type Outgoing, type Problem, type Room } from './model';
import { myId } from './reading';
import type { Turn } from './turn';

/**
 * What is on its way into the log. One message at a time of each room is under way: however the server refuses or delays them,
 * they get into the log in the order they were written. Changes of messages go beside them, one at a time too. Everything
 * stays here until it is seen in the log, or its user drops it.
 */

/** Puts something into the outbox of a room; false when that is full. */
export function add(turn: Turn, message: Addition): boolean {
  const room = turn.room(message.room);
  if (room === undefined || room.outbox.length >= BOUNDS.outboxMax) {
    return false;
  }
  const outgoing: Outgoing = { message, at: turn.now, status: { kind: 'queued', problem: null }, tries: 0 };
  turn.putRoom({ ...room, outbox: [...room.outbox, outgoing] });
  return true;
}

/** Sends what is next of a room, if it is its turn. */
export function flush(turn: Turn, name: string): void {
  const room = turn.room(name);
  const { link, holdUntil, session } = turn.state;
  if (
    room === undefined ||
    session.phase !== 'inside' ||
    link.kind !== 'ready' ||
    room.phase.kind !== 'live' ||
    turn.now < holdUntil
  ) {
    return;
  }
  for (const { message } of nextOf(room)) {
    if (message.type === 'send' && turn.now < room.holdUntil) {
      continue;
    }
    if (isTooLarge(message, session.limits)) {
      failLarge(turn, message);
      return flush(turn, name);
    }
    change(turn, name, message.cid, (outgoing) => ({
      ...outgoing,
      status: { kind: 'sent', at: turn.now },
      tries: outgoing.tries + 1,
    }));
    turn.ask({ kind: 'add', room: name, cid: message.cid }, message);
  }
}

export function flushAll(turn: Turn): void {
  for (const name of turn.state.rooms.keys()) {
    flush(turn, name);
  }
}

/** What to send now: of messages and of changes one each, as long as none of its kind is under way. */
export function nextOf({ outbox }: Room): readonly Outgoing[] {
  const isMessage = ({ message }: Outgoing) => message.type === 'send';
  const message = outbox.filter(isMessage).find(({ status }) => isBefore(status) || isFailedForNow(status));
  const change = outbox.filter((outgoing) => !isMessage(outgoing)).find(({ status }) => isBefore(status));
  // What was written after a failed message waits until its user has decided about that one; a failed change stops nobody.
  return [message, change].filter((next) => next?.status.kind === 'queued') as Outgoing[];
}

function isBefore({ kind }: Outgoing['status']): boolean {
  return kind === 'queued' || kind === 'sent';
}

function isFailedForNow(status: Outgoing['status']): boolean {
  return status.kind === 'failed' && status.again;
}

/** Sends again what had no answer for too long. */
export function resendOverdue(turn: Turn): void {
  for (const { name } of turn.state.rooms.values()) {
    turn.patchRoom(name, (room) => ({
      outbox: room.outbox.map((outgoing) =>
        outgoing.status.kind === 'sent' && turn.now - outgoing.status.at >= ANSWER_DUE_MILLIS
          ? requeue(outgoing)
          : outgoing,
      ),
    }));
  }
}

/** What was sent without an answer is to be sent again. */
export function requeue(outgoing: Outgoing): Outgoing {
  return outgoing.status.kind === 'sent' ? { ...outgoing, status: { kind: 'queued', problem: null } } : outgoing;
}

/** It is stored; it stays until its event comes, so that nothing jumps. */
export function onAck(turn: Turn, message: Ack): void {
  turn.answered(message.id);
  turn.patch({ waits: 0 });
  const { room: name, cid, seq } = message;
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  if (room.last !== null && seq <= room.last) {
    // Its event came and went already: the room was read anew since.
    drop(turn, name, cid);
  } else {
    change(turn, name, cid, (outgoing) => ({ ...outgoing, status: { kind: 'acked', seq } }));
  }
  flush(turn, name);
}

/** An event of one's own is in the log: what brought it about has arrived, acknowledged or not. */
export function settle(turn: Turn, event: RoomEvent): void {
  if (event.type === 'unknownEvent' || event.from.id !== myId(turn.state)) {
    return;
  }
  if (turn.room(event.room)?.outbox.some(({ message }) => message.cid === event.cid)) {
    drop(turn, event.room, event.cid);
    flush(turn, event.room);
  }
}

/** A message is gone: nothing is left to be changed about it. */
export function dropAbout(turn: Turn, name: string, target: number): void {
  turn.patchRoom(name, ({ outbox, editing }) => ({
    outbox: outbox.filter(({ message }) => !('target' in message && message.target === target)),
    editing: editing?.seq === target ? null : editing,
  }));
  flush(turn, name);
}

export function onRefused(turn: Turn, name: string, cid: string, error: Failure): void {
  const outgoing = turn.room(name)?.outbox.find(({ message }) => message.cid === cid);
  if (outgoing === undefined) {
    return;
  }
  const { code, message } = error;
  const problem: Problem = { code, message };
  if (code === 'slowMode') {
    const holdUntil = turn.now + (error.retryAfterMillis ?? SLOW_AGAIN_MILLIS);
    turn.patchRoom(name, () => ({ holdUntil }));
    change(turn, name, cid, (it) => ({ ...it, status: { kind: 'queued', problem } }));
    return;
  }
  if (PASSES.has(code) || (code === 'internal' && outgoing.tries < TRIES_MAX)) {
    wait(turn, error);
    // Being a little too fast is nobody's trouble.
    const status = { kind: 'queued', problem: code === 'rateLimited' ? null : problem } as const;
    change(turn, name, cid, (it) => ({ ...it, status }));
    return;
  }
  if (code === 'noSuchMessage' && 'target' in outgoing.message) {
    // The message is gone, as the log says, or will in a moment.
    drop(turn, name, cid);
  } else {
    change(turn, name, cid, (it) => ({ ...it, status: { kind: 'failed', problem, again: !NEVER_AGAIN.has(code) } }));
  }
  if (code === 'muted') {
    const mutedUntil =
      error.retryAfterMillis === undefined ? 0 : serverTime(turn.state, turn.now) + error.retryAfterMillis;
    turn.patchRoom(name, ({ terms }) => ({ terms: { ...terms, mutedUntil } }));
  }
  if (code === 'notJoined') {
    join(turn, name);
  }
  flush(turn, name);
}

/** Nothing is sent for a while: as long as the server says, or longer each time when it does not. */
function wait(turn: Turn, { retryAfterMillis }: Failure): void {
  const { waits } = turn.state;
  const millis = retryAfterMillis ?? backOffMillis(waits, turn.random);
  turn.patch({ holdUntil: turn.now + millis, waits: waits + 1 });
}

/** A slow room that does not say how slow is asked again after this. */
const SLOW_AGAIN_MILLIS = 5_000;

/** Refusals that pass by themselves. */
const PASSES: ReadonlySet<string> = new Set(['rateLimited', 'overloaded', 'unwritable']);

/** Refusals that the same would only meet again. */
const NEVER_AGAIN: ReadonlySet<string> = new Set([
  'tooLarge',
  'invalidField',
  'cidReused',
  'noSuchMessage',
  'notAuthor',
  'tooManyReactions',
  'tooManyPins',
  'notSupported',
  'forbidden',
  'banned',
  'notReachable',
  'badMessage',
  'unknownType',
]);

/** The connection was closed for a message that was too large: of those under way, the largest. It is not sent again. */
export function failTooLarge(turn: Turn): void {
  const size = ({ message }: Outgoing) => JSON.stringify(message).length;
  const [largest] = [...turn.state.rooms.values()]
    .flatMap((room) => room.outbox.filter(({ status }) => status.kind === 'sent'))
    .sort((a, b) => size(b) - size(a));
  if (largest !== undefined) {
    failLarge(turn, largest.message);
  }
}

function failLarge(turn: Turn, { room, cid }: Addition): void {
  const problem: Problem = { code: 'tooLarge', message: '' };
  change(turn, room, cid, (outgoing) => ({ ...outgoing, status: { kind: 'failed', problem, again: false } }));
}

/** The user is another one for the server now: whether what was sent before arrived, only a person can see. */
export function failTried(turn: Turn): void {
  const problem: Problem = { code: 'interrupted', message: '' };
  for (const { name } of turn.state.rooms.values()) {
    turn.patchRoom(name, (room) => ({
      outbox: room.outbox.map((outgoing) =>
        outgoing.tries > 0 && outgoing.status.kind !== 'acked' && outgoing.status.kind !== 'failed'
          ? { ...outgoing, status: { kind: 'failed', problem, again: true } }
          : outgoing,
      ),
    }));
  }
}

/**
 * The room was read anew: what was acknowledged is in it, or lost with the log it was in. In another log the numbers of
 * messages mean others, so replies become plain messages, and changes of messages are given up.
 */
export function carriedOver(outbox: readonly Outgoing[], sameLog: boolean): readonly Outgoing[] {
  const open = outbox.filter(({ status }) => status.kind !== 'acked');
  return sameLog
    ? open
    : open
        .filter(({ message }) => !('target' in message))
        .map((outgoing) => {
          const { message } = outgoing;
          if (message.type !== 'send') {
            return outgoing;
          }
          const { replyTo: _, ...plain } = message;
          return { ...outgoing, message: plain };
        });
}

/** Sends a failed message again, with its `cid`. */
export function sendAgain(turn: Turn, name: string, cid: string): void {
  change(turn, name, cid, (outgoing) =>
    isFailedForNow(outgoing.status) ? { ...outgoing, status: { kind: 'queued', problem: null }, tries: 1 } : outgoing,
  );
  flush(turn, name);
}

export function dropFailed(turn: Turn, name: string, cid: string): void {
  if (failedOf(turn, name, cid) !== undefined) {
    drop(turn, name, cid);
    flush(turn, name);
  }
}

/** Something of one's own that failed. */
export function failedOf(turn: Turn, name: string, cid: string): Outgoing | undefined {
  return turn.room(name)?.outbox.find(({ message, status }) => message.cid === cid && status.kind === 'failed');
}

function drop(turn: Turn, name: string, cid: string): void {
  turn.patchRoom(name, (room) => ({ outbox: room.outbox.filter(({ message }) => message.cid !== cid) }));
}

function change(turn: Turn, name: string, cid: string, how: (outgoing: Outgoing) => Outgoing): void {
  turn.patchRoom(name, (room) => ({ outbox: room.outbox.map((o) => (o.message.cid === cid ? how(o) : o)) }));
}
