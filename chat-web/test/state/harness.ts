import { GUESTS_ONLY } from '../../src/protocol/api';
import type { ClientMessage, Posted, ReadMark, RoomEvent, ServerMessage, User } from '../../src/protocol/messages';
import { userOf } from '../../src/protocol/text';
import type { Happening } from '../../src/state/actions';
import type { Plan } from '../../src/state/create';
import { initialState, NOTHING_REMEMBERED, type Remembered } from '../../src/state/initial';
import type { Alert, Effect, Kept, Room, RoomTerms, State } from '../../src/state/model';
import { reduce } from '../../src/state/reduce';
import { keptDraft } from '../../src/state/drafts';
import { keptOutgoing, keptRoom, keptUser } from '../../src/state/kept';
import { outgoingMessages, timeline } from '../../src/state/select';

export const ME: User = userOf({ id: 'me', name: 'Ana' });
export const BIA: User = userOf({ id: 'bia', name: 'Bia' });
export const CAIO: User = userOf({ id: 'caio', name: 'Caio' });
export const EPOCH = 'e1';

export const LIMITS = {
  frameBytes: 65_536,
  textCodePoints: 8_000,
  roomsPerConnection: 100,
  resumeEvents: 2_000,
  historyPage: 300,
  sendBurst: 20,
  sendsPerSecond: 5,
};

type Said<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** The page without transport and view: what happens goes in, state and words for the server come out. */
export class Page {
  state: State;
  now = Date.UTC(2026, 0, 1, 12);
  /** Everything said since the last `take`. */
  said: ClientMessage[] = [];
  everSaid: ClientMessage[] = [];
  effects: Effect[] = [];

  constructor(remembered: Partial<Remembered> = {}) {
    const state = initialState({ ...NOTHING_REMEMBERED, ...remembered });
    this.state = { ...state, entry: { ...state.entry, ways: GUESTS_ONLY } };
  }

  do(...happenings: Happening[]): this {
    for (const happening of happenings) {
      const [state, effects] = reduce(this.state, { ...happening, now: this.now, random: 0.999 });
      this.state = state;
      this.effects.push(...effects);
      const said = effects.flatMap((effect) => (effect.do === 'say' ? [effect.message] : []));
      this.said.push(...said);
      this.everSaid.push(...said);
    }
    return this;
  }

  hear(...messages: ServerMessage[]): this {
    return this.do(...messages.map((message) => ({ type: 'received', message }) as const));
  }

  wait(millis: number): this {
    this.now += millis;
    return this.do({ type: 'ticked' });
  }

  /** What was said of one type since the last time, oldest first; everything said so far is forgotten. */
  take<T extends ClientMessage['type']>(type: T): Said<T>[] {
    const taken = this.said.filter((message): message is Said<T> => message.type === type);
    this.said = [];
    return taken;
  }

  /** The last thing said of one type, which must be there. */
  lastSaid<T extends ClientMessage['type']>(type: T): Said<T> & { id: number } {
    const message = this.said.findLast((said): said is Said<T> => said.type === type);
    if (message?.id === undefined) {
      throw new Error(`said: no ${type} with an id (expected: one)`);
    }
    return { ...message, id: message.id };
  }

  /** A connection that comes up and is welcomed. */
  connect(user: User = ME, epoch: string = EPOCH, marks: readonly ReadMark[] = []): this {
    this.welcome(user, epoch).hear({ type: 'unread', id: this.lastSaid('unread').id, rooms: marks, more: false });
    return this.hear({ type: 'blocks', id: this.lastSaid('blocks').id, users: [] });
  }

  /** The same, as long as nothing more was answered. */
  welcome(user: User = ME, epoch: string = EPOCH): this {
    this.do({ type: 'linkChanged', link: { kind: 'connecting' } }, { type: 'linkChanged', link: { kind: 'open' } });
    const { id } = this.lastSaid('hello');
    return this.hear({
      type: 'welcome',
      id,
      user,
      token: `token of ${user.id}`,
      epoch,
      limits: LIMITS,
      heartbeatSeconds: 25,
    });
  }

  lose(code = 1006): this {
    return this.do({ type: 'linkChanged', link: { kind: 'waiting', until: this.now + 500, code } });
  }

  /** Answers the last join of a room. */
  joined(seq: number, { room = 'lobby', members = [ME, BIA] }: { room?: string; members?: User[] } = {}): this {
    const { id } = this.lastSaid('join');
    return this.hear({ type: 'joined', id, room, title: room, seq, count: members.length, members });
  }

  /** Answers the join of one of several rooms. */
  joinedOne(room: string, seq: number, members: User[] = [ME, BIA]): this {
    const join = this.said.findLast((said) => said.type === 'join' && said.room === room);
    const id = join?.id === undefined ? {} : { id: join.id };
    return this.hear({ type: 'joined', ...id, room, title: room, seq, count: members.length, members });
  }

  live(room = 'lobby'): this {
    return this.hear({ type: 'live', room });
  }

  /** Answers the last request for history with these events. */
  history(events: RoomEvent[], more: boolean, first = 1): this {
    const { id, room } = this.lastSaid('history');
    return this.hear({ type: 'history', id, room, events, first, more });
  }

  submit(text: string, cid: string, room = 'lobby'): this {
    return this.do({ type: 'drafted', room, text }, { type: 'submitted', room, cid });
  }

  ack(cid: string, seq: number, duplicate = false): this {
    return this.hear({ type: 'ack', room: 'lobby', cid, seq, at: this.now, duplicate });
  }

  /** The last send is refused. */
  refuse(code: string, retryAfterMillis?: number): this {
    const { id, cid } = this.lastSaid('send');
    return this.hear({
      type: 'error',
      id,
      code,
      message: `English for ${code}`,
      cid,
      ...(retryAfterMillis === undefined ? {} : { retryAfterMillis }),
    });
  }

  room(name = 'lobby'): Room {
    const room = this.state.rooms.get(name);
    if (room === undefined) {
      throw new Error(`room: no ${name} (expected: one that was entered)`);
    }
    return room;
  }

  /** The texts that a person sees in a room: what is in the log, then what is on its way. */
  shown(name = 'lobby'): string[] {
    const room = this.room(name);
    const stored = timeline(room, ME.id).flatMap((line) => (line.kind === 'message' ? line.event.text : []));
    return [...stored, ...outgoingMessages(room).map(({ message }) => message.text)];
  }

  fates(name = 'lobby'): string[] {
    return this.room(name).outbox.map(({ message, status }) => `${message.cid} ${status.kind}`);
  }
}

/** What a page has on the device when it has had the time to write down everything. */
export function keptOf({ state }: Page): Kept {
  const user = keptUser(state);
  if (user === null) {
    throw new Error('session: nobody (expected: somebody inside)');
  }
  const rooms = [...state.rooms.values()];
  return {
    user,
    rooms: rooms.flatMap((room) => {
      const kept = keptRoom(room);
      return kept === undefined || kept === 'asBefore' ? [] : kept;
    }),
    drafts: rooms.flatMap((room) => keptDraft(room) ?? []),
    outbox: rooms.flatMap(({ outbox, epoch }) => outbox.flatMap((outgoing) => keptOutgoing(outgoing, epoch) ?? [])),
  };
}

/** The page is opened anew by somebody who was here before, with what was kept. */
export function reopened(kept: Kept, now: number): Page {
  const { me } = kept.user;
  const rooms = kept.rooms.map(({ room }) => room);
  const page = new Page({ name: me.name, token: `token of ${me.id}`, user: me.id, rooms, active: rooms[0] ?? null });
  page.now = now;
  // As it comes from a database: nothing in it is the same object as before.
  return page.do({ type: 'restored', kept: structuredClone(kept), enter: true }, { type: 'started' });
}

/** A page in the lobby, with a log of so many messages that it was told of. */
export function inLobby(seq = 0): Page {
  const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(seq);
  if (seq > 0) {
    page.history(range(Math.max(1, seq - 49), seq), seq > 50);
  }
  page.live();
  page.said = [];
  page.effects = [];
  return page;
}

/** What is told of one message in the lobby: nothing special. */
export function alertFrom(user: User, change: Partial<Alert> = {}): Alert {
  return {
    room: 'lobby',
    title: 'lobby',
    direct: false,
    count: 1,
    calls: false,
    seq: 1,
    by: user.id,
    from: user.name,
    text: 'hi',
    desktop: true,
    volume: 0.5,
    ...change,
  };
}

export function posted(seq: number, change: Partial<Posted> = {}): Posted {
  return {
    type: 'posted',
    room: 'lobby',
    seq,
    at: Date.UTC(2026, 0, 1, 10) + seq * 1_000,
    from: { id: BIA.id, name: BIA.name },
    cid: `b${seq}`,
    text: `message ${seq}`,
    ...change,
  };
}

export function mine(seq: number, cid: string, text: string): Posted {
  return posted(seq, { from: { id: ME.id, name: ME.name }, cid, text });
}

/** Messages from one `seq` to another, both included. */
export function range(from: number, to: number): Posted[] {
  return Array.from({ length: to - from + 1 }, (_, i) => posted(from + i));
}

/** A room is wanted, as most are unless told otherwise. */
export function planned(title: string, change: Partial<Plan> = {}): Happening {
  const plan: Plan = { title, visibility: 'public', posting: 'all', cid: 'room', nextCid: 'room settings', ...change };
  return { type: 'roomPlanned', plan };
}

/** In the lobby, under these terms. */
export function under(terms: Partial<RoomTerms>, page: Page = inLobby(1)): Page {
  const room = page.room();
  page.state = {
    ...page.state,
    rooms: new Map(page.state.rooms).set('lobby', { ...room, terms: { ...room.terms, ...terms } }),
  };
  return page;
}
