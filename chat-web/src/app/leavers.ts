import type { State } from '../state/model';
import type { Keeper } from './keeper';
import { LEFT_USERS_MAX } from './left-words';
import type { Memory } from './memory';
import { emojiPicks } from './picks';
import { Shelf } from './shelf';

/** So many at most: a window that sleeps may hear of its end when others came and went since. */
export const SIGNED_OUT_MAX = LEFT_USERS_MAX + 1;

/** Who signed out by hand, the last one first: all windows of a browser know it before the server has ended them. */
const signOuts = new Shelf<readonly string[]>('chat-signed-out', (kept) =>
  Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [],
);

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
      signOuts.put([owner, ...signedOutBut(owner)].slice(0, SIGNED_OUT_MAX));
      this.#keeper.forget(owner);
    }
    this.#leave(owner);
  }

  letGo(owner: string | null, rooms: State['rooms']): void {
    if (owner !== null && signOuts.read().includes(owner)) {
      // By hand, in another window; the server ends all of them alike.
      this.#keeper.forget(owner);
    } else if (owner !== null) {
      this.#keeper.letGo(owner, rooms);
    }
    this.#leave(owner);
  }

  cameIn(owner: string | null): void {
    if (owner !== null && signOuts.read().includes(owner)) {
      signOuts.put(signedOutBut(owner));
    }
  }

  #leave(owner: string | null): void {
    emojiPicks.forget();
    this.#memory.forget(owner);
  }
}

function signedOutBut(owner: string): readonly string[] {
  return signOuts.read().filter((id) => id !== owner);
}
