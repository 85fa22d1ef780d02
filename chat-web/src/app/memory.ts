import { NOTHING_REMEMBERED, type Remembered } from '../state/initial';

export const KEY = 'chat';
const ROOMS_MAX = 100;

/** What stays when the page is closed. A browser that keeps nothing, or holds rubbish, is no reason not to chat. */
export class Memory {
  readonly #storage: () => Storage;
  #kept: Remembered | null = null;

  /** @param storage may throw, as `localStorage` does where it is forbidden */
  constructor(storage: () => Storage = () => localStorage) {
    this.#storage = storage;
  }

  read(): Remembered {
    this.#kept = this.stored();
    return this.#kept;
  }

  /** What is there now: another window may have changed it. */
  stored(): Remembered {
    try {
      return parse(this.#storage().getItem(KEY));
    } catch {
      return NOTHING_REMEMBERED;
    }
  }

  keep(change: Partial<Remembered>): void {
    const before = this.#kept ?? this.read();
    this.#kept = { ...before, ...change };
    const { user } = this.stored();
    const comesIn = change.user != null || (change.account !== undefined && change.account !== 'no');
    if (!comesIn && user !== null && user !== before.user) {
      return; // Somebody else came in in another window: only who comes in as well takes their place.
    }
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Kept for as long as the page is open.
    }
  }

  /**
   * What is kept of another user stays: they came in in another window since.
   *
   * @param owner null: whoever it was
   */
  forget(owner: string | null): void {
    this.#kept = NOTHING_REMEMBERED;
    const { user } = this.stored();
    if (owner !== null && user !== null && user !== owner) {
      return;
    }
    try {
      this.#storage().removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }
}

function parse(kept: string | null): Remembered {
  const value: unknown = JSON.parse(kept ?? '{}');
  const { name, token, account, user, rooms, active } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Record<string, unknown>;
  return {
    name: typeof name === 'string' ? name : '',
    token: typeof token === 'string' ? token : null,
    account: account === 'yes' || account === 'elsewhere' || account === 'ending' ? account : 'no',
    user: typeof user === 'string' ? user : null,
    rooms: Array.isArray(rooms) ? rooms.filter((room) => typeof room === 'string').slice(0, ROOMS_MAX) : [],
    active: typeof active === 'string' ? active : null,
  };
}
