import { holdLock } from './locks';

/**
 * The windows of one browser. Each is known by an id, and holds a lock of that name for as long as it lives: whoever gets the
 * lock of another knows that it is gone, however it went.
 */

const LOCK = 'chat-tab:';
const ADOPTING = 'chat-adopt';
const CHANNEL = 'chat-tabs';
const KEY = 'chat-tab';

/** A window that is only loaded anew is back before this, and sees to its own things. */
const BACK_MILLIS = 2_000;

/** What windows need of the browser; some of it is there on secure origins only. */
export interface Surroundings {
  readonly locks: Pick<LockManager, 'request' | 'query'> | undefined;
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;
  readonly newId: () => string;
}

export class Tabs {
  readonly #surroundings: Surroundings;
  readonly #watched = new Set<string>();
  #id = '';

  private constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Makes this window known. One that is loaded anew is the same as before, unless it was doubled. */
  static async open(surroundings: Surroundings): Promise<Tabs> {
    const tabs = new Tabs(surroundings);
    const before = tabs.#remembered();
    if (before === null || !(await tabs.#hold(before))) {
      await tabs.#hold(surroundings.newId());
    }
    tabs.#remember();
    return tabs;
  }

  get id(): string {
    return this.#id;
  }

  /**
   * Does something about windows that are gone, while no other window does the same.
   *
   * @param work is given what is known of the others: without locks that none of them is left
   */
  async settle<T>(work: (isAlive: (tab: string) => boolean) => Promise<T>): Promise<T> {
    const { locks } = this.#surroundings;
    if (locks === undefined) {
      return work(() => false);
    }
    return locks.request(ADOPTING, async () => {
      const alive = new Set((await this.#held(locks)).map(({ name = '' }) => name));
      return work((tab) => alive.has(LOCK + tab));
    });
  }

  /** Tells each time when another window is gone. */
  async watch(gone: () => void): Promise<void> {
    const { locks, channel } = this.#surroundings;
    if (locks === undefined) {
      return;
    }
    const others = channel(CHANNEL);
    others.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') {
        this.#await(locks, data, gone);
      }
    };
    for (const { name = '' } of await this.#held(locks)) {
      if (name.startsWith(LOCK)) {
        this.#await(locks, name.slice(LOCK.length), gone);
      }
    }
    others.postMessage(this.#id);
  }

  #await(locks: Pick<LockManager, 'request'>, tab: string, gone: () => void): void {
    if (tab === this.#id || this.#watched.has(tab)) {
      return;
    }
    this.#watched.add(tab);
    const ended = () => {
      this.#watched.delete(tab);
      setTimeout(gone, BACK_MILLIS);
    };
    locks.request(LOCK + tab, () => undefined).then(ended, ended);
  }

  async #held(locks: Pick<LockManager, 'query'>): Promise<readonly LockInfo[]> {
    const { held = [] } = await locks.query();
    return held;
  }

  /** False: another window has this id. */
  #hold(id: string): Promise<boolean> {
    const { locks } = this.#surroundings;
    this.#id = id;
    if (locks === undefined) {
      return Promise.resolve(true);
    }
    return new Promise((done) => {
      const missed = () => done(false);
      holdLock(locks, LOCK + id, 'ifFree', { got: () => done(true), missed, refused: missed });
    });
  }

  #remembered(): string | null {
    try {
      return this.#surroundings.storage().getItem(KEY);
    } catch {
      return null;
    }
  }

  #remember(): void {
    try {
      this.#surroundings.storage().setItem(KEY, this.#id);
    } catch {
      // Another one after being loaded anew, then.
    }
  }
}
