import { BOUNDS, type KeptUser, type Outgoing, type Room, type State } from '../state/model';
import { newRoom } from '../state/initial';
import { keptDraft } from '../state/drafts';
import { keptOutgoing, keptRoom, keptUser } from '../state/kept';
import { draftName, type Database, type Found, type Put } from './database';
import type { DraftRow, OutgoingRow } from './kept-rows';

/** A text that is being typed is written down this long after its first letter; one that is sent, at once. */
export const DRAFT_MILLIS = 300;
/** What the server has too is written down less often. */
export const ROOM_MILLIS = 2_000;
/** What could not be written is tried again after this. */
export const RETRY_MILLIS = 10_000;

/** So many works wait for the database at most: each is of a user who left while it was opened, which takes seconds. */
export const LATE_MAX = 16;

type Work = (database: Database) => Promise<void>;

/** The parts of the state that were written, to tell what changed since. */
interface Written {
  readonly owner: string;
  session: State['session'] | null;
  blocked: State['blocked'] | null;
  readonly rooms: Map<string, Room>;
  readonly drafts: Map<string, Room>;
  readonly outboxes: Map<string, readonly Outgoing[]>;
  /** The places of what is in the outboxes, by cid. */
  readonly orders: Map<string, number>;
}

/** Writes down what is to outlast the page, whenever the state has changed. */
export class Keeper {
  readonly #state: () => State;
  #database: Database | null = null;
  #tab = '';
  #written: Written | null = null;
  /** Of the words that were ever to be written: how each row goes that may be there, by its name. */
  readonly #removals = new Map<string, Put>();
  /** What was asked for before there was a database. */
  #late: readonly Work[] = [];
  #order = 0;
  #failing = false;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  #roomTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(state: () => State) {
    this.#state = state;
  }

  /** From now on there is where to write to. */
  use(database: Database, tab: string): void {
    this.#database = database;
    this.#tab = tab;
    this.#late.forEach((work) => this.#whenThere(work));
    this.#late = [];
    this.notice();
  }

  /** What is in the state now came from the database: only what changes is written. */
  begin(found: Found): void {
    const { owner, session, blocked, rooms } = this.#state();
    if (owner === null) {
      return;
    }
    this.#written = { ...nothing(owner), session, blocked };
    this.know(found.outbox);
    found.drafts.forEach((row) => this.#mayBeThere({ store: 'drafts', name: draftName(row), row }));
    // Rooms that were left since are written as gone.
    for (const { room, title } of found.rooms) {
      this.#written.rooms.set(room, newRoom(room, title));
    }
    for (const room of rooms.values()) {
      this.#written.rooms.set(room.name, room);
      this.#written.drafts.set(room.name, room);
      this.#written.outboxes.set(room.name, room.outbox);
    }
    // What was given up, because the log that it was about is no more, goes.
    for (const { message, at, tries } of found.outbox) {
      const outbox = this.#written.outboxes.get(message.room) ?? [];
      if (!outbox.some((outgoing) => outgoing.message.cid === message.cid)) {
        const gone: Outgoing = { message, at, tries, status: { kind: 'queued', problem: null } };
        this.#written.outboxes.set(message.room, [...outbox, gone]);
      }
    }
  }

  /** These are written already, for this window to send. */
  know(outbox: readonly OutgoingRow[]): void {
    for (const { message, order } of outbox) {
      this.#order = Math.max(this.#order, order);
      this.#written?.orders.set(message.cid, order);
      this.#mayBeThere({ store: 'outbox', name: message.cid, row: undefined });
    }
  }

  /** Whether what is typed would be there again if the page went now. */
  get canKeep(): boolean {
    return this.#database !== null && !this.#database.isClosed && !this.#failing;
  }

  /** The state may have changed. */
  notice(): void {
    const { owner, rooms } = this.#state();
    if (owner === null) {
      this.#stop();
      return;
    }
    if (this.#database === null || this.#database.isClosed || this.#retryTimer !== undefined) {
      return;
    }
    if (this.#written?.owner !== owner) {
      this.#stop();
      this.#written = nothing(owner);
      this.#write([...this.#allWords(this.#written, rooms, this.#removals), ...this.#roomPuts(this.#written)], true);
      this.#database.sweep(owner, this.#tab).catch(() => undefined);
      return;
    }
    const sent = this.#outboxPuts(this.#written, rooms);
    if (sent.length > 0) {
      // What was typed is sent now: both are written, or neither.
      this.#write([...sent, ...this.#draftPuts(this.#written, rooms)]);
    }
    this.#plan(this.#written);
  }

  /** The page may be gone in a moment. */
  flush(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.notice();
    this.#writeDrafts();
    this.#writeRooms();
  }

  /** Nothing of this user stays. */
  forget(owner: string): void {
    this.#stop();
    this.#removals.clear();
    this.#whenThere((database) => database.erase(owner));
  }

  /** Of this user stays what is in these rooms and was not sent, for when they come in again. */
  letGo(owner: string, rooms: State['rooms']): void {
    const before = this.#written?.owner === owner ? this.#written : nothing(owner);
    const removals = new Map(this.#removals);
    this.#stop();
    this.#removals.clear();
    this.#whenThere((database) => {
      const words = this.#allWords({ ...nothing(owner), orders: before.orders }, rooms, removals);
      return database.leave(owner, this.#tab, words);
    });
  }

  /** Whoever leaves may be faster than the database. */
  #whenThere(work: Work): void {
    const database = this.#database;
    if (database === null) {
      this.#late = [...this.#late, work].slice(-LATE_MAX);
    } else {
      work(database).catch(() => (this.#failing = true));
    }
  }

  #stop(): void {
    this.#written = null;
    clearTimeout(this.#draftTimer);
    clearTimeout(this.#roomTimer);
    this.#draftTimer = this.#roomTimer = undefined;
  }

  #plan(written: Written): void {
    const { rooms, session, blocked } = this.#state();
    const all = [...rooms.values()];
    const gone = written.rooms.size > 0 && [...written.rooms.keys()].some((name) => !rooms.has(name));
    if (all.some((room) => !hasSameDraft(room, written.drafts.get(room.name)))) {
      this.#draftTimer ??= setTimeout(() => this.#writeDrafts(), DRAFT_MILLIS);
    }
    const changed = session !== written.session || blocked !== written.blocked || gone;
    if (changed || all.some((room) => !isSameRoom(room, written.rooms.get(room.name)))) {
      this.#roomTimer ??= setTimeout(() => this.#writeRooms(), ROOM_MILLIS);
    }
  }

  #writeDrafts(): void {
    clearTimeout(this.#draftTimer);
    this.#draftTimer = undefined;
    if (this.#written !== null) {
      this.#write(this.#draftPuts(this.#written, this.#state().rooms));
    }
  }

  #writeRooms(): void {
    clearTimeout(this.#roomTimer);
    this.#roomTimer = undefined;
    if (this.#written !== null) {
      this.#write(this.#roomPuts(this.#written));
    }
  }

  #write(puts: readonly Put[], alone = false): void {
    const { owner } = this.#state();
    if (owner === null || this.#database === null || this.#database.isClosed || (puts.length === 0 && !alone)) {
      return;
    }
    puts.forEach((put) => this.#mayBeThere(put));
    try {
      this.#database.write(owner, puts, alone).then(
        () => this.#succeeded(puts),
        () => this.#failed(),
      );
    } catch {
      this.#failed();
    }
  }

  #mayBeThere({ store, name }: Put): void {
    if (store === 'outbox' || store === 'drafts') {
      this.#removals.set(name, { store, name, row: undefined });
    }
  }

  #succeeded(puts: readonly Put[]): void {
    this.#failing = false;
    // A message is written and goes once; a draft may be back by now.
    puts
      .filter(({ store, row }) => store === 'outbox' && row === undefined)
      .forEach(({ name }) => this.#removals.delete(name));
  }

  /** The disk is full, most likely: words are worth more than what the server has too. All is written anew in a while. */
  #failed(): void {
    this.#failing = true;
    this.#stop();
    this.#database?.dropRooms().catch(() => undefined);
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = undefined;
      this.notice();
    }, RETRY_MILLIS);
  }

  /** Each of them anew; what could not be removed while nothing was written would be back with the next page. */
  #allWords(written: Written, rooms: State['rooms'], removals: ReadonlyMap<string, Put>): Put[] {
    const words = [...this.#outboxPuts(written, rooms), ...this.#draftPuts(written, rooms)];
    const names = new Set(words.map(({ name }) => name));
    return [...[...removals.values()].filter(({ name }) => !names.has(name)), ...words];
  }

  #outboxPuts(written: Written, rooms: State['rooms']): Put[] {
    const puts: Put[] = [];
    const names = new Set([...rooms.keys(), ...written.outboxes.keys()]);
    for (const name of names) {
      const now = rooms.get(name)?.outbox ?? [];
      const before = written.outboxes.get(name) ?? [];
      if (now !== before) {
        puts.push(...this.#changesOf(written, before, now, rooms.get(name)?.epoch ?? ''));
        rooms.has(name) ? written.outboxes.set(name, now) : written.outboxes.delete(name);
      }
    }
    return puts;
  }

  #changesOf({ orders }: Written, before: readonly Outgoing[], now: readonly Outgoing[], epoch: string): Put[] {
    const old = new Map(before.map((outgoing) => [outgoing.message.cid, outgoing]));
    const puts: Put[] = [];
    for (const outgoing of now) {
      const kept = keptOutgoing(outgoing, epoch);
      if (kept === null) {
        continue;
      }
      const { cid } = outgoing.message;
      const known = old.get(cid);
      old.delete(cid);
      if (known === undefined || !isSameOutgoing(known, outgoing)) {
        const order = orders.get(cid) ?? (this.#order = Math.max(this.#order + 1, Date.now()));
        orders.set(cid, order);
        puts.push({ store: 'outbox', name: cid, row: { ...kept, tab: this.#tab, order } });
      }
    }
    for (const cid of old.keys()) {
      if (orders.delete(cid)) {
        puts.push({ store: 'outbox', name: cid, row: undefined });
      }
    }
    return puts;
  }

  #draftPuts({ drafts }: Written, rooms: State['rooms']): Put[] {
    const puts: Put[] = [];
    for (const room of rooms.values()) {
      if (!hasSameDraft(room, drafts.get(room.name))) {
        const draft = keptDraft(room);
        puts.push(this.#draftPut(room.name, draft === null ? undefined : { ...draft, tab: this.#tab }));
      }
      drafts.set(room.name, room);
    }
    for (const name of [...drafts.keys()].filter((it) => !rooms.has(it))) {
      drafts.delete(name);
      puts.push(this.#draftPut(name, undefined));
    }
    return puts;
  }

  #draftPut(room: string, row: DraftRow | undefined): Put {
    return { store: 'drafts', name: draftName({ tab: this.#tab, room }), row };
  }

  #roomPuts(written: Written): Put[] {
    const state = this.#state();
    const puts: Put[] = [];
    for (const room of [...state.rooms.values()].slice(0, BOUNDS.keptRoomsMax)) {
      const row = isSameRoom(room, written.rooms.get(room.name)) ? 'asBefore' : keptRoom(room);
      if (row !== 'asBefore') {
        written.rooms.set(room.name, room);
        puts.push({ store: 'rooms', name: room.name, row });
      }
    }
    for (const name of [...written.rooms.keys()].filter((it) => !state.rooms.has(it))) {
      written.rooms.delete(name);
      puts.push({ store: 'rooms', name, row: undefined });
    }
    const user = this.#userOf(written, state);
    return user === null ? puts : [...puts, { store: 'users', name: '', row: user }];
  }

  /** Null: as it was. */
  #userOf(written: Written, state: State): KeptUser | null {
    const { session, blocked } = state;
    if (session === written.session && blocked === written.blocked) {
      return null;
    }
    const user = keptUser(state);
    if (user !== null) {
      written.session = session;
      written.blocked = blocked;
    }
    return user;
  }
}

function nothing(owner: string): Written {
  const maps = { rooms: new Map(), drafts: new Map(), outboxes: new Map(), orders: new Map() };
  return { owner, session: null, blocked: null, ...maps };
}

function isSameOutgoing(a: Outgoing, b: Outgoing): boolean {
  const failing = ({ status }: Outgoing) => (status.kind === 'failed' ? status : null);
  return a.message === b.message && a.tries === b.tries && failing(a) === failing(b);
}

/** Of a room that was not seen before, an empty field is nothing new. */
function hasSameDraft(room: Room, before: Room | undefined): boolean {
  return before === undefined
    ? keptDraft(room) === null
    : room.draft === before.draft && room.replyTo === before.replyTo && room.editing === before.editing;
}

function isSameRoom(room: Room, before: Room | undefined): boolean {
  if (before === undefined || room === before) {
    return room === before;
  }
  const { reading: a } = room;
  const { reading: b } = before;
  return (
    room.window === before.window &&
    room.last === before.last &&
    room.epoch === before.epoch &&
    room.title === before.title &&
    room.topic === before.topic &&
    room.terms === before.terms &&
    room.party === before.party &&
    (a === b || (a.mark === b.mark && a.unread === b.unread && a.mentions === b.mentions && a.untold === b.untold))
  );
}
