import type { Action, Happening } from '../state/actions';
import type { Effect, State } from '../state/model';
import { nextDeadline } from '../state/select';
import { Redraws, type Frames } from './redraws';

type Reducer = (state: State, action: Action) => readonly [State, readonly Effect[]];

/** A clock that goes back by less was only set right. */
const TURN_MIN_MILLIS = 1_000;

/** Holds the state, puts actions through the reducer one after the other, and wakes it when its next deadline is due. */
export class Store {
  #state: State;
  readonly #reduce: Reducer;
  readonly #perform: (effect: Effect) => void;
  readonly #listeners = new Set<() => void>();
  readonly #queue: Happening[] = [];
  #working = false;
  /** When the last thing happened. */
  #then = 0;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  readonly #redraws: Redraws;

  constructor(state: State, reduce: Reducer, perform: (effect: Effect) => void, frames?: Frames) {
    this.#state = state;
    this.#redraws = new Redraws(() => this.#listeners.forEach((listener) => listener()), frames);
    this.#reduce = reduce;
    this.#perform = perform;
  }

  readonly state = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a user did: shown at once, so that typing never lags behind. */
  readonly dispatch = (happening: Happening): void => {
    this.#work(happening);
    this.#redraws.now();
  };

  /** What the world did: shown with the next frame, however much it is. */
  readonly report = (happening: Happening): void => {
    this.#work(happening);
    this.#redraws.soon();
  };

  /** An effect may bring about the next happening, such as a connection that ends: that one waits for its turn. */
  #work(happening: Happening): void {
    const now = Date.now();
    if (now < this.#then - TURN_MIN_MILLIS) {
      this.#queue.push({ type: 'clockTurnedBack' });
    }
    this.#then = now;
    this.#queue.push(happening);
    if (this.#working) {
      return;
    }
    this.#working = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        const [state, effects] = this.#reduce(this.#state, { ...next, now: Date.now(), random: Math.random() });
        this.#state = state;
        effects.forEach(this.#perform);
      }
    } finally {
      this.#working = false;
    }
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const deadline = nextDeadline(this.#state);
    if (deadline !== null) {
      this.#alarm = setTimeout(() => this.report({ type: 'ticked' }), Math.max(0, deadline - Date.now()) + 1);
    }
  }
}
