/**
 * Which window of a browser tells what happened: the one that somebody looked at last, as long as it is open; then another one.
 * So nothing is told twice, nor of a room that is being looked at in another window.
 */
export class Duty {
  readonly #locks: LockManager | undefined;
  /** Whose windows these are; null: nobody's. */
  #owner: string | null = null;
  #held = false;
  /** Ends holding, or waiting for it. */
  #end: () => void = () => undefined;

  /** @param locks there are none on insecure origins: each window is then on duty, and tells by sound only */
  constructor(locks: LockManager | undefined = globalThis.navigator?.locks) {
    this.#locks = locks;
  }

  get held(): boolean {
    return this.#locks === undefined || this.#held;
  }

  /** @param looked somebody looks at this window */
  serve(owner: string | null, looked: boolean): void {
    if (owner !== this.#owner) {
      this.#end();
      this.#owner = owner;
      this.#ask(looked);
    }
  }

  /** Somebody looks at this window now. */
  take(): void {
    if (!this.#held) {
      this.#end();
      this.#ask(true);
    }
  }

  #ask(steal: boolean): void {
    const owner = this.#owner;
    if (owner === null || this.#locks === undefined) {
      return;
    }
    const waiting = new AbortController();
    let over = false;
    let release: () => void = () => undefined;
    this.#end = () => {
      over = true;
      this.#held = false;
      waiting.abort();
      release();
    };
    const hold = (): Promise<void> | undefined => {
      if (over) {
        return undefined;
      }
      this.#held = true;
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    const options = steal ? { steal } : { signal: waiting.signal };
    this.#locks.request(`chat-tell ${owner}`, options, hold).catch(() => {
      if (!over) {
        // Another window took it: this one stands in line again.
        this.#held = false;
        this.#ask(false);
      }
    });
  }
}
