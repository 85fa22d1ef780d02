/** One value that stays on this device. A browser that keeps nothing, or holds rubbish, is no reason not to chat. */
export class Shelf<T> {
  readonly key: string;
  readonly #parse: (kept: unknown) => T;
  readonly #json: (value: T) => unknown;
  readonly #storage: () => Storage;

  /**
   * @param parse makes the best of anything
   * @param json what of a value is kept, as JSON knows it
   * @param storage may throw, as `localStorage` does where it is forbidden
   */
  constructor(
    key: string,
    parse: (kept: unknown) => T,
    json: (value: T) => unknown = (value) => value,
    storage: () => Storage = () => localStorage,
  ) {
    this.key = key;
    this.#parse = parse;
    this.#json = json;
    this.#storage = storage;
  }

  read(): T {
    try {
      return this.#parse(JSON.parse(this.#storage().getItem(this.key) ?? 'null'));
    } catch {
      return this.#parse(null);
    }
  }

  put(value: T): void {
    try {
      this.#storage().setItem(this.key, JSON.stringify(this.#json(value)));
    } catch {
      // Good for as long as the page is open.
    }
  }
}

/** What may be a record, as one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
