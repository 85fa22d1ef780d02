import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { together } from '../state/drafts';
import type { Kept, KeptRoom, KeptUser } from '../state/model';
import type { Reader } from '../protocol/readers';
import { draft, keptRoom, keptUser, outgoing, readRow, type DraftRow, type OutgoingRow } from './kept-rows';
import { release, sweep } from './left-words';

/**
 * The device's database: what is kept of the user who is here, and what others who were let go had not sent. Rows are found by the
 * user's id and a name.
 */

const NAME = 'chat';
/** Raise it with the form of the rows, and carry over in `upgrade` what cannot be had again from the server. */
const VERSION = 1;
const STORES = ['users', 'rooms', 'drafts', 'outbox'] as const;

/** What was read from the server, and can be again. */
const READ = ['users', 'rooms'] as const;
/** What was typed, and is nowhere else. */
const TYPED = ['drafts', 'outbox'] as const;

export type StoreName = (typeof STORES)[number];
export type Transaction = IDBPTransaction<unknown, StoreName[], 'readwrite'>;

/** Without a name it is the user's only row. */
export interface Put {
  readonly store: StoreName;
  readonly name: string;
  /** Undefined: the row goes. */
  readonly row: KeptUser | KeptRoom | DraftRow | OutgoingRow | undefined;
}

/** What is kept, and of which windows. */
export interface Found extends Kept, Adopted {
  readonly drafts: readonly DraftRow[];
  readonly outbox: readonly OutgoingRow[];
}

/** What was of windows that are no more. */
export interface Adopted {
  readonly drafts: readonly DraftRow[];
  readonly outbox: readonly OutgoingRow[];
}

/** Opening may take this long; then the page goes on without. */
const OPEN_DUE_MILLIS = 2_000;

export class Database {
  readonly #db: IDBPDatabase;
  #closed = false;

  private constructor(db: IDBPDatabase) {
    this.#db = db;
    // A newer page wants to change the form of the rows: this one does without from now on.
    db.onversionchange = () => this.close();
    db.onclose = () => (this.#closed = true);
  }

  /** Null where nothing can be kept. */
  static async open(): Promise<Database | null> {
    try {
      const opening = openDB(NAME, VERSION, {
        upgrade: (db) => {
          [...db.objectStoreNames].forEach((store) => db.deleteObjectStore(store));
          STORES.forEach((store) => db.createObjectStore(store));
        },
      });
      const late = new Promise<null>((done) => setTimeout(() => done(null), OPEN_DUE_MILLIS));
      const db = await Promise.race([opening, late]);
      if (db === null) {
        opening.then((it) => it.close()).catch(() => undefined);
      }
      return db === null ? null : new Database(db);
    } catch {
      // Forbidden, as in some private windows, or the database of a newer page.
      return null;
    }
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#db.close();
  }

  /** What is kept of this user; null: nothing that makes sense. */
  async find(owner: string): Promise<Found | null> {
    const tx = this.#db.transaction([...STORES], 'readwrite');
    const sift = async <T>(name: StoreName, reader: Reader<T>): Promise<T[]> => {
      const store = tx.objectStore(name);
      const [rows, keys] = await Promise.all([store.getAll(rowsOf(owner)), store.getAllKeys(rowsOf(owner))]);
      const read = rows.map((row) => readRow(reader, row));
      await Promise.all(keys.filter((_, i) => read[i] === null).map((key) => store.delete(key)));
      return read.filter((row) => row !== null);
    };
    const [users, rooms, drafts, outbox] = await Promise.all([
      sift('users', keptUser),
      sift('rooms', keptRoom),
      sift('drafts', draft),
      sift('outbox', outgoing),
    ]);
    await tx.done;
    const [user] = users;
    return user === undefined || user.me.id !== owner ? null : { user, rooms, drafts, outbox: outbox.sort(byOrder) };
  }

  /**
   * Writes rows of this user, all or none. What is to be written is on its way when this returns, so that even a page that
   * goes at once has written it.
   *
   * @param alone what others read goes
   */
  async write(owner: string, puts: readonly Put[], alone = false): Promise<void> {
    const stores = alone ? [...STORES] : [...new Set(puts.map(({ store }) => store))];
    const strict = puts.some(({ store }) => store === 'outbox');
    const tx = this.#db.transaction(stores, 'readwrite', { durability: strict ? 'strict' : 'relaxed' });
    const work: Promise<unknown>[] = puts.map(({ store, name, row }) =>
      row === undefined ? tx.objectStore(store).delete([owner, name]) : tx.objectStore(store).put(row, [owner, name]),
    );
    if (alone) {
      work.push(...eraseReadByOthers(tx, owner));
    }
    tx.commit();
    // Each fails with the transaction; one word about it is enough.
    await Promise.all([...work.map((it) => it.catch(() => undefined)), tx.done]);
  }

  /** Somebody came in by this window: what others typed goes, where they were let go too long ago. */
  async sweep(owner: string, tab: string): Promise<void> {
    const tx = this.#db.transaction([...TYPED], 'readwrite') as Transaction;
    await Promise.all([sweep(tx, owner, tab, Date.now()), tx.done]);
  }

  /** This user is let go: nothing is left but these words, and what other windows had not sent, until they come in again. */
  async leave(owner: string, tab: string, words: readonly Put[]): Promise<void> {
    const written = words.length === 0 ? null : this.write(owner, words);
    const tx = this.#db.transaction([...STORES], 'readwrite') as Transaction;
    const erased = READ.map((name) => tx.objectStore(name).delete(rowsOf(owner)));
    await Promise.all([written, ...erased, release(tx, tab, Date.now()), tx.done]);
  }

  /** What this window had of whomever is for the one of them who comes in next. */
  async release(tab: string): Promise<void> {
    const tx = this.#db.transaction([...TYPED], 'readwrite') as Transaction;
    await Promise.all([release(tx, tab, Date.now()), tx.done]);
  }

  /**
   * Takes over what windows that are no more had not got out, and gives what that was.
   *
   * @param takes whether this window has a place for a draft in a room
   */
  async adopt(
    owner: string,
    tab: string,
    isAlive: (tab: string) => boolean,
    takes: (room: string) => boolean = () => true,
  ): Promise<Adopted> {
    const tx = this.#db.transaction([...TYPED], 'readwrite', { durability: 'strict' });
    const store = { drafts: tx.objectStore('drafts'), outbox: tx.objectStore('outbox') };
    const [typed, sent] = await Promise.all([store.drafts.getAll(rowsOf(owner)), store.outbox.getAll(rowsOf(owner))]);
    const isLost = (row: { readonly tab: string }) => row.tab !== tab && !isAlive(row.tab);
    const outbox = sent.flatMap((row) => readRow(outgoing, row) ?? []).filter(isLost);
    const all = typed.flatMap((row) => readRow(draft, row) ?? []);
    const drafts = all.filter((row) => isLost(row) && takes(row.room));
    const own = new Map(all.filter((row) => row.tab === tab).map((row) => [row.room, row]));
    drafts.forEach((row) => own.set(row.room, { ...together(own.get(row.room) ?? null, row), tab }));
    await Promise.all([
      ...outbox.map(({ leftAt: _, ...row }) => store.outbox.put({ ...row, tab }, [owner, row.message.cid])),
      ...drafts.map((row) => store.drafts.delete([owner, draftName(row)])),
      ...[...own.values()].map((row) => store.drafts.put(row, [owner, draftName(row)])),
    ]);
    await tx.done;
    return { drafts, outbox: outbox.sort(byOrder) };
  }

  /** Nothing of this user's is left. */
  async erase(owner: string): Promise<void> {
    const tx = this.#db.transaction([...STORES], 'readwrite');
    await Promise.all([...STORES.map((name) => tx.objectStore(name).delete(rowsOf(owner))), tx.done]);
  }

  /** Makes room for what cannot be had again from the server. */
  async dropRooms(): Promise<void> {
    await this.#db.clear('rooms');
  }
}

export function draftName({ tab, room }: Pick<DraftRow, 'tab' | 'room'>): string {
  return `${tab}:${room}`;
}

/** Keys are pairs of user and name; a list stands after every text, so this is where the user's end. */
function rowsOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}

function eraseReadByOthers(tx: Transaction, owner: string): Promise<unknown>[] {
  return READ.flatMap((name) => {
    const store = tx.objectStore(name);
    return [
      store.delete(IDBKeyRange.upperBound([owner], true)),
      store.delete(IDBKeyRange.lowerBound([owner, []], true)),
    ];
  });
}

function byOrder(a: OutgoingRow, b: OutgoingRow): number {
  return a.order - b.order;
}
