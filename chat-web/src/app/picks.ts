/** Which emoji somebody likes to take on this device. A browser that keeps nothing, or holds rubbish, has no favourites. */

const KEY = 'chat-emoji';
export const RECENT_MAX = 16;
const EMOJI_CODE_UNITS_MAX = 32;

/** From no tone over the lightest to the darkest. */
export const TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type Tone = (typeof TONES)[number];

export interface Picks {
  /** The newest first. */
  readonly recent: readonly string[];
  readonly tone: Tone;
}

const NONE: Picks = { recent: [], tone: 'none' };

export class EmojiPicks {
  readonly #storage: () => Storage;
  #picks: Picks | null = null;

  /** @param storage may throw, as `localStorage` does where it is forbidden */
  constructor(storage: () => Storage = () => localStorage) {
    this.#storage = storage;
  }

  read(): Picks {
    try {
      this.#picks ??= parse(this.#storage().getItem(KEY));
    } catch {
      this.#picks = NONE;
    }
    return this.#picks;
  }

  picked(emoji: string): void {
    const { recent, tone } = this.read();
    this.#keep({ recent: [emoji, ...recent.filter((other) => other !== emoji)].slice(0, RECENT_MAX), tone });
  }

  toned(tone: Tone): void {
    this.#keep({ ...this.read(), tone });
  }

  forget(): void {
    this.#picks = NONE;
    try {
      this.#storage().removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }

  #keep(picks: Picks): void {
    this.#picks = picks;
    try {
      this.#storage().setItem(KEY, JSON.stringify(picks));
    } catch {
      // Kept for as long as the page is open.
    }
  }
}

/** Those of this browser. */
export const emojiPicks = new EmojiPicks();

function parse(kept: string | null): Picks {
  const value: unknown = JSON.parse(kept ?? '{}');
  const { recent, tone } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    recent: Array.isArray(recent) ? recent.filter(isEmoji).slice(0, RECENT_MAX) : [],
    tone: TONES.find((known) => known === tone) ?? 'none',
  };
}

function isEmoji(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= EMOJI_CODE_UNITS_MAX &&
    /^[\p{Emoji}\p{RI}\p{M}\u200d\u{e0020}-\u{e007f}]+$/u.test(value)
  );
}
