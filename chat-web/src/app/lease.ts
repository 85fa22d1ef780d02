import { recordOf, Shelf } from './shelf';

const KEY = 'chat-duty';
/** So long a window that crashed has what it had; others live on less well meanwhile. */
export const LEASE_MILLIS = 150_000;
/** In the background a browser lets a page do something once a minute. */
const RENEW_MILLIS = 60_000;

interface Held {
  readonly by: string;
  readonly until: number;
}

/** By owner; only those that hold still, so there are never more than windows. */
type AllHeld = ReadonlyMap<string, Held>;

/**
 * Which one of a browser's windows has something of an owner, where there are no locks: on plain http. Two that find it free in
 * the same moment may both take it; the last one has it then.
 */
export class Lease {
  readonly #id: string;
  readonly #shelf: Shelf<AllHeld>;
  #renewal: ReturnType<typeof setInterval> | undefined;

  /** @param storage may throw, as `localStorage` does where it is forbidden: then each window has it */
  constructor(id: string, storage?: () => Storage) {
    this.#id = id;
    this.#shelf = new Shelf(KEY, parseHeld, (all) => Object.fromEntries(all), storage);
  }

  /** Whether that is where it is kept; null: all that was kept is gone. */
  isAt(key: string | null): boolean {
    return key === null || key === KEY;
  }

  /** Whether this window has it, by now. */
  takeIfFree(owner: string): boolean {
    const holder = this.#shelf.read().get(owner);
    if (holder === undefined) {
      this.take(owner);
    }
    return holder === undefined || holder.by === this.#id;
  }

  /** Whoever had it. */
  take(owner: string): void {
    this.#write(owner);
    clearInterval(this.#renewal);
    this.#renewal = setInterval(() => {
      if (this.#has(owner)) {
        this.#write(owner);
      } else {
        clearInterval(this.#renewal);
      }
    }, RENEW_MILLIS);
  }

  release(owner: string): void {
    clearInterval(this.#renewal);
    if (this.#has(owner)) {
      const all = new Map(this.#shelf.read());
      all.delete(owner);
      this.#shelf.put(all);
    }
  }

  #has(owner: string): boolean {
    return this.#shelf.read().get(owner)?.by === this.#id;
  }

  #write(owner: string): void {
    const held: Held = { by: this.#id, until: Date.now() + LEASE_MILLIS };
    this.#shelf.put(new Map(this.#shelf.read()).set(owner, held));
  }
}

function parseHeld(kept: unknown): AllHeld {
  const now = Date.now();
  return new Map(
    Object.entries(recordOf(kept)).flatMap(([owner, held]) => {
      const { by, until } = recordOf(held);
      // A clock that was turned back keeps nobody waiting.
      const isGood = typeof by === 'string' && typeof until === 'number' && until > now && until <= now + LEASE_MILLIS;
      return isGood ? [[owner, { by, until }] as const] : [];
    }),
  );
}
