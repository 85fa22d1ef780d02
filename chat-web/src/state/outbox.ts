import type { Ack, ClientMessage, Failure, Posted } from '../protocol/messages';
import { cleanText, isTooLarge } from '../protocol/text';
import { join } from './join';
import { ANSWER_DUE_MILLIS, BOUNDS, DEFAULT_WAIT_MILLIS, type Outgoing, type Problem, type Room } from './model';
import type { Turn } from './turn';

/**
 * Messages on their way out. One at a time of each room is under way: however the server refuses or delays them, they get
 * into the log in the order they were written. A message stays here until it is seen in the log, or its user drops it.
 */

/** What a message would be on the wire. */
export function sendMessage(room: string, outgoing: Pick<Outgoing, 'cid' | 'text' | 'replyTo'>) {
  const { cid, text, replyTo } = outgoing;
  return { type: 'send', room, cid, text, ...(replyTo === null ? {} : { replyTo }) } satisfies ClientMessage;
}

/** Takes the draft of a room to be sent. What is too large stays a draft: it is never sent at all. */
export function submit(turn: Turn, name: string, cid: string): void {
  const room = turn.room(name);
  const { session } = turn.state;
  if (room === undefined || session.phase !== 'inside' || room.outbox.length >= BOUNDS.outboxMax) {
    return;
  }
  const outgoing: Outgoing = {
    cid,
    text: cleanText(room.draft),
    replyTo: room.replyTo,
    at: turn.now,
    status: { kind: 'queued' },
    tried: false,
  };
  if (outgoing.text === '' || isTooLarge(sendMessage(name, outgoing), session.limits)) {
    return;
  }
  turn.putRoom({
    ...room,
    outbox: [...room.outbox, outgoing],
    draft: '',
    replyTo: null,
    reading: { ...room.reading, following: true, unread: 0, divider: null },
  });
  flush(turn, name);
}

/** Sends the next message of a room, if it is its turn. */
export function flush(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room === undefined || turn.state.link.kind !== 'ready' || room.phase.kind !== 'live') {
    return;
  }
  const next = nextOf(room);
  if (next === undefined || turn.now < turn.state.holdUntil) {
    return;
  }
  change(turn, name, next.cid, (outgoing) => ({
    ...outgoing,
    status: { kind: 'sent', at: turn.now },
    tried: true,
  }));
  turn.ask({ kind: 'send', room: name, cid: next.cid }, sendMessage(name, next));
}

export function flushAll(turn: Turn): void {
  for (const name of turn.state.rooms.keys()) {
    flush(turn, name);
  }
}

/** The message to send now: none while one is under way, or one that may still go out stands before it. */
export function nextOf(room: Room): Outgoing | undefined {
  for (const outgoing of room.outbox) {
    const { status } = outgoing;
    if (status.kind === 'queued') {
      return outgoing;
    }
    if (status.kind === 'sent' || (status.kind === 'failed' && status.again)) {
      return undefined;
    }
  }
  return undefined;
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
  return outgoing.status.kind === 'sent' ? { ...outgoing, status: { kind: 'queued' } } : outgoing;
}

/** The message is stored; it stays until its event comes, so that nothing jumps. */
export function onAck(turn: Turn, message: Ack): void {
  turn.answered(message.id);
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

/** An event of one's own is in the log: the message has arrived, acknowledged or not. */
export function settle(turn: Turn, event: Posted): void {
  const { session } = turn.state;
  const room = turn.room(event.room);
  if (session.phase !== 'inside' || event.from.id !== session.me.id || room === undefined) {
    return;
  }
  if (room.outbox.some((outgoing) => outgoing.cid === event.cid)) {
    drop(turn, event.room, event.cid);
    flush(turn, event.room);
  }
}

export function onSendFailed(turn: Turn, name: string, cid: string, error: Failure): void {
  const { code, message, retryAfterMillis } = error;
  const problem: Problem = { code, message };
  if (WAIT.has(code)) {
    turn.patch({ holdUntil: turn.now + (retryAfterMillis ?? DEFAULT_WAIT_MILLIS) });
    change(turn, name, cid, requeue);
    return;
  }
  change(turn, name, cid, (outgoing) => ({
    ...outgoing,
    status: { kind: 'failed', problem, again: !NEVER_AGAIN.has(code) },
  }));
  if (code === 'notJoined') {
    join(turn, name);
  }
  flush(turn, name);
}

/** Refusals that pass by themselves. */
const WAIT: ReadonlySet<string> = new Set(['rateLimited', 'overloaded']);

/** Refusals that the same message would only meet again. */
const NEVER_AGAIN: ReadonlySet<string> = new Set([
  'tooLarge',
  'invalidField',
  'cidReused',
  'noSuchMessage',
  'notSupported',
  'badMessage',
  'unknownType',
]);

/** The connection was closed for a message that was too large: of those under way, the largest. It is not sent again. */
export function failTooLarge(turn: Turn): void {
  const [largest] = [...turn.state.rooms.values()]
    .flatMap((room) => room.outbox.filter((o) => o.status.kind === 'sent').map((o) => ({ room, outgoing: o })))
    .sort((a, b) => b.outgoing.text.length - a.outgoing.text.length);
  if (largest !== undefined) {
    const problem: Problem = { code: 'tooLarge', message: '' };
    change(turn, largest.room.name, largest.outgoing.cid, (outgoing) => ({
      ...outgoing,
      status: { kind: 'failed', problem, again: false },
    }));
  }
}

/** The user is another one for the server now: whether a message that was sent before arrived, only a person can see. */
export function failTried(turn: Turn): void {
  const problem: Problem = { code: 'interrupted', message: '' };
  for (const { name } of turn.state.rooms.values()) {
    turn.patchRoom(name, (room) => ({
      outbox: room.outbox.map((outgoing) =>
        outgoing.tried && outgoing.status.kind !== 'acked' && outgoing.status.kind !== 'failed'
          ? { ...outgoing, status: { kind: 'failed', problem, again: true } }
          : outgoing,
      ),
    }));
  }
}

/**
 * The room was read anew: what was acknowledged is in it, or lost with the log it was in. In another log the numbers of
 * messages mean others, so replies become plain messages.
 */
export function carriedOver(outbox: readonly Outgoing[], sameLog: boolean): readonly Outgoing[] {
  return outbox
    .filter((outgoing) => outgoing.status.kind !== 'acked')
    .map((outgoing) => (sameLog ? outgoing : { ...outgoing, replyTo: null }));
}

/** Sends a failed message again, with its `cid`. */
export function sendAgain(turn: Turn, name: string, cid: string): void {
  change(turn, name, cid, (outgoing) =>
    outgoing.status.kind === 'failed' && outgoing.status.again ? { ...outgoing, status: { kind: 'queued' } } : outgoing,
  );
  flush(turn, name);
}

export function dropFailed(turn: Turn, name: string, cid: string): void {
  if (failedOf(turn, name, cid) !== undefined) {
    drop(turn, name, cid);
    flush(turn, name);
  }
}

/** Makes a failed message a draft again. */
export function editFailed(turn: Turn, name: string, cid: string): void {
  const failed = failedOf(turn, name, cid);
  if (failed !== undefined) {
    const { text, replyTo } = failed;
    turn.patchRoom(name, ({ draft }) => ({ draft: draft.trim() === '' ? text : `${text}\n${draft}`, replyTo }));
    dropFailed(turn, name, cid);
  }
}

function failedOf(turn: Turn, name: string, cid: string): Outgoing | undefined {
  return turn.room(name)?.outbox.find((o) => o.cid === cid && o.status.kind === 'failed');
}

function drop(turn: Turn, name: string, cid: string): void {
  turn.patchRoom(name, (room) => ({ outbox: room.outbox.filter((outgoing) => outgoing.cid !== cid) }));
}

function change(turn: Turn, name: string, cid: string, how: (outgoing: Outgoing) => Outgoing): void {
  turn.patchRoom(name, (room) => ({ outbox: room.outbox.map((o) => (o.cid === cid ? how(o) : o)) }));
}
