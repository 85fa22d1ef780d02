import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Room } from '../state/model';
import { isAttached } from '../state/window';
import { useDispatch } from './context';

/** So close to the end counts as at the end. */
const AT_END_PX = 48;
/** Earlier and later messages are asked for when so little is left to scroll. */
const LOAD_AHEAD_PX = 600;

/** A message and how far below the upper edge it stood: what is looked at stays where it is, whatever comes above it. */
interface Anchor {
  readonly key: string;
  readonly offset: number;
}

export function useTimelineScroll(room: Room) {
  const dispatch = useDispatch();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const { name, window, reading, loading, outbox, notices } = room;
  const { following, jump } = reading;

  const wantMore = () => {
    const box = scroller.current;
    if (box === null || loading.kind !== 'idle') {
      return;
    }
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (!isAttached(room) && below < LOAD_AHEAD_PX) {
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
    anchor.current = anchorOf(box);
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
    if (atEnd !== following) {
      dispatch({ type: 'scrolled', room: name, following: atEnd });
    }
    wantMore();
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null) {
      if (following) {
        box.scrollTop = box.scrollHeight;
      } else {
        hold(box, anchor.current);
      }
      anchor.current = anchorOf(box);
    }
  }, [window, notices, outbox, following]);

  useLayoutEffect(() => {
    if (jump !== null && scroller.current !== null) {
      if (jump.at === 'line') {
        scroller.current.querySelector('.divider')?.scrollIntoView({ block: 'start' });
      } else {
        goToRow(scroller.current, jump.seq);
      }
      // That may be the end of the timeline, and without a scroll bar nothing else would tell.
      onScroll();
    }
  }, [jump]);

  // A short timeline never scrolls, so nothing else would ask.
  useEffect(wantMore);

  // The field below grows, the window changes, a font arrives: the end stays in sight.
  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (box === null || inner === null || !following) {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [following]);

  return { scroller, content, onScroll };
}

function goToRow(box: HTMLElement, seq: number): void {
  const row = box.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
  row?.classList.add('jumped-to');
  row?.addEventListener('animationend', () => row.classList.remove('jumped-to'), { once: true });
}

function anchorOf(box: HTMLElement): Anchor | null {
  for (const row of box.querySelectorAll<HTMLElement>('[data-key]')) {
    const offset = row.offsetTop - box.scrollTop;
    if (offset + row.offsetHeight > 0) {
      return { key: row.dataset.key ?? '', offset };
    }
  }
  return null;
}

function hold(box: HTMLElement, anchor: Anchor | null): void {
  const row = anchor && box.querySelector<HTMLElement>(`[data-key="${CSS.escape(anchor.key)}"]`);
  if (row !== null && anchor !== null) {
    box.scrollTop = row.offsetTop - anchor.offset;
  }
}
