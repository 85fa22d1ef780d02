import { keptDraft, together } from './drafts';
import { newRoom, nameless } from './initial';
import { join } from './join';
import { BOUNDS, type Outgoing, type OutgoingStatus, type Room, type State } from './model';
import type { Kept, KeptOutgoing, KeptRoom, KeptUser, Unsent } from './model-kept';
import { carriedOver, flush } from './outbox';
import type { Turn } from './turn';
import { isAttached, newestOf } from './window';

/** What is kept for the next time the page is opened, and what becomes of it then. */

/** A server usually knows a message it has got again for so long; after that only its user can tell whether it arrived. */
const CID_KNOWN_MILLIS = 24 * 3_600_000;

/** Null: nothing to keep yet. */
export function keptUser({ session, blocked }: State): KeptUser | null {
  if (session.phase !== 'inside') {
    return null;
  }
  const { me, admin, epoch, limits } = session;
  return { me, admin, epoch, limits, blocked: [...blocked.values()] };
}

/**
 * Undefined: there is nothing to keep. While an older part of the log is shown, what was kept before stays: what lies between is
 * not here.
 */
export function keptRoom(room: Room): KeptRoom | 'asBefore' | undefined {
  const { name, title, topic, terms, party, epoch, last, reading } = room;
  if (last === null) {
    return undefined;
  }
  if (!isAttached(room)) {
    return 'asBefore';
  }
  const { events, atStart } = newestOf(room.window, BOUNDS.keptEventsMax);
  const { mark, unread, mentions, countedTo, untold, seenAt } = reading;
  const read = { mark, unread, mentions, countedTo, untold, seenAt };
  return { room: name, title, topic, terms, party, epoch, last, atStart, events, ...read };
}

/** Null: the server has it. */
export function keptOutgoing({ message, at, tries, status }: Outgoing, epoch: string): KeptOutgoing | null {
  if (status.kind === 'acked') {
    return null;
  }
  const failed = status.kind === 'failed' ? { problem: status.problem, again: status.again } : null;
  return { message, at, tries, failed, epoch };
}

/**
 * Shows what was kept, as if the connection had been lost just now. Who comes back from where one may log in, too, is not
 * inside before it is known as whom.
 */
export function restore(turn: Turn, { user, rooms, drafts, outbox }: Kept, enter: boolean): void {
  const { session } = turn.state;
  if (session.phase !== 'entering') {
    return;
  }
  const { me, admin, epoch, limits, blocked } = user;
  turn.patch({ owner: me.id, blocked: new Map(blocked.map((author) => [author.id, author])) });
  if (enter) {
    turn.patch({ session: { phase: 'inside', me, pass: session.pass, admin, epoch, limits } });
  }
  for (const kept of rooms) {
    turn.patchRoom(kept.room, (room) => restored(room, kept));
  }
  takeOver(turn, { drafts, outbox });
}

function restored({ reading }: Room, kept: KeptRoom): Partial<Room> {
  const { title, topic, terms, party, epoch, last, atStart, events } = kept;
  const { mark, unread, mentions, countedTo, untold, seenAt } = kept;
  const divider = unread > 0 ? mark : null;
  return {
    title,
    topic,
    terms,
    party,
    epoch,
    last,
    head: last,
    window: { from: last - events.length + 1, to: last, events, atStart },
    reading: { ...reading, mark, unread, mentions, countedTo, untold, seenAt, divider },
  };
}

/** What a window that is no more had not got out. */
export function adopt(turn: Turn, owner: string, unsent: Unsent): void {
  if (turn.state.owner === owner) {
    const { rooms: before } = turn.state;
    takeOver(turn, unsent);
    const entered = [...turn.state.rooms.keys()].filter((name) => !before.has(name));
    entered.forEach((name) => join(turn, name));
    new Set(unsent.outbox.map(({ message }) => message.room)).forEach((name) => flush(turn, name));
  }
}

function takeOver(turn: Turn, { drafts, outbox }: Unsent): void {
  for (const draft of drafts) {
    ensureRoom(turn, draft.room);
    turn.patchRoom(draft.room, (room) => {
      const { text, replyTo, editing } = together(keptDraft(room), draft);
      return { draft: text, replyTo, editing };
    });
  }
  for (const kept of outbox) {
    const { room: name } = kept.message;
    ensureRoom(turn, name);
    turn.patchRoom(name, (room) => {
      // A room that nothing is known of goes by what was written there, until the server says more.
      const epoch = room.epoch === '' ? kept.epoch : room.epoch;
      const outgoings = carriedOver([outgoingOf(kept, turn.now)], epoch === kept.epoch);
      return { epoch, outbox: outgoings.reduce(inserted, room.outbox) };
    });
  }
}

/** Among what was written before and after it, but not before what is on its way already. */
function inserted(outbox: readonly Outgoing[], outgoing: Outgoing): readonly Outgoing[] {
  if (outbox.some(({ message }) => message.cid === outgoing.message.cid)) {
    return outbox;
  }
  const later = outbox.findIndex(({ at, status }) => at > outgoing.at && status.kind === 'queued');
  const sent = outbox.findLastIndex(({ status }) => status.kind === 'sent');
  const place = later < 0 ? outbox.length : Math.max(later, sent + 1);
  return outbox.toSpliced(place, 0, outgoing);
}

function outgoingOf({ message, at, tries, failed }: KeptOutgoing, now: number): Outgoing {
  return { message, at, tries, status: statusOf(failed, tries > 0 && now - at > CID_KNOWN_MILLIS) };
}

function statusOf(failed: KeptOutgoing['failed'], unsure: boolean): OutgoingStatus {
  if (failed !== null) {
    return { kind: 'failed', ...failed };
  }
  return unsure
    ? { kind: 'failed', problem: { code: 'interrupted', message: '' }, again: true }
    : { kind: 'queued', problem: null };
}

/** What was written there is not to be lost with a list of rooms. */
function ensureRoom(turn: Turn, name: string): void {
  if (turn.room(name) === undefined) {
    turn.putRoom(newRoom(name, nameless(name)));
  }
}
