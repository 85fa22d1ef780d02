import { LIMITS, type Addition } from '../protocol/messages';
import { cleanText, isTooLarge } from '../protocol/text';
import { BOUNDS, TYPING_SENT_EVERY_MILLIS, type Editing, type Outgoing, type Room } from './model';
import { add, dropFailed, failedOf, flush } from './outbox';
import { findEvent } from './select';
import { may } from './permits';
import type { Turn } from './turn';

/** What a person writes: messages, other texts for them, and what else is added to the log. */

/** What the message field would send now, as it is on the wire. */
export function draftOf({ name, draft, replyTo, editing }: Room, cid: string): Addition & { text: string } {
  return editing === null
    ? { type: 'send', room: name, cid, text: cleanText(draft), ...(replyTo === null ? {} : { replyTo }) }
    : { type: 'edit', room: name, cid, target: editing.seq, text: cleanText(editing.text) };
}

/** Takes what the message field holds to be sent. What is too large, or not allowed, stays where it is. */
export function submit(turn: Turn, name: string, cid: string): void {
  const room = turn.room(name);
  const { session } = turn.state;
  if (room === undefined || session.phase !== 'inside' || !may(turn.state, room, room.editing ? 'editOwn' : 'post')) {
    return;
  }
  const message = draftOf(room, cid);
  if (message.text === '' || isTooLarge(message, session.limits)) {
    return;
  }
  if (room.editing !== null) {
    submitEdit(turn, room, room.editing, message);
  } else if (add(turn, message)) {
    turn.patchRoom(name, ({ reading }) => ({
      draft: '',
      replyTo: null,
      reading: { ...reading, following: true, divider: null },
    }));
  }
  flush(turn, name);
}

function submitEdit(turn: Turn, { name, window }: Room, { seq }: Editing, message: Addition & { text: string }): void {
  const unchanged = findEvent(window.events, seq)?.text === message.text;
  if (unchanged || addChange(turn, message)) {
    turn.patchRoom(name, () => ({ editing: null }));
  }
}

/** Any addition that is not a message. One that failed before, for the same, is replaced by it. */
export function wantAddition(turn: Turn, message: Addition): void {
  addChange(turn, message);
  flush(turn, message.room);
}

function addChange(turn: Turn, message: Addition): boolean {
  const same = ({ message: other, status }: Outgoing) =>
    status.kind === 'failed' && other.type === message.type && aboutOf(other) === aboutOf(message);
  turn.patchRoom(message.room, ({ outbox }) => ({ outbox: outbox.filter((outgoing) => !same(outgoing)) }));
  return add(turn, message);
}

function aboutOf(message: Addition): string {
  return 'target' in message ? `${message.target} ${message.type === 'react' ? message.emoji : ''}` : '';
}

/** Puts a message of one's own into the field, to be written anew, as it was last meant; null lets it be. */
export function edit(turn: Turn, name: string, seq: number | null): void {
  turn.patchRoom(name, ({ window, outbox }) => {
    const message = seq === null ? null : findEvent(window.events, seq);
    if (message === null || message.deleted) {
      return { editing: null };
    }
    const meant = outbox.findLast((outgoing) => outgoing.message.type === 'edit' && outgoing.message.target === seq);
    return { editing: { seq: message.seq, text: meant?.message.type === 'edit' ? meant.message.text : message.text } };
  });
}

/** Makes something that failed a draft again. */
export function editFailed(turn: Turn, name: string, cid: string): void {
  const message = failedOf(turn, name, cid)?.message;
  if (message?.type === 'send') {
    const { text, replyTo = null } = message;
    turn.patchRoom(name, ({ draft }) => ({ draft: draft.trim() === '' ? text : `${text}\n${draft}`, replyTo }));
  } else if (message?.type === 'edit') {
    turn.patchRoom(name, () => ({ editing: { seq: message.target, text: message.text } }));
  } else {
    return;
  }
  dropFailed(turn, name, cid);
}

/** Keeps a draft, and lets the others know that somebody is typing. */
export function keepDraft(turn: Turn, name: string, draft: string): void {
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  if (room.editing !== null) {
    turn.putRoom({ ...room, editing: { ...room.editing, text: draft } });
    return;
  }
  const tell =
    draft.trim() !== '' &&
    turn.state.link.kind === 'ready' &&
    room.phase.kind === 'live' &&
    turn.now - room.typedAt >= TYPING_SENT_EVERY_MILLIS &&
    may(turn.state, room, 'type');
  turn.putRoom({ ...room, draft, typedAt: tell ? turn.now : room.typedAt });
  if (tell) {
    turn.say({ type: 'typing', room: name });
  }
}

/** Nothing more can be written until some of it went out. */
export function isFull({ outbox }: Room): boolean {
  return outbox.length >= BOUNDS.outboxMax;
}

/** A topic as it may be sent: one line, no longer than allowed. */
export function cleanTopic(typed: string): string {
  const line = cleanText(typed).replace(/\s+/g, ' ').trim();
  return [...line].slice(0, LIMITS.topicCodePointsMax).join('');
}
