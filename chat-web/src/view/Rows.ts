import { isLong, linesOf } from '../state/fold';
import type { Line } from '../state/select';

/** What is known of the rows of a timeline: how high those are that were shown, and about how high the others will be. */

/** Heights are kept of so many rows; of the others, and of those that are forgotten, they are guessed. */
const HEIGHTS_MAX = 4_000;

/** Heights that differ by no more are the same. */
const SAME_PX = 0.5;

/** A row on the page, and the line it shows. */
export interface ShownRow {
  readonly line: Line;
  readonly element: HTMLElement;
}

/** A row and how far below the upper edge it stood: what is looked at stays where it is, whatever comes above it. */
export interface Anchor {
  readonly key: string;
  readonly offset: number;
}

export class Heights {
  readonly #known = new Map<string, number>();

  of(line: Line): number {
    return this.#known.get(line.key) ?? guess(line);
  }

  /** Takes the heights of rows as they are now; whether any was not what it was thought to be. */
  measure(rows: readonly ShownRow[]): boolean {
    let changed = false;
    for (const { line, element } of rows) {
      const { height } = element.getBoundingClientRect();
      // A page that is not laid out, because nobody sees it, knows no heights.
      if (height > 0) {
        const whole = height + parseFloat(getComputedStyle(element).marginTop);
        changed ||= Math.abs(whole - this.of(line)) > SAME_PX;
        this.#keep(line.key, whole);
      }
    }
    return changed;
  }

  /** How far below the upper end of the first row another one begins. */
  above(lines: readonly Line[], index: number): number {
    let sum = 0;
    for (let i = 0; i < index; i++) {
      const line = lines[i];
      sum += line === undefined ? 0 : this.of(line);
    }
    return sum;
  }

  #keep(key: string, height: number): void {
    this.#known.delete(key);
    this.#known.set(key, height);
    if (this.#known.size > HEIGHTS_MAX) {
      const [oldest] = this.#known.keys();
      this.#known.delete(oldest ?? key);
    }
  }
}

const TEXT_LINE_PX = 24;
const SMALL_LINE_PX = 20;

/** Only scroll bars depend on how good this is: nothing that is shown moves when it turns out to be otherwise. */
function guess(line: Line): number {
  switch (line.kind) {
    case 'day':
    case 'divider':
      return 40;
    case 'notices':
      return 10 + SMALL_LINE_PX * Math.min(line.notices.length, 5);
    case 'change':
      return 10 + SMALL_LINE_PX;
    case 'outgoing':
      return 30 + bubble(line.outgoing.message.text);
    case 'message': {
      const { text, replyTo, reactions, deleted } = line.event;
      const head = line.continues ? 3 : 38;
      const quote = replyTo === undefined ? 0 : 52;
      const foot = reactions === undefined || reactions.length === 0 ? 0 : 32;
      return head + quote + foot + bubble(deleted ? '' : text);
    }
  }
}

function bubble(text: string): number {
  return 16 + TEXT_LINE_PX * linesOf(text) + (isLong(text) ? TEXT_LINE_PX : 0);
}

/** The first row that is to be seen, other than those that stand there only because of the row below them. */
export function anchorOf(box: HTMLElement, rows: readonly ShownRow[]): Anchor | null {
  const anchor = firstOf(box, rows, ({ kind }) => kind !== 'day' && kind !== 'divider');
  return anchor !== null && anchor.offset < box.clientHeight ? anchor : null;
}

/** The first message that is to be seen, or comes after what is: a message is there again another time, a notice is not. */
export function messageFrom(box: HTMLElement, rows: readonly ShownRow[]): Anchor | null {
  return firstOf(box, rows, ({ kind }) => kind === 'message');
}

function firstOf(box: HTMLElement, rows: readonly ShownRow[], counts: (line: Line) => boolean): Anchor | null {
  for (const { line, element } of rows) {
    const offset = element.offsetTop - box.scrollTop;
    if (counts(line) && offset + element.offsetHeight > 0) {
      return { key: line.key, offset };
    }
  }
  return null;
}

/** Scrolls so that a row stands where it stood; what was scrolled already is left alone. */
export function hold(box: HTMLElement, rows: readonly ShownRow[], anchor: Anchor | null): void {
  const row = anchor === null ? undefined : rows.find(({ line }) => line.key === anchor.key);
  if (row === undefined || anchor === null) {
    return;
  }
  const top = row.element.offsetTop - anchor.offset;
  if (Math.abs(top - box.scrollTop) >= 1) {
    box.scrollTop = top;
  }
}
