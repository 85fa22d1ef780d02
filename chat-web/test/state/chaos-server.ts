import type { Addition, Author, ClientMessage, KnownEvent, SeenMark, ServerMessage } from '../../src/protocol/messages';
import { userOf } from '../../src/protocol/text';
import { EPOCH, LIMITS } from './harness';
import { ModelLog } from './model-log';
import { pick } from './random';

/** Further behind than this the server answers with `reset`. */
const RESUME_MAX = 40;
/** So many events come with a `reset`. */
const RESET_PAGE = 25;

export const ANA: Author = { id: 'ana', name: 'Ana' };
export const BIA: Author = { id: 'bia', name: 'Bia' };
export const PEOPLE = [ANA, BIA];

/** One end of a connection, as the server sees it. */
export interface Peer {
  readonly user: Author;
  /** Frames on their way to it, oldest first. */
  readonly down: ServerMessage[];
  /** Answers that the server is still working on. */
  readonly late: ServerMessage[];
  joined: boolean;
}

/** A server with one room, which refuses now and then. */
export class Server {
  readonly log = new ModelLog();
  readonly clients = new Set<Peer>();
  readonly #stored = new Map<string, KnownEvent>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  answer(client: Peer, message: ClientMessage): void {
    const id = message.id === undefined ? {} : { id: message.id };
    const say = (answer: ServerMessage) => client.down.push(answer);
    const { log } = this;
    const user = userOf(client.user);
    switch (message.type) {
      case 'hello':
        return void say({
          type: 'welcome',
          ...id,
          user,
          token: 't',
          epoch: EPOCH,
          limits: LIMITS,
          heartbeatSeconds: 25,
        });
      case 'join':
        return this.#join(client, message, say);
      case 'history':
        // What is read from the disk is told when it is there: what happens meanwhile may be told first.
        return void client.late.push({ type: 'history', ...id, ...this.#page(message) });
      case 'unread':
        return void client.late.push({ type: 'unread', ...id, rooms: [log.mark(user.id) ?? []].flat(), more: false });
      case 'read': {
        const mark = log.read(user.id, message.seq);
        client.late.push({ type: 'readUpTo', ...id, ...mark });
        [...this.clients]
          .filter((other) => other !== client && other.user.id === user.id)
          .forEach((other) => other.late.push({ type: 'readUpTo', ...mark }));
        [...this.clients]
          .filter((other) => other.joined && other.user.id !== user.id && mark.seq > 0)
          .forEach(({ late }) => late.push({ type: 'seen', room: mark.room, user: client.user, seq: mark.seq }));
        return;
      }
      case 'rooms':
        return void say({ type: 'rooms', ...id, rooms: [], more: false });
      case 'send':
      case 'edit':
      case 'delete':
      case 'react':
      case 'pin':
      case 'setTopic':
        return this.#take(client, message, say);
    }
  }

  #join(client: Peer, message: ClientMessage & { type: 'join' }, say: (answer: ServerMessage) => void): void {
    const { log } = this;
    const seq = log.head;
    const topic = log.topic === '' ? {} : { topic: log.topic };
    const id = message.id === undefined ? {} : { id: message.id };
    const about = { ...topic, seq, count: 1, members: [userOf(client.user)], seen: this.#seen(client) };
    const room = { ...id, room: 'lobby', title: 'lobby', ...about };
    if (message.after !== undefined && seq - message.after > RESUME_MAX) {
      say({ type: 'reset', ...room, epoch: EPOCH, events: log.page(seq - RESET_PAGE + 1, seq) });
    } else {
      say({ type: 'joined', ...room });
      log.page((message.after ?? seq) + 1, seq).forEach(say);
    }
    say({ type: 'live', room: 'lobby' });
    client.joined = true;
  }

  /** As in a direct room: how far the others have read. */
  #seen({ user }: Peer): SeenMark[] {
    return PEOPLE.filter(({ id }) => id !== user.id).flatMap((other) => {
      const seq = this.log.mark(other.id)?.seq ?? 0;
      return seq === 0 ? [] : [{ user: other, seq }];
    });
  }

  #page({ before, after, around, limit = 50 }: ClientMessage & { type: 'history' }) {
    const { log } = this;
    const end = around !== undefined ? around + limit / 2 : (before ?? log.head + 1) - 1;
    const from = after === undefined ? Math.max(1, end - limit + 1) : after + 1;
    const to = after === undefined ? Math.min(end, log.head) : Math.min(after + limit, log.head);
    const more = before !== undefined || (after ?? around) === undefined ? from > 1 : to < log.head;
    return { room: 'lobby', events: log.page(from, to), first: 1, more };
  }

  #take(client: Peer, message: Addition, say: (answer: ServerMessage) => void): void {
    const { room, cid } = message;
    const id = message.id === undefined ? {} : { id: message.id };
    const key = `${client.user.id} ${cid}`;
    const known = this.#stored.get(key);
    if (known === undefined && this.#random() < 0.15) {
      const code = pick(['rateLimited', 'overloaded', 'unwritable', 'internal'], this.#random);
      say({ type: 'error', ...id, code, message: '', cid, retryAfterMillis: 200 });
      return;
    }
    const event = known ?? this.log.add(client.user, message);
    if (event === null) {
      say({ type: 'error', ...id, code: 'noSuchMessage', message: '', cid });
      return;
    }
    const ack = { type: 'ack', ...id, room, cid, seq: event.seq, at: event.at, duplicate: !!known } as const;
    const ackFirst = this.#random() < 0.5;
    if (ackFirst) {
      say(ack);
    }
    if (known === undefined) {
      this.#stored.set(key, event);
      [...this.clients].filter(({ joined }) => joined).forEach(({ down }) => down.push(event));
    }
    if (!ackFirst) {
      say(ack);
    }
  }
}
