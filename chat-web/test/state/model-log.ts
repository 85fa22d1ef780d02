import type { Addition, Author, KnownEvent, Posted, Reaction, ReadMark } from '../../src/protocol/messages';

/** A room's log as the server keeps it, in the simplest way that is right: the present state of a message is counted anew each time. */
export class ModelLog {
  readonly room: string;
  readonly events: KnownEvent[] = [];
  readonly #marks = new Map<string, number>();

  constructor(room = 'lobby') {
    this.room = room;
  }

  get head(): number {
    return this.events.length;
  }

  get topic(): string {
    const change = this.events.findLast((event) => event.type === 'topicChanged');
    return change?.type === 'topicChanged' ? change.topic : '';
  }

  /** Null: refused, because the message is not there or not its author's. */
  add(from: Author, message: Addition): KnownEvent | null {
    const seq = this.head + 1;
    const logged = { room: this.room, seq, at: seq, from, cid: message.cid };
    const event = this.#eventOf(message, from.id, logged);
    if (event !== null) {
      this.events.push(event);
    }
    return event;
  }

  #eventOf(message: Addition, user: string, logged: Omit<Posted, 'type' | 'text'>): KnownEvent | null {
    if (message.type === 'setTopic') {
      return { type: 'topicChanged', ...logged, topic: message.topic };
    }
    if (message.type === 'send') {
      const target = message.replyTo === undefined ? undefined : this.#message(message.replyTo);
      const root = target === undefined ? {} : { replyTo: target.replyTo ?? target.seq };
      return { type: 'posted', ...logged, text: message.text, ...root };
    }
    if (message.type === 'setRoom') {
      throw new Error('setRoom: not in this log (expected: messages and their changes)');
    }
    const { target } = message;
    const found = this.#message(target);
    if (found === undefined || this.#isDeleted(target)) {
      return null;
    }
    switch (message.type) {
      case 'edit':
        return found.from.id === user ? { type: 'edited', ...logged, target, text: message.text } : null;
      case 'delete':
        return found.from.id === user ? { type: 'deleted', ...logged, target } : null;
      case 'pin':
        return { type: 'pinned', ...logged, target, on: message.on };
      case 'react': {
        const { emoji, on } = message;
        const users = new Set(this.#reactions(target).find((it) => it.emoji === emoji)?.users);
        on ? users.add(user) : users.delete(user);
        return { type: 'reacted', ...logged, target, emoji, on, count: users.size };
      }
    }
  }

  /** A stretch of the log as it is told now, from one `seq` to another, both included. */
  page(from: number, to: number): KnownEvent[] {
    return this.events.slice(Math.max(0, from - 1), Math.max(0, to)).map((event) => {
      if (event.type === 'posted') {
        return this.present(event.seq);
      }
      return event.type === 'edited' && this.#isDeleted(event.target) ? { ...event, text: '' } : event;
    });
  }

  /** A message as it is now. */
  present(seq: number): Posted {
    const posted = this.#message(seq)!;
    const replies = this.events.filter((event) => event.type === 'posted' && event.replyTo === seq);
    const last = replies.at(-1);
    const thread = last === undefined ? {} : { replies: replies.length, lastReply: last.seq };
    if (this.#isDeleted(seq)) {
      return { ...posted, text: '', deleted: true, ...thread };
    }
    const about = this.events.filter((event) => 'target' in event && event.target === seq);
    const edited = about.findLast((event) => event.type === 'edited');
    const pinned = about.findLast((event) => event.type === 'pinned');
    const reactions = this.#reactions(seq);
    return {
      ...posted,
      ...(edited?.type === 'edited' ? { text: edited.text, editedSeq: edited.seq } : {}),
      ...(pinned?.type === 'pinned' && pinned.on ? { pinned: true } : {}),
      ...thread,
      ...(reactions.length === 0 ? {} : { reactions }),
    };
  }

  #message(seq: number): Posted | undefined {
    const event = this.events[seq - 1];
    return event?.type === 'posted' ? event : undefined;
  }

  #isDeleted(seq: number): boolean {
    return this.events.some((event) => event.type === 'deleted' && event.target === seq);
  }

  #reactions(seq: number): Reaction[] {
    const users = new Map<string, Set<string>>();
    for (const event of this.events) {
      if (event.type === 'reacted' && event.target === seq) {
        const of = users.get(event.emoji) ?? new Set();
        users.set(event.emoji, of);
        event.on ? of.add(event.from.id) : of.delete(event.from.id);
        if (of.size === 0) {
          users.delete(event.emoji);
        }
      }
    }
    return [...users].map(([emoji, of]) => ({ emoji, count: of.size, users: [...of] }));
  }

  read(user: string, seq: number): ReadMark {
    this.#marks.set(user, Math.max(this.#marks.get(user) ?? 0, Math.min(seq, this.head)));
    return this.mark(user)!;
  }

  /** Undefined: the user has read nothing here. */
  mark(user: string): ReadMark | undefined {
    const seq = this.#marks.get(user);
    return seq === undefined ? undefined : { room: this.room, seq, unread: this.unread(user, seq), asOf: this.head };
  }

  unread(user: string, mark: number): number {
    return this.events.filter(
      ({ type, seq, from }) => type === 'posted' && seq > mark && from.id !== user && !this.#isDeleted(seq),
    ).length;
  }
}

/** Messages without what may differ: the order of reactions and of those who reacted, and how "not pinned" is said. */
export function alike({ pinned, reactions = [], ...message }: Posted): object {
  return {
    ...message,
    pinned: pinned ?? false,
    reactions: Object.fromEntries(
      reactions.map(({ emoji, count, users }) => [emoji, { count, users: users.toSorted() }]),
    ),
  };
}
