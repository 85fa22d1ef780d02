/** One value that stays on this device. A browser that keeps nothing, or holds rubbish, is no reason not to chat. */
export class Shelf<T> {
  readonly key: string;
  readonly #parse: (kept: unknown) => T;
  readonly #storage: () => Storage;

  /**
   * @param parse makes the best of anything
   * @param storage may throw, as `localStorage` does where it is forbidden
   */
  constructor(key: string, parse: (kept: unknown) => T, storage: () => Storage = () => localStorage) {
    this.key = key;
    this.#parse = parse;
    this.#storage = storage;
  }

  read(): T {
    try {
      return this.#parse(JSON.parse(this.#storage().getItem(this.key) ?? 'null'));
    } catch {
      return this.#parse(null);
    }
  }

  put(value: unknown): void {
    try {
      this.#storage().setItem(this.key, JSON.stringify(value));
    } catch {
      // Good for as long as the page is open.
    }
  }
}
