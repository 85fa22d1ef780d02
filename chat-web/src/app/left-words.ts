import type { Reader } from '../protocol/readers';
import { together } from '../state/drafts';
import type { StoreName, Transaction } from './database';
import { draft, outgoing, readRow, type DraftRow, type OutgoingRow } from './kept-rows';

/**
 * What was typed and not sent by users who were let go: their log-in ran out, or was ended elsewhere. It waits on the device, shown
 * to nobody else, until the same user comes in again; what others typed longest ago makes room when somebody comes in.
 */

/** Of so many users at most, the last ones to be let go. */
export const LEFT_USERS_MAX = 3;
/** And of nobody for longer. */
export const LEFT_DAYS_MAX = 30;

const DAY_MILLIS = 24 * 3_600_000;

/** In the place of a window: no window has a name that begins so, so each that opens may take it over. */
const LEFT = 'left:';

interface Left<T> {
  readonly owner: string;
  readonly key: IDBValidKey;
  readonly row: T;
}

/** What a window had in hand is in nobody's from now on. */
export async function release(tx: Transaction, tab: string, now: number): Promise<void> {
  const there = `${LEFT}${tab}`;
  const [drafts, outbox] = await all(tx);
  const had = drafts.filter(({ row }) => row.tab === tab);
  const left = new Map(drafts.filter(({ row }) => row.tab === there).map(({ owner, row }) => [owner + row.room, row]));
  const store = { drafts: tx.objectStore('drafts'), outbox: tx.objectStore('outbox') };
  await Promise.all([
    ...had.map(({ key }) => store.drafts.delete(key)),
    ...had.map(({ owner, row }) => {
      const both = together(left.get(owner + row.room) ?? null, row);
      return store.drafts.put({ ...both, tab: there, leftAt: now }, [owner, `${there}:${row.room}`]);
    }),
    ...outbox
      .filter(({ row }) => row.tab === tab)
      .map(({ key, row }) => store.outbox.put({ ...row, tab: there, leftAt: now }, key)),
  ]);
}

/** Somebody came in by a window: what others typed goes where it was theirs too long ago, or is this user's by now. */
export async function sweep(tx: Transaction, owner: string, tab: string, now: number): Promise<void> {
  const [drafts, outbox] = await all(tx);
  const own = new Set([...drafts, ...outbox].filter((it) => it.owner === owner).map(({ row }) => sameness(row)));
  const goesOn = (row: DraftRow | OutgoingRow) => ('message' in row || row.tab === tab) && own.has(sameness(row));
  const others = {
    drafts: drafts.filter((it) => it.owner !== owner),
    outbox: outbox.filter((it) => it.owner !== owner),
  };
  const since = new Map<string, number>();
  for (const { owner: other, row } of [...others.drafts, ...others.outbox]) {
    // Nobody was let go in the future: then the clock was wrong.
    const leftAt = Math.min(row.leftAt ?? now, now);
    since.set(other, Math.max(since.get(other) ?? 0, leftAt));
  }
  const waiting = [...since]
    .filter(([, leftAt]) => now - leftAt < LEFT_DAYS_MAX * DAY_MILLIS)
    .sort(([, a], [, b]) => b - a)
    .slice(0, LEFT_USERS_MAX);
  const stays = new Map(waiting);
  const settle = <T extends DraftRow | OutgoingRow>(name: 'drafts' | 'outbox', { owner: other, key, row }: Left<T>) => {
    const leftAt = stays.get(other);
    const store = tx.objectStore(name);
    return leftAt === undefined || goesOn(row) ? store.delete(key) : store.put({ ...row, leftAt }, key);
  };
  await Promise.all([
    ...others.drafts.map((it) => settle('drafts', it)),
    ...others.outbox.map((it) => settle('outbox', it)),
  ]);
}

/**
 * Who is another user for the server by now goes on with the same words: they are not to be there twice. Others may have typed the
 * same into another window, or into this one before they were let go: that stays theirs.
 */
function sameness(row: DraftRow | OutgoingRow): string {
  return 'message' in row
    ? `message ${row.message.cid}`
    : `draft ${JSON.stringify([row.tab, row.room, row.text, row.replyTo, row.editing?.seq, row.editing?.text])}`;
}

function all(tx: Transaction): Promise<[Left<DraftRow>[], Left<OutgoingRow>[]]> {
  return Promise.all([rowsIn(tx, 'drafts', draft), rowsIn(tx, 'outbox', outgoing)]);
}

async function rowsIn<T>(tx: Transaction, name: StoreName, reader: Reader<T>): Promise<Left<T>[]> {
  const store = tx.objectStore(name);
  const [rows, keys] = await Promise.all([store.getAll(), store.getAllKeys()]);
  // Rubbish goes, whoever's it was.
  await Promise.all(keys.filter((_, i) => readRow(reader, rows[i]) === null).map((key) => store.delete(key)));
  return rows.flatMap((value: unknown, i) => {
    const row = readRow(reader, value);
    const key = keys[i];
    const owner = Array.isArray(key) ? key[0] : undefined;
    return row === null || key === undefined || typeof owner !== 'string' ? [] : [{ owner, key, row }];
  });
}
