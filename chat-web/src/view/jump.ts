import type { Place } from '../state/model';
import type { Line } from '../state/select';
import type { ShownRow } from './Rows';

/** The same as the line's scroll-margin-top in timeline.css. */
const ABOVE_LINE_PX = 56;

/** The line that a jump leads to; where there is none, the next that is shown, and after the last one that. */
export function lineOf(lines: readonly Line[], { seq, at }: Place): number {
  const divider = at === 'line' ? lines.findIndex(({ kind }) => kind === 'divider') : -1;
  if (divider >= 0) {
    return divider;
  }
  const message = lines.findIndex((line) => line.kind === 'message' && line.event.seq >= seq);
  return message >= 0 ? message : lines.findLastIndex(({ kind }) => kind === 'message');
}

/** About how much of the timeline is to be seen above a place. */
export function aboveOf(place: Place, height: number): number {
  switch (place.at) {
    case 'line':
      return ABOVE_LINE_PX;
    case 'left':
      return place.offset;
    case 'message':
      return height / 2;
  }
}

/** Goes to a line, if its row is there. */
export function goTo(
  box: HTMLElement,
  rows: readonly ShownRow[],
  line: Line | undefined,
  place: Place | null,
): boolean {
  const row = rows.find((it) => it.line.key === line?.key)?.element;
  if (row === undefined || place === null) {
    return false;
  }
  switch (place.at) {
    case 'line':
      row.scrollIntoView({ block: 'start' });
      break;
    case 'left':
      box.scrollTop = row.offsetTop - place.offset;
      break;
    case 'message':
      row.scrollIntoView({ block: 'center' });
      row.focus({ preventScroll: true });
      row.classList.add('jumped-to');
      row.addEventListener('animationend', () => row.classList.remove('jumped-to'), { once: true });
  }
  return true;
}

/** Where the focus is to go. */
export type Move = { readonly key: string; readonly nonce: number } | null;

export function focusOn(rows: readonly ShownRow[], move: Move): boolean {
  const row = rows.find(({ line }) => line.key === move?.key)?.element;
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
  return row !== undefined;
}

/** What had the focus goes away: it goes to the row around it, so that the keyboard stays where it is. */
export function focusRowOf(inside: Element): void {
  inside.closest<HTMLElement>('[data-key]')?.focus({ preventScroll: true });
}
