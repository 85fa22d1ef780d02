import { describe, expect, it } from 'vitest';
import type { ClientMessage, Posted, ServerMessage } from '../../src/protocol/messages';
import { nextDeadline } from '../../src/state/select';
import { EPOCH, LIMITS, Page } from './harness';
import { userOf } from '../../src/protocol/text';

/**
 * Pages on a network that breaks at any frame, and a server that refuses now and then: whatever happens, every page ends up
 * with the log as it is, and everybody's words are in it once and in the order they were written.
 */

const STEPS = 400;
/** Further behind than this the server answers with `reset`. */
const RESUME_MAX = 25;

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Server {
  readonly log: Posted[] = [];
  readonly clients = new Set<Client>();
  readonly #cids = new Map<string, Posted>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  answer(client: Client, message: ClientMessage): void {
    const id = message.id === undefined ? {} : { id: message.id };
    const say = (answer: ServerMessage) => client.down.push(answer);
    const user = userOf({ id: client.name, name: client.name });
    switch (message.type) {
      case 'hello':
        say({ type: 'welcome', ...id, user, token: 't', epoch: EPOCH, limits: LIMITS, heartbeatSeconds: 25 });
        return;
      case 'join': {
        const seq = this.log.length;
        const room = { room: 'lobby', title: 'lobby', seq, count: 1, members: [user] };
        if (message.after !== undefined && seq - message.after > RESUME_MAX) {
          say({ type: 'reset', ...id, ...room, epoch: EPOCH, events: this.log.slice(-10) });
        } else {
          say({ type: 'joined', ...id, ...room });
          client.down.push(...this.log.slice(message.after ?? seq));
        }
        say({ type: 'live', room: 'lobby' });
        client.joined = true;
        return;
      }
      case 'send':
        return this.#take(client, message, say);
      case 'history': {
        const { before, after, limit = 50 } = message;
        const from = after ?? Math.max(0, (before ?? this.log.length + 1) - 1 - limit);
        const to = after === undefined ? (before ?? this.log.length + 1) - 1 : after + limit;
        const more = after === undefined ? from > 0 : to < this.log.length;
        say({ type: 'history', ...id, room: 'lobby', events: this.log.slice(from, to), first: 1, more });
        return;
      }
      case 'rooms':
        say({ type: 'rooms', ...id, rooms: [], more: false });
    }
  }

  #take(client: Client, message: ClientMessage & { type: 'send' }, say: (answer: ServerMessage) => void): void {
    const { room, cid, text, id } = message;
    const key = `${client.name} ${cid}`;
    const known = this.#cids.get(key);
    const request = id === undefined ? {} : { id };
    if (known === undefined && this.#random() < 0.15) {
      const code = this.#random() < 0.5 ? 'rateLimited' : 'overloaded';
      say({ type: 'error', ...request, code, message: '', cid, retryAfterMillis: 200 });
      return;
    }
    const event = known ?? {
      type: 'posted',
      room,
      seq: this.log.length + 1,
      at: this.log.length + 1,
      from: { id: client.name, name: client.name },
      cid,
      text,
    };
    const ack = { type: 'ack', ...request, room, cid, seq: event.seq, at: event.at, duplicate: !!known } as const;
    const ackFirst = this.#random() < 0.5;
    if (ackFirst) {
      say(ack);
    }
    if (known === undefined) {
      this.log.push(event);
      this.#cids.set(key, event);
      [...this.clients].filter(({ joined }) => joined).forEach(({ down }) => down.push(event));
    }
    if (!ackFirst) {
      say(ack);
    }
  }
}

class Client {
  readonly page = new Page();
  readonly name: string;
  readonly server: Server;
  /** Frames on their way, oldest first. */
  up: ClientMessage[] = [];
  down: ServerMessage[] = [];
  joined = false;
  connected = false;
  written = 0;

  constructor(name: string, server: Server) {
    this.name = name;
    this.server = server;
    this.page.do({ type: 'nameChosen', name });
  }

  connect(): void {
    this.connected = true;
    this.server.clients.add(this);
    this.page.said = [];
    this.page.do({ type: 'linkChanged', link: { kind: 'open' } });
    this.#post();
  }

  /** Everything on its way is lost, in both directions. */
  cut(): void {
    this.connected = false;
    this.joined = false;
    this.server.clients.delete(this);
    this.up = [];
    this.down = [];
    this.page.lose();
    this.page.said = [];
  }

  write(): void {
    this.written++;
    this.page.submit(`${this.name} ${this.written}`, `${this.written}`);
    this.#post();
  }

  deliverUp(): void {
    const message = this.up.shift();
    if (message !== undefined) {
      this.server.answer(this, message);
    }
  }

  deliverDown(): void {
    const message = this.down.shift();
    if (message !== undefined) {
      this.page.hear(message);
      this.#post();
    }
  }

  wait(): void {
    this.page.wait(100);
    this.#post();
  }

  #post(): void {
    if (this.connected) {
      this.up.push(...this.page.said);
    }
    this.page.said = [];
  }
}

function check({ page, server }: Client): void {
  const { window } = page.room();
  const seqs = window.events.map(({ seq }) => seq);
  expect(seqs).toEqual(server.log.slice(window.from - 1, window.to).map(({ seq }) => seq));
  const shown = page.shown();
  expect(new Set(shown).size).toBe(shown.length);
}

describe.each(Array.from({ length: 40 }, (_, seed) => seed))('seed %i', (seed) => {
  it('ends well', () => {
    const random = randomFrom(seed);
    const server = new Server(random);
    const clients = ['Ana', 'Bia', 'Caio'].map((name) => new Client(name, server));
    clients.forEach((client) => {
      client.connect();
      while (client.up.length + client.down.length > 0) {
        client.deliverUp();
        client.deliverDown();
      }
    });
    for (let step = 0; step < STEPS; step++) {
      const client = clients[Math.floor(random() * clients.length)]!;
      const dice = random();
      if (!client.connected) {
        dice < 0.2 ? client.connect() : client.write();
      } else if (dice < 0.03) {
        client.cut();
      } else if (dice < 0.2) {
        client.write();
      } else if (dice < 0.55) {
        client.deliverUp();
      } else if (dice < 0.95) {
        client.deliverDown();
      } else {
        client.wait();
      }
      check(client);
    }
    for (let round = 0; round < 10_000 && !clients.every(isQuiet); round++) {
      for (const client of clients) {
        client.connected ? client.wait() : client.connect();
        client.deliverUp();
        client.deliverDown();
      }
    }
    for (const client of clients) {
      check(client);
      expect(client.page.room()).toMatchObject({ last: server.log.length, outbox: [] });
      expect(client.page.room().window.to).toBe(server.log.length);
      expect(server.log.filter(({ from }) => from.id === client.name).map(({ text }) => text)).toEqual(
        Array.from({ length: client.written }, (_, i) => `${client.name} ${i + 1}`),
      );
    }
    expect(server.log.length).toBeGreaterThan(20);
  });
});

function isQuiet({ connected, up, down, page }: Client): boolean {
  return (
    connected && up.length + down.length === 0 && page.room().outbox.length === 0 && nextDeadline(page.state) === null
  );
}
