import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Room } from '../state/model';
import type { Line } from '../state/select';
import { isAttached } from '../state/window';
import { useDispatch } from './context';
import { anchorOf, hold, type Anchor, type ShownRow } from './Rows';
import { useRows } from './useRows';

/** So close to the end counts as at the end. */
const AT_END_PX = 48;
/** Whoever scrolls up so far wants away from it. */
const LEAVE_END_PX = 4;
/** Earlier and later messages are asked for when so little is left to scroll. */
const LOAD_AHEAD_PX = 1_200;
/** The same as the line's scroll-margin-top in timeline.css. */
const ABOVE_LINE_PX = 56;

type Move = { readonly key: string; readonly nonce: number } | null;

/** What was done for the lines that are shown now. */
interface Settled {
  readonly lines: readonly Line[];
  readonly following: boolean;
  readonly jump: Room['reading']['jump'];
  readonly move: Move;
}

const NOT_SETTLED: Settled = { lines: [], following: false, jump: null, move: null };

/** Scrolls the timeline: to its end, to where somebody wants, and else so that nothing moves that is being read. */
export function useTimelineScroll(room: Room, lines: readonly Line[], cursor: { key: string | null; move: Move }) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const settled = useRef(NOT_SETTLED);
  const lastTop = useRef(0);
  const settledTop = useRef(0);
  const leaving = useRef(false);
  const { following, jump } = room.reading;
  const { move } = cursor;
  const rows = useRows(scroller, lines, cursor.key === null ? [] : [cursor.key]);

  /** Somebody may have scrolled without an event yet that tells: what is to be held stands elsewhere then. */
  const catchUp = () => {
    const unheard = (scroller.current?.scrollTop ?? 0) - settledTop.current;
    settledTop.current += unheard;
    if (anchor.current !== null && unheard !== 0) {
      anchor.current = { key: anchor.current.key, offset: anchor.current.offset - unheard };
    }
    leaving.current ||= unheard < -LEAVE_END_PX;
  };
  catchUp();

  // Rows are chosen for where it will be scrolled to when they are there, not for where it was before.
  const target = jump === settled.current.jump || jump === null ? -1 : lineOf(lines, jump);
  if (target >= 0) {
    rows.expect(rows.heights.above(lines, target) - (jump?.at === 'line' ? ABOVE_LINE_PX : rows.height / 2));
  } else if (following && !leaving.current) {
    rows.expect(rows.total() - rows.height);
  } else if (lines !== settled.current.lines && anchor.current !== null) {
    const { key, offset } = anchor.current;
    const index = lines.findIndex((line) => line.key === key);
    if (index >= 0) {
      rows.expect(rows.heights.above(lines, index) - offset);
    }
  }
  const items = rows.items();

  const shown = (): readonly ShownRow[] => {
    const elements = [...(list.current?.children ?? [])].filter(isRow);
    return items.flatMap(({ index }, i) => {
      const [line, element] = [lines[index], elements[i]];
      return line === undefined || element === undefined ? [] : [{ line, element }];
    });
  };
  const { onScroll, wantMore } = useScrolled(room, scroller, (box) => {
    const up = box.scrollTop < lastTop.current - 1;
    lastTop.current = settledTop.current = box.scrollTop;
    leaving.current = false;
    anchor.current = anchorOf(box, shown());
    return up;
  });

  /** Puts everything where it belongs after something changed; whether rows are not as high as they were thought to be. */
  const settle = (box: HTMLElement, moved: boolean): boolean => {
    const here = shown();
    const measured = rows.heights.measure(here);
    if (following && !leaving.current && (moved || measured)) {
      box.scrollTop = box.scrollHeight;
    } else if (!following) {
      hold(box, here, anchor.current);
    }
    anchor.current = anchorOf(box, here);
    settledTop.current = box.scrollTop;
    if (!leaving.current) {
      lastTop.current = box.scrollTop;
    }
    return measured;
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) {
      return;
    }
    const before = settled.current;
    settled.current = { lines, following, jump, move };
    const measured = settle(box, lines !== before.lines || following !== before.following);
    const went =
      target >= 0 ? goTo(shown(), lines[target], jump?.at === 'line') : move !== before.move && focusOn(shown(), move);
    if (went) {
      // That may be the end of the timeline, and without a scroll bar nothing else would tell.
      onScroll();
    }
    if (measured) {
      rows.expect(box.scrollTop);
      rows.remeasure();
    }
  });

  // A short timeline never scrolls, so nothing else would ask.
  useEffect(wantMore);

  const resettle = useRef(() => {});
  resettle.current = () => {
    catchUp();
    if (scroller.current !== null && settle(scroller.current, true)) {
      rows.remeasure();
    }
  };
  // The field below grows, the window changes, a font arrives, a text is unfolded.
  useEffect(() => {
    const observer = new ResizeObserver(() => resettle.current());
    for (const { current } of [scroller, content]) {
      if (current !== null) {
        observer.observe(current);
      }
    }
    return () => observer.disconnect();
  }, []);

  return { scroller, content, list, items, total: rows.total(), onScroll };
}

/** Tells whether somebody is at the end, and asks for what is above and below. `look` says whether it went up. */
function useScrolled(room: Room, scroller: { current: HTMLElement | null }, look: (box: HTMLElement) => boolean) {
  const dispatch = useDispatch();
  const { name, window, loading, reading } = room;
  const wantMore = () => {
    const box = scroller.current;
    if (box === null || loading.kind !== 'idle') {
      return;
    }
    if (!isAttached(room) && fromEnd(box) < LOAD_AHEAD_PX) {
      dispatch({ type: 'newerWanted', room: name });
    } else if (!window.atStart && box.scrollTop < LOAD_AHEAD_PX) {
      dispatch({ type: 'olderWanted', room: name });
    }
  };
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) {
      return;
    }
    const atEnd = fromEnd(box) < (look(box) ? LEAVE_END_PX : AT_END_PX);
    if (atEnd !== reading.following) {
      dispatch({ type: 'scrolled', room: name, following: atEnd });
    }
    wantMore();
  };
  return { onScroll, wantMore };
}

function fromEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

function isRow(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && !element.classList.contains('gap');
}

/** The line that a jump leads to; where there is none, the next that is shown, and after the last one that. */
function lineOf(lines: readonly Line[], { seq, at }: { seq: number; at: 'message' | 'line' }): number {
  const divider = at === 'line' ? lines.findIndex(({ kind }) => kind === 'divider') : -1;
  if (divider >= 0) {
    return divider;
  }
  const message = lines.findIndex((line) => line.kind === 'message' && line.event.seq >= seq);
  return message >= 0 ? message : lines.findLastIndex(({ kind }) => kind === 'message');
}

function goTo(rows: readonly ShownRow[], line: Line | undefined, toLine: boolean): boolean {
  const row = rows.find((it) => it.line.key === line?.key)?.element;
  if (row === undefined) {
    return false;
  }
  row.scrollIntoView({ block: toLine ? 'start' : 'center' });
  if (!toLine) {
    row.focus({ preventScroll: true });
    row.classList.add('jumped-to');
    row.addEventListener('animationend', () => row.classList.remove('jumped-to'), { once: true });
  }
  return true;
}

function focusOn(rows: readonly ShownRow[], move: Move): boolean {
  const row = rows.find(({ line }) => line.key === move?.key)?.element;
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
  return row !== undefined;
}
