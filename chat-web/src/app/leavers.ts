import type { State } from '../state/model';
import type { Keeper } from './keeper';
import type { Memory } from './memory';
import { emojiPicks } from './picks';
import { Shelf } from './shelf';

/** Who signed out by hand last: all windows of a browser know it before the server has ended them. */
const signOuts = new Shelf<string | null>('chat-signed-out', (kept) => (typeof kept === 'string' ? kept : null));

/** What stays on the device of whoever leaves: of who signs out nothing, of who is let go what was not sent. */
export class Leavers {
  readonly #keeper: Pick<Keeper, 'forget' | 'letGo'>;
  readonly #memory: Pick<Memory, 'forget'>;

  constructor(keeper: Pick<Keeper, 'forget' | 'letGo'>, memory: Pick<Memory, 'forget'>) {
    this.#keeper = keeper;
    this.#memory = memory;
  }

  /** @param owner null: nobody knows yet who it was */
  signedOut(owner: string | null): void {
    if (owner !== null) {
      signOuts.put(owner);
      this.#keeper.forget(owner);
    }
    this.#leave(owner);
  }

  letGo(owner: string | null, rooms: State['rooms']): void {
    if (owner !== null && signOuts.read() === owner) {
      // By hand, in another window; the server ends all of them alike.
      this.#keeper.forget(owner);
    } else if (owner !== null) {
      this.#keeper.letGo(owner, rooms);
    }
    this.#leave(owner);
  }

  cameIn(owner: string | null): void {
    if (owner !== null && signOuts.read() === owner) {
      signOuts.put(null);
    }
  }

  #leave(owner: string | null): void {
    emojiPicks.forget();
    this.#memory.forget(owner);
  }
}
