import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Room } from '../state/model';
import type { Line } from '../state/select';
import { isAttached } from '../state/window';
import { useDispatch } from './context';
import { aboveOf, focusOn, goTo, lineOf, type Move } from './jump';
import { LEAVE_END_PX, Position } from './Position';
import type { Heights, ShownRow } from './Rows';
import { useRows } from './useRows';

/** So close to the end counts as at the end. */
const AT_END_PX = 48;
/** Earlier and later messages are asked for when so little is left to scroll. */
const LOAD_AHEAD_PX = 1_200;

/** What the timeline was scrolled for. */
interface Settled {
  readonly lines: readonly Line[];
  readonly following: boolean;
  readonly jump: Room['reading']['jump'];
  readonly move: Move;
}

const NOT_SETTLED: Settled = { lines: [], following: false, jump: null, move: null };

/** Scrolls the timeline: to its end, to where somebody wants, and else so that nothing moves that is being read. */
export function useTimelineScroll(room: Room, lines: readonly Line[], cursor: { key: string | null; move: Move }) {
  const [scroller, content, list] = [useBox<HTMLDivElement>(), useBox<HTMLDivElement>(), useBox<HTMLOListElement>()];
  const [position] = useState(() => new Position());
  const settled = useRef(NOT_SETTLED);
  const { following, jump } = room.reading;
  const { key, move } = cursor;
  const rows = useRows(scroller, lines, key === null ? [] : [key]);

  // Not in an effect: the rows are chosen by it. Done twice it comes out the same, and nothing the store draws is given up.
  position.catchUp(scroller.current);
  const target = jump === null || jump === settled.current.jump ? -1 : lineOf(lines, jump);
  const isNew = lines !== settled.current.lines;
  expectRows(lines, rows, position, { target, jump, following, isNew });
  const items = rows.items();
  const shown = () => shownRows(list.current, lines, items);
  const { onScroll, wantMore } = useScrolled(room, scroller, (box) => position.scrolled(box, shown()));

  const settle = (box: HTMLElement, moved: boolean) =>
    settleRows(box, shown(), rows.heights, position, following, moved);
  useLayoutEffect(() => {
    const [box, before] = [scroller.current, settled.current];
    if (box === null) {
      return;
    }
    settled.current = { lines, following, jump, move };
    const measured = settle(box, lines !== before.lines || following !== before.following);
    if (target >= 0 ? goTo(box, shown(), lines[target], jump) : move !== before.move && focusOn(shown(), move)) {
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
  useResized([scroller, content], () => {
    position.catchUp(scroller.current);
    if (scroller.current !== null && settle(scroller.current, true)) {
      rows.remeasure();
    }
    if (!following) {
      // The end may have come into sight without anybody scrolling.
      onScroll();
    }
  });
  useLeft(room, lines, position);
  return { scroller, content, list, items, total: rows.total(), onScroll };
}

/** Puts everything where it belongs; whether rows are not as high as they were thought to be. */
function settleRows(
  box: HTMLElement,
  shown: readonly ShownRow[],
  heights: Heights,
  position: Position,
  following: boolean,
  moved: boolean,
): boolean {
  const measured = heights.measure(shown);
  position.settle(box, shown, !following ? 'hold' : moved || measured ? 'toEnd' : 'stay');
  return measured;
}

function useBox<T extends HTMLElement>(): RefObject<T | null> {
  return useRef<T>(null);
}

interface Circumstances {
  /** The line to jump to; -1: none. */
  readonly target: number;
  readonly jump: Room['reading']['jump'];
  readonly following: boolean;
  readonly isNew: boolean;
}

/** Rows are chosen for where it will be scrolled to once they are there, and not for where it is now. */
function expectRows(
  lines: readonly Line[],
  rows: ReturnType<typeof useRows>,
  position: Position,
  circumstances: Circumstances,
): void {
  const offset = expected(lines, rows, position, circumstances);
  if (offset !== null) {
    rows.expect(offset);
  }
}

/** Where it will be scrolled to; null: where it is. */
function expected(
  lines: readonly Line[],
  rows: ReturnType<typeof useRows>,
  { anchor, leaving }: Position,
  { target, jump, following, isNew }: Circumstances,
): number | null {
  if (target >= 0 && jump !== null) {
    return rows.heights.above(lines, target) - aboveOf(jump, rows.height);
  }
  if (following && !leaving) {
    return rows.total() - rows.height;
  }
  const index = isNew && anchor !== null ? lines.findIndex(({ key }) => key === anchor.key) : -1;
  return index < 0 || anchor === null ? null : rows.heights.above(lines, index) - anchor.offset;
}

/** Tells whether somebody is at the end, and asks for what is above and below. `look` says whether it went up. */
function useScrolled(room: Room, scroller: RefObject<HTMLElement | null>, look: (box: HTMLElement) => boolean) {
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
    const up = look(box);
    const atEnd = fromEnd(box) < (up ? LEAVE_END_PX : AT_END_PX);
    if (atEnd !== reading.following || (up && !atEnd && reading.wanted === 'end')) {
      dispatch({ type: 'scrolled', room: name, following: atEnd });
    }
    wantMore();
  };
  return { onScroll, wantMore };
}

/** The field below grows, the window changes, a font arrives, a text is unfolded, a banner comes or goes. */
function useResized(boxes: readonly RefObject<HTMLElement | null>[], onResize: () => void): void {
  const latest = useRef(onResize);
  latest.current = onResize;
  useEffect(() => {
    const observer = new ResizeObserver(() => latest.current());
    for (const { current } of boxes) {
      if (current !== null) {
        // What a banner covers is added to the content's padding.
        observer.observe(current, { box: 'border-box' });
      }
    }
    return () => observer.disconnect();
  }, []);
}

/** Where somebody was when another room is shown; who was at the end will be there again. */
function useLeft(room: Room, lines: readonly Line[], position: Position): void {
  const dispatch = useDispatch();
  const leave = useRef(() => {});
  leave.current = () => {
    const { message } = position;
    const line = lines.find(({ key }) => key === message?.key);
    if (!room.reading.following && message !== null && line?.kind === 'message') {
      dispatch({ type: 'placeLeft', room: room.name, seq: line.event.seq, offset: message.offset });
    }
  };
  useEffect(() => () => leave.current(), []);
}

function fromEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

/** The rows on the page with the lines they show, in order. */
function shownRows(
  list: HTMLElement | null,
  lines: readonly Line[],
  items: readonly { readonly index: number }[],
): readonly ShownRow[] {
  const elements = [...(list?.children ?? [])].filter(isRow);
  return items.flatMap(({ index }, i) => {
    const [line, element] = [lines[index], elements[i]];
    return line === undefined || element === undefined ? [] : [{ line, element }];
  });
}

function isRow(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && !element.classList.contains('gap');
}
