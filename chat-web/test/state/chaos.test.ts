import { describe, expect, it } from 'vitest';
import type { Author, ClientMessage, ServerMessage } from '../../src/protocol/messages';
import { EMOJI } from '../../src/state/emoji';
import { nextDeadline, outgoingMessages } from '../../src/state/select';
import { isPosted } from '../../src/state/window';
import type { KeptRoom } from '../../src/state/model';
import { keptOf, Page, reopened } from './harness';
import { ANA, BIA, PEOPLE, Server } from './chaos-server';
import { alike } from './model-log';
import { pick, randomFrom } from './random';

/**
 * Pages on a network that breaks at any frame, and a server that refuses now and then, and answers late: whatever happens, every
 * page ends up with the log as it is, every message as it is now, everybody's words once and in the order they were written,
 * also when it was closed and opened again, every device of a user with the same count of what is unread, and everybody with how
 * far the others have read.
 */

const STEPS = 500;
class Client {
  page = new Page();
  /** The room as it was last written to the device. */
  #kept: readonly KeptRoom[] = [];
  readonly user: Author;
  readonly device: string;
  readonly server: Server;
  /** Frames on their way, oldest first. */
  up: ClientMessage[] = [];
  down: ServerMessage[] = [];
  /** Answers that the server is still working on. */
  late: ServerMessage[] = [];
  joined = false;
  connected = false;
  written = 0;
  #cids = 0;

  constructor(user: Author, device: string, server: Server) {
    this.user = user;
    this.device = device;
    this.server = server;
    this.page.do({ type: 'nameChosen', name: user.name });
  }

  connect(): void {
    this.connected = true;
    this.server.clients.add(this);
    this.page.said = [];
    this.page.do({ type: 'linkChanged', link: { kind: 'open' } });
    this.post();
  }

  /** Everything on its way is lost, in both directions. */
  cut(): void {
    this.connected = false;
    this.joined = false;
    this.server.clients.delete(this);
    this.up = [];
    this.down = [];
    this.late = [];
    this.page.lose();
    this.page.said = [];
  }

  /** What the server has too is written down now and then. */
  keep(): void {
    this.#kept = keptOf(this.page).rooms;
  }

  /** The window is closed, and opened again later: what was not sent is there at once, and the room as it was kept. */
  reopen(): void {
    this.cut();
    const { state, now } = this.page;
    const kept = keptOf(this.page);
    this.page = reopened({ ...kept, rooms: this.#kept }, now);
    if (this.#kept.length === 0) {
      this.page.do({ type: 'roomChosen', room: 'lobby' });
    }
    expect(this.page.room().outbox.map(({ message }) => message)).toEqual(
      state.rooms.get('lobby')?.outbox.flatMap((it) => (it.status.kind === 'acked' ? [] : it.message)),
    );
  }

  get #cid(): string {
    return `${this.device} ${++this.#cids}`;
  }

  write(replyTo: number | null): void {
    this.written++;
    this.page.do({ type: 'replyChosen', room: 'lobby', seq: replyTo });
    this.page.submit(`${this.device} ${this.written}`, this.#cid);
    this.post();
  }

  /** Does something about a message, or the room. */
  change(target: number, random: () => number): void {
    const to = { room: 'lobby', cid: this.#cid, target };
    const own = this.page
      .room()
      .window.events.some((it) => it.seq === target && isPosted(it) && it.from.id === this.user.id);
    const dice = random();
    if (dice < 0.5) {
      const message = { type: 'react', ...to, emoji: pick(EMOJI, random), on: random() < 0.6 } as const;
      this.page.do({ type: 'additionWanted', message });
    } else if (dice < 0.6) {
      this.page.do({ type: 'additionWanted', message: { type: 'pin', ...to, on: random() < 0.6 } });
    } else if (dice < 0.65) {
      const message = { type: 'setTopic', room: 'lobby', cid: to.cid, topic: `topic of ${to.cid}` } as const;
      this.page.do({ type: 'additionWanted', message });
    } else if (own && dice < 0.75) {
      this.page.do({ type: 'additionWanted', message: { type: 'delete', ...to } });
    } else if (own) {
      this.page.do({ type: 'editChosen', room: 'lobby', seq: target });
      if (this.page.room().editing !== null) {
        this.page.submit(`edit ${to.cid}`, to.cid);
      }
    }
    this.post();
  }

  look(random: () => number): void {
    const { attention } = this.page.state;
    const following = random() < 0.7;
    this.page.do(
      random() < 0.5
        ? { type: 'attentionChanged', attention: !attention }
        : { type: 'scrolled', room: 'lobby', following },
    );
    this.post();
  }

  deliverUp(): void {
    const message = this.up.shift();
    if (message !== undefined) {
      this.server.answer(this, message);
    }
  }

  /** One of the answers under way is there. */
  finish(random: () => number): void {
    const [answer] = this.late.splice(Math.floor(random() * this.late.length), 1);
    if (answer !== undefined) {
      this.down.push(answer);
    }
  }

  deliverDown(): void {
    const message = this.down.shift();
    if (message !== undefined) {
      this.page.hear(message);
      this.post();
    }
  }

  wait(): void {
    this.page.wait(100);
    // Its user wants what failed all the same.
    const failed = this.page.room().outbox.filter(({ status }) => status.kind === 'failed');
    failed.forEach(({ message: { room, cid } }) => this.page.do({ type: 'sendWantedAgain', room, cid }));
    this.post();
  }

  post(): void {
    if (this.connected) {
      this.up.push(...this.page.said);
    }
    this.page.said = [];
  }

  get isQuiet(): boolean {
    const { up, down, late, page } = this;
    const calm = up.length + down.length + late.length === 0 && nextDeadline(page.state) === null;
    return this.connected && calm && page.room().outbox.length === 0;
  }
}

/** At any time: no hole, nobody's message twice. */
function check({ page, server }: Client): void {
  const { window } = page.room();
  const seqs = window.events.map(({ seq }) => seq);
  expect(seqs).toEqual(server.log.events.slice(window.from - 1, window.to).map(({ seq }) => seq));
  const { outbox } = page.room();
  const cids = [
    ...window.events.filter(isPosted).map(({ from, cid }) => `${from.id} ${cid}`),
    ...outgoingMessages({ outbox }).map(
      ({ message }) => `${page.state.session.phase === 'inside' && page.state.session.me.id} ${message.cid}`,
    ),
  ];
  expect(new Set(cids).size).toBe(cids.length);
}

/** In the end: the page shows what is, and nothing else. */
function checkAll({ page, user, server }: Client): void {
  const { log } = server;
  const room = page.room();
  expect(room).toMatchObject({ last: log.head, outbox: [], topic: log.topic });
  expect(room.window.to).toBe(log.head);
  const present = log.page(room.window.from, room.window.to).filter(isPosted);
  expect(room.window.events.filter(isPosted).map(alike)).toEqual(present.map(alike));
  const told = log.mark(user.id);
  if (told !== undefined && room.window.from <= told.seq + 1) {
    expect(room.reading.unread).toBe(told.unread);
  }
  const others = PEOPLE.filter(({ id }) => id !== user.id).map((other) => [other.id, log.mark(other.id)?.seq ?? 0]);
  expect(room.seen.map((mark) => [mark.user.id, mark.seq])).toEqual(others.filter(([, seq]) => seq !== 0));
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed))('seed %i', (seed) => {
  it('ends well', () => {
    const random = randomFrom(seed);
    const server = new Server(random);
    const clients = [
      new Client(ANA, 'laptop', server),
      new Client(ANA, 'phone', server),
      new Client(BIA, 'tablet', server),
    ];
    clients.forEach((client) => {
      client.connect();
      while (client.up.length + client.down.length + client.late.length > 0) {
        client.deliverUp();
        client.finish(random);
        client.deliverDown();
      }
    });
    const someSeq = () => Math.ceil(random() * server.log.head);
    for (let step = 0; step < STEPS; step++) {
      const client = pick(clients, random);
      const dice = random();
      if (!client.connected) {
        dice < 0.2 ? client.connect() : client.write(null);
      } else if (dice < 0.02) {
        client.cut();
      } else if (dice < 0.03) {
        client.reopen();
      } else if (dice < 0.12) {
        client.write(random() < 0.3 && server.log.head > 0 ? pick(messages(server), random) : null);
      } else if (dice < 0.2 && server.log.head > 0) {
        client.change(pick(messages(server), random), random);
      } else if (dice < 0.24) {
        client.look(random);
      } else if (dice < 0.5) {
        client.deliverUp();
      } else if (dice < 0.6) {
        client.finish(random);
      } else if (dice < 0.96) {
        client.deliverDown();
      } else if (dice < 0.98 && server.log.head > 0) {
        client.page.do({ type: 'messageWanted', room: 'lobby', seq: someSeq() });
        client.post();
      } else if (dice < 0.99) {
        client.keep();
      } else {
        client.wait();
      }
      check(client);
    }
    settleDown(clients, random);
    clients.forEach((client) => {
      client.page.do({ type: 'newestWanted', room: 'lobby' });
      client.post();
    });
    settleDown(clients, random);
    for (const client of clients) {
      check(client);
      checkAll(client);
      const own = server.log.events.filter(isPosted).filter(({ cid }) => cid.startsWith(`${client.device} `));
      expect(own.map(({ text }) => text)).toEqual(
        Array.from({ length: client.written }, (_, i) => `${client.device} ${i + 1}`),
      );
    }
    expect(server.log.head).toBeGreaterThan(20);
  });
});

/** Until nothing is under way any more. */
function settleDown(clients: readonly Client[], random: () => number): void {
  for (let round = 0; round < 10_000 && !clients.every(({ isQuiet }) => isQuiet); round++) {
    for (const client of clients) {
      client.connected ? client.wait() : client.connect();
      client.deliverUp();
      client.finish(random);
      client.deliverDown();
    }
  }
}

function messages({ log }: Server): number[] {
  return log.events.filter(isPosted).map(({ seq }) => seq);
}
