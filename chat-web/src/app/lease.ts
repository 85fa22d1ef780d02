/** So long a window that crashed has what it had; others live on less well meanwhile. */
export const LEASE_MILLIS = 150_000;
/** In the background a browser lets a page do something once a minute. */
const RENEW_MILLIS = 60_000;

interface Held {
  readonly by: string;
  readonly until: number;
}

/**
 * Which one of a browser's windows has something, where there are no locks: on plain http. Two that find it free in the same moment
 * may both take it; the last one has it then.
 */
export class Lease {
  readonly #key: string;
  readonly #storage: () => Storage;
  readonly #id: string;
  #renewal: ReturnType<typeof setInterval> | undefined;

  /** @param storage may throw, as `localStorage` does where it is forbidden: then each window has it */
  constructor(key: string, id: string, storage: () => Storage = () => localStorage) {
    this.#key = key;
    this.#id = id;
    this.#storage = storage;
  }

  /** Whether this window has it, by now. */
  takeIfFree(): boolean {
    const holder = this.#read();
    if (holder === null) {
      this.take();
    }
    return holder === null || holder.by === this.#id;
  }

  /** Whoever had it. */
  take(): void {
    this.#write();
    clearInterval(this.#renewal);
    this.#renewal = setInterval(() => {
      if (this.#read()?.by === this.#id) {
        this.#write();
      } else {
        clearInterval(this.#renewal);
      }
    }, RENEW_MILLIS);
  }

  release(): void {
    clearInterval(this.#renewal);
    if (this.#read()?.by === this.#id) {
      try {
        this.#storage().removeItem(this.#key);
      } catch {
        // It ends by itself.
      }
    }
  }

  /** Null: nobody's, or not to be found out. */
  #read(): Held | null {
    try {
      const held: unknown = JSON.parse(this.#storage().getItem(this.#key) ?? 'null');
      const { by, until } = (typeof held === 'object' && held !== null ? held : {}) as Record<string, unknown>;
      const now = Date.now();
      // A clock that was turned back keeps nobody waiting.
      const isGood = typeof by === 'string' && typeof until === 'number' && until > now && until <= now + LEASE_MILLIS;
      return isGood ? { by, until } : null;
    } catch {
      return null;
    }
  }

  #write(): void {
    try {
      const held: Held = { by: this.#id, until: Date.now() + LEASE_MILLIS };
      this.#storage().setItem(this.#key, JSON.stringify(held));
    } catch {
      // Each has it.
    }
  }
}
