import {
  LIMITS,
  type Addition,
  type Change,
  type Edited,
  type Posted,
  type Reacted,
  type RoomEvent,
} from '../protocol/messages';

/**
 * What events make of earlier messages. All of it may be done twice, or for an event that a message contains already because it
 * was told in its present state: once every event was applied, the message is the same.
 */

/** The message that an event makes another one of; undefined when it is about none. */
export function targetOf(event: RoomEvent): number | undefined {
  switch (event.type) {
    case 'posted':
      return event.replyTo;
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'pinned':
      return event.target;
    default:
      return undefined;
  }
}

/** Messages as an event leaves them; the same list when it is about none of them. */
export function after<T extends RoomEvent>(messages: readonly T[], event: RoomEvent): readonly T[] {
  const target = targetOf(event);
  const place = target === undefined ? -1 : messages.findIndex(({ seq }) => seq === target);
  const message = messages[place];
  if (message?.type !== 'posted') {
    return messages;
  }
  const next = event.type === 'posted' ? answered(message, event.seq) : changed(message, event as Change);
  return next === message ? messages : messages.with(place, next as T);
}

/** A message as an event that targets it leaves it. */
export function changed(message: Posted, change: Change): Posted {
  if (message.deleted) {
    return message;
  }
  switch (change.type) {
    case 'deleted':
      return erased(message);
    case 'edited':
      return change.seq > (message.editedSeq ?? 0) ? edited(message, change) : message;
    case 'pinned':
      return change.on === (message.pinned ?? false) ? message : { ...message, pinned: change.on };
    case 'reacted':
      return reacted(message, change);
  }
}

/** Another text calls others. */
function edited({ mentions: _, mentionsRoom: __, ...rest }: Posted, change: Edited): Posted {
  const { text, seq, mentions, mentionsRoom } = change;
  return {
    ...rest,
    text,
    editedSeq: seq,
    ...(mentions === undefined ? {} : { mentions }),
    ...(mentionsRoom === undefined ? {} : { mentionsRoom }),
  };
}

/** A deleted message keeps its place, in a thread too, and nothing else. */
function erased(message: Posted): Posted {
  const {
    editedSeq: _edit,
    pinned: _pin,
    reactions: _reactions,
    mentions: _mentions,
    mentionsRoom: _room,
    ...rest
  } = message;
  return { ...rest, text: '', deleted: true };
}

function answered(message: Posted, reply: number): Posted {
  return reply <= (message.lastReply ?? 0)
    ? message
    : { ...message, replies: (message.replies ?? 0) + 1, lastReply: reply };
}

function reacted(
  message: Posted,
  { emoji, on, count, from }: Pick<Reacted, 'emoji' | 'on' | 'count' | 'from'>,
): Posted {
  const reactions = message.reactions ?? [];
  const place = reactions.findIndex((reaction) => reaction.emoji === emoji);
  if (count === 0) {
    return place < 0 ? message : { ...message, reactions: reactions.toSpliced(place, 1) };
  }
  const known = reactions[place]?.users ?? [];
  const users = on ? withUser(known, from.id) : known.filter((user) => user !== from.id);
  const reaction = { emoji, count, users };
  return { ...message, reactions: place < 0 ? [...reactions, reaction] : reactions.with(place, reaction) };
}

/** Who is named already keeps the place. */
function withUser(users: readonly string[], id: string): readonly string[] {
  return users.includes(id) || users.length >= LIMITS.reactionUsersMax ? users : [...users, id];
}

/** A message as it will be once the user's own addition is stored. */
export function anticipated(message: Posted, addition: Addition, me: string): Posted {
  if (message.deleted) {
    return message;
  }
  switch (addition.type) {
    case 'edit':
      return { ...message, text: addition.text, editedSeq: message.editedSeq ?? message.seq };
    case 'pin':
      return { ...message, pinned: addition.on };
    case 'react': {
      const { emoji, on } = addition;
      const known = message.reactions?.find((reaction) => reaction.emoji === emoji);
      if ((known?.users.includes(me) ?? false) === on) {
        return message;
      }
      const count = Math.max(0, (known?.count ?? 0) + (on ? 1 : -1));
      return reacted(message, { emoji, on, count, from: { id: me, name: '' } });
    }
    default:
      return message;
  }
}
