/** A page that nobody sees gets no frames, and still has to count what is unread: so long it waits for one. */
const FRAME_DUE_MILLIS = 250;

/** Nobody waits longer than that for what is new, however slow the machine is. */
const REST_MAX_MILLIS = 200;

/** What redraws need of the browser. */
export interface Frames {
  now(): number;
  /** Calls back with the next frame, or when there is none for a while. */
  next(callback: () => void): void;
  after(millis: number, callback: () => void): void;
}

const BROWSER: Frames = {
  now: () => performance.now(),
  next: (callback) => {
    let frame = 0;
    const timer = setTimeout(() => {
      cancelAnimationFrame(frame);
      callback();
    }, FRAME_DUE_MILLIS);
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      callback();
    });
  },
  after: (millis, callback) => void setTimeout(callback, millis),
};

/**
 * When to show what came from the network: with the next frame, all of it at once. A redraw that took long is followed by as
 * long a rest, so that in a burst half of the time is left for whoever types meanwhile.
 */
export class Redraws {
  readonly #draw: () => void;
  readonly #frames: Frames;
  #isDue = false;
  #restUntil = 0;

  constructor(draw: () => void, frames: Frames = BROWSER) {
    this.#draw = draw;
    this.#frames = frames;
  }

  /** Something is to be shown soon. */
  soon(): void {
    if (this.#isDue) {
      return;
    }
    this.#isDue = true;
    const rest = this.#restUntil - this.#frames.now();
    if (rest > 0) {
      this.#frames.after(rest, () => this.#isDue && this.#frames.next(this.#onFrame));
    } else {
      this.#frames.next(this.#onFrame);
    }
  }

  /** Something is to be shown now, and with it what else there is. */
  now(): void {
    this.#isDue = false;
    this.#draw();
  }

  readonly #onFrame = (): void => {
    if (!this.#isDue) {
      return;
    }
    const start = this.#frames.now();
    this.now();
    // Components are drawn in a microtask that the store's listeners asked for: this one comes after it.
    queueMicrotask(() => {
      const end = this.#frames.now();
      this.#restUntil = end + Math.min(end - start, REST_MAX_MILLIS);
    });
  };
}
