import { defaultRangeExtractor, observeElementRect, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { Line } from '../state/select';
import { Heights } from './Rows';

/** Rows above and below those to be seen: what is scrolled to is there already, and Tab finds what comes next. */
const OVERSCAN = 12;

/** The first time there are fewer: what is to be seen comes first, and whoever wants to write waits for no more than that. */
const OVERSCAN_FIRST = 3;

/** Until it is known how high the timeline is. */
const UNKNOWN = { width: 800, height: 800 };

type Observe = typeof observeElementRect<HTMLElement>;

/** A page that is not laid out has no height; its rows stay as they were. */
const observeLaidOut: Observe = (virtualizer, tell) =>
  observeElementRect(virtualizer, (rect) => rect.height > 0 && tell(rect));

/** The timeline scrolls by itself: it knows better than any sum of heights where a row is. */
const nobodyScrolls = () => undefined;

/**
 * Which of the lines are rows on the page: those around what is to be seen, and those in `kept`.
 *
 * Where it is scrolled to is told by the browser, but late: when lines change, `expect` says where it will be.
 */
export function useRows(scroller: RefObject<HTMLElement | null>, lines: readonly Line[], kept: readonly string[]) {
  const [heights] = useState(() => new Heights());
  const overscan = useOverscan();
  const getItemKey = useCallback((index: number) => lines[index]?.key ?? index, [lines]);
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: (index) => {
      const line = lines[index];
      return line === undefined ? 0 : heights.of(line);
    },
    overscan,
    rangeExtractor: (range) => withKept(range, lines, kept),
    initialRect: UNKNOWN,
    observeElementRect: observeLaidOut,
    scrollToFn: nobodyScrolls,
  });
  const height = virtualizer.scrollRect?.height ?? UNKNOWN.height;
  return {
    heights,
    height,
    total: () => virtualizer.getTotalSize(),
    expect: (offset: number) => {
      virtualizer.scrollOffset = Math.max(0, Math.min(offset, virtualizer.getTotalSize() - height));
    },
    items: () => virtualizer.getVirtualItems(),
    remeasure: () => virtualizer.measure(),
  };
}

function useOverscan(): number {
  const [overscan, widen] = useState(OVERSCAN_FIRST);
  useEffect(() => {
    // A task of its own: the first rows are on the screen by then, and may be typed beside.
    const later = setTimeout(() => widen(OVERSCAN));
    return () => clearTimeout(later);
  }, []);
  return overscan;
}

function withKept(range: Range, lines: readonly Line[], kept: readonly string[]): number[] {
  const shown = defaultRangeExtractor(range);
  const more = kept
    .map((key) => lines.findIndex((line) => line.key === key))
    .filter((index) => index >= 0 && !shown.includes(index));
  return more.length === 0 ? shown : [...new Set([...shown, ...more])].sort((a, b) => a - b);
}
