import { newCid } from './cid';
import { Lease } from './lease';
import { holdLock } from './locks';

/**
 * Which window of a browser tells what happened to its user: the one that somebody looked at last, as long as it is open; then
 * another one. So nothing is told twice, nor of a room that is being looked at in another window.
 */
export class Duty {
  #locks: LockManager | undefined;
  readonly #lease: Lease;
  /** Whose windows these are; null: nobody's. */
  #owner: string | null = null;
  #held = false;
  /** Ends holding a lock, or waiting for it. */
  #end: () => void = () => undefined;

  /** @param locks there are none on insecure origins: the windows agree by what is kept, and tell by sound only */
  constructor(locks: LockManager | undefined = globalThis.navigator?.locks, lease: Lease = new Lease(newCid())) {
    this.#locks = locks;
    this.#lease = lease;
    if (locks === undefined) {
      this.#followOthers();
    }
  }

  /** Whether this window is to tell; where there are no locks it is from now on, if no other one was. */
  isOnDuty(): boolean {
    if (this.#locks !== undefined || this.#owner === null) {
      return this.#held;
    }
    return this.#lease.takeIfFree(this.#owner);
  }

  /** @param looked somebody looks at this window */
  serve(owner: string | null, looked: boolean): void {
    if (owner === this.#owner) {
      return;
    }
    this.#end();
    if (this.#owner !== null) {
      this.#lease.release(this.#owner);
    }
    this.#owner = owner;
    this.#ask(looked);
  }

  /** Somebody looks at this window now. */
  take(): void {
    if (!this.#held) {
      this.#end();
      this.#ask(true);
    }
  }

  /** Where there are no locks a window that goes says so; another one takes its place before there is something to tell. */
  #followOthers(): void {
    if (typeof window === 'undefined') {
      return;
    }
    window.addEventListener('pagehide', () => this.#owner !== null && this.#lease.release(this.#owner));
    window.addEventListener('storage', ({ key }) => {
      if (this.#lease.isAt(key) && this.#owner !== null) {
        this.#lease.takeIfFree(this.#owner);
      }
    });
  }

  #ask(looked: boolean): void {
    const owner = this.#owner;
    if (owner === null) {
      return;
    }
    if (this.#locks === undefined) {
      if (looked) {
        this.#lease.take(owner);
      }
      return;
    }
    const end = holdLock(this.#locks, `chat-tell ${owner}`, looked ? 'steal' : 'wait', {
      got: () => (this.#held = true),
      missed: () => {
        // Another window took it: this one stands in line again.
        this.#held = false;
        this.#ask(false);
      },
      refused: () => {
        this.#held = false;
        this.#locks = undefined;
        this.#followOthers();
        this.#ask(looked);
      },
    });
    this.#end = () => {
      this.#held = false;
      end();
    };
  }
}
