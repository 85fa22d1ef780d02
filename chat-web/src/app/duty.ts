import { newCid } from './cid';
import { Lease } from './lease';
import { holdLock } from './locks';

const LEASE_KEY = 'chat-duty';

/**
 * Which window of a browser tells what happened: the one that somebody looked at last, as long as it is open; then another one.
 * So nothing is told twice, nor of a room that is being looked at in another window.
 */
export class Duty {
  readonly #locks: LockManager | undefined;
  readonly #lease: Lease;
  /** Whose windows these are; null: nobody's. */
  #owner: string | null = null;
  #held = false;
  /** Ends holding, or waiting for it. */
  #end: () => void = () => undefined;

  /** @param locks there are none on insecure origins: the windows agree by what is kept, and tell by sound only */
  constructor(
    locks: LockManager | undefined = globalThis.navigator?.locks,
    lease: Lease = new Lease(LEASE_KEY, newCid()),
  ) {
    this.#locks = locks;
    this.#lease = lease;
    if (locks === undefined && typeof window !== 'undefined') {
      this.#followOthers();
    }
  }

  get held(): boolean {
    return this.#locks === undefined ? this.#lease.takeIfFree() : this.#held;
  }

  /** @param looked somebody looks at this window */
  serve(owner: string | null, looked: boolean): void {
    if (owner === this.#owner) {
      return;
    }
    this.#owner = owner;
    this.#end();
    if (this.#locks !== undefined) {
      this.#ask(this.#locks, looked);
    } else if (owner === null) {
      this.#lease.release();
    } else if (looked) {
      this.#lease.take();
    }
  }

  /** Somebody looks at this window now. */
  take(): void {
    if (this.#locks === undefined) {
      if (this.#owner !== null) {
        this.#lease.take();
      }
    } else if (!this.#held) {
      this.#end();
      this.#ask(this.#locks, true);
    }
  }

  /** Where there are no locks a window that goes says so; another one takes its place before there is something to tell. */
  #followOthers(): void {
    window.addEventListener('pagehide', () => this.#lease.release());
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key === LEASE_KEY && newValue === null && this.#owner !== null) {
        this.#lease.takeIfFree();
      }
    });
  }

  #ask(locks: LockManager, looked: boolean): void {
    const owner = this.#owner;
    if (owner === null) {
      return;
    }
    const end = holdLock(locks, `chat-tell ${owner}`, looked ? 'steal' : 'wait', {
      got: () => (this.#held = true),
      missed: () => {
        // Another window took it: this one stands in line again.
        this.#held = false;
        this.#ask(locks, false);
      },
    });
    this.#end = () => {
      this.#held = false;
      end();
    };
  }
}
