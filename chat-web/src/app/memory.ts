import { NOTHING_REMEMBERED, type Remembered } from '../state/initial';

const KEY = 'chat';
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
    try {
      this.#kept = parse(this.#storage().getItem(KEY));
    } catch {
      this.#kept = NOTHING_REMEMBERED;
    }
    return this.#kept;
  }

  keep(change: Partial<Remembered>): void {
    this.#kept = { ...(this.#kept ?? this.read()), ...change };
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Kept for as long as the page is open.
    }
  }

  forget(): void {
    this.#kept = NOTHING_REMEMBERED;
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
