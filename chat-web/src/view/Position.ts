import { anchorOf, hold, messageFrom, type Anchor, type ShownRow } from './Rows';

/** Whoever scrolls up so far wants away from the end. */
export const LEAVE_END_PX = 4;

/** Where somebody is in a timeline: what they look at stays where it is, whatever comes above it. */
export class Position {
  #anchor: Anchor | null = null;
  #message: Anchor | null = null;
  /** Where it was scrolled to when that was last looked at, and when the browser last told. */
  #knownTop = 0;
  #toldTop = 0;
  #leaving = false;

  get anchor(): Anchor | null {
    return this.#anchor;
  }

  /** By this the place can be found again later. */
  get message(): Anchor | null {
    return this.#message;
  }

  /** Somebody scrolls up from the end, and of that no event came yet. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** Somebody may have scrolled without an event yet that tells: what is to be held stands elsewhere then. */
  catchUp(box: HTMLElement | null): void {
    const unheard = (box?.scrollTop ?? 0) - this.#knownTop;
    this.#knownTop += unheard;
    if (unheard !== 0) {
      this.#anchor = moved(this.#anchor, unheard);
      this.#message = moved(this.#message, unheard);
    }
    this.#leaving ||= unheard < -LEAVE_END_PX;
  }

  /** The browser tells that somebody scrolled; whether that was up. */
  scrolled(box: HTMLElement, rows: readonly ShownRow[]): boolean {
    const up = box.scrollTop < this.#toldTop - 1;
    this.#toldTop = this.#knownTop = box.scrollTop;
    this.#leaving = false;
    this.#look(box, rows);
    return up;
  }

  /** After something changed: `toEnd`, or so that nothing moves, or as it is. */
  settle(box: HTMLElement, rows: readonly ShownRow[], how: 'toEnd' | 'hold' | 'stay'): void {
    if (how === 'toEnd' && !this.#leaving) {
      box.scrollTop = box.scrollHeight;
    } else if (how === 'hold') {
      hold(box, rows, this.#anchor);
    }
    this.#look(box, rows);
    this.#knownTop = box.scrollTop;
    if (!this.#leaving) {
      this.#toldTop = box.scrollTop;
    }
  }

  #look(box: HTMLElement, rows: readonly ShownRow[]): void {
    this.#anchor = anchorOf(box, rows);
    this.#message = messageFrom(box, rows);
  }
}

function moved(anchor: Anchor | null, by: number): Anchor | null {
  return anchor === null ? null : { key: anchor.key, offset: anchor.offset - by };
}
