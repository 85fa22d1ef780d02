import type { Locator } from '@playwright/test';

/** How a timeline is read that has only some of its rows on the page. */

/** The texts of all messages that the page holds, in order: of a long timeline one has to look at every part. */
export function allTexts(timeline: Locator): Promise<string[]> {
  return timeline.evaluate(async (box) => {
    const frames = async () => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    };
    const texts = new Map<string, string>();
    const look = (onlyInSight = true) => {
      const bounds = box.getBoundingClientRect();
      for (const row of box.querySelectorAll<HTMLElement>('[data-key]')) {
        const text = row.querySelector('.text');
        const { top, bottom } = row.getBoundingClientRect();
        if (text !== null && (!onlyInSight || (bottom > bounds.top && top < bounds.bottom))) {
          texts.set(row.dataset.key ?? '', text.textContent ?? '');
        }
      }
    };
    const fromEnd = box.scrollHeight - box.scrollTop;
    if (box.querySelector('.gap') === null) {
      look(false);
      return [...texts.values()];
    }
    box.scrollTop = 0;
    await frames();
    while (box.scrollTop > 0) {
      box.scrollTop = 0;
      await frames();
    }
    for (let top = -1; box.scrollTop > top;) {
      look();
      top = box.scrollTop;
      box.scrollTop += box.clientHeight / 2;
      await frames();
    }
    look();
    box.scrollTop = box.scrollHeight - fromEnd;
    await frames();
    return [...texts.values()];
  });
}

export interface Reading {
  /** The `seq` of every message that was in sight, by itself and once. */
  readonly seqs: number[];
  /** Places where a message was not followed by the next one. */
  readonly holes: string[];
  /** How far a message moved at most that nobody scrolled, in pixels. */
  readonly moved: number;
  /** Rows on the page, at most. */
  readonly rows: number;
  /** The longest time from one frame to the next, in milliseconds. */
  readonly longestFrame: number;
}

/** Scrolls until a message is in sight, less than a screen at a time, and looks at all that passes. */
export function readTo(timeline: Locator, way: 'up' | 'down', seq: number): Promise<Reading> {
  return timeline.evaluate(
    async (box, { way, seq }) => {
      const seen = new Set<number>();
      const holes: string[] = [];
      let [moved, most, longestFrame, last] = [0, 0, 0, performance.now()];
      const frame = async () => {
        const now: number = await new Promise(requestAnimationFrame);
        longestFrame = Math.max(longestFrame, now - last);
        last = now;
      };
      const look = () => {
        const bounds = box.getBoundingClientRect();
        const rows = [...box.querySelectorAll<HTMLElement>('.message[data-seq]')];
        most = Math.max(most, box.querySelectorAll('.lines > *').length);
        const inSight = rows.filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > bounds.top && top < bounds.bottom;
        });
        inSight.forEach((row, i) => {
          const [here, before] = [Number(row.dataset.seq), Number(inSight[i - 1]?.dataset.seq)];
          if (i > 0 && here !== before + 1) {
            holes.push(`${before}, ${here}`);
          }
          seen.add(here);
        });
        return inSight[Math.floor(inSight.length / 2)];
      };
      for (let middle = look(); !seen.has(seq); middle = look()) {
        const [top, stood] = [box.scrollTop, middle?.getBoundingClientRect().top ?? 0];
        box.scrollTop += (way === 'up' ? -0.4 : 0.4) * box.clientHeight;
        const went = box.scrollTop - top;
        // What was asked for may come with any of them.
        for (let i = 0; i < 3; i++) {
          await frame();
          if (middle?.isConnected) {
            moved = Math.max(moved, Math.abs(middle.getBoundingClientRect().top - (stood - went)));
          }
        }
      }
      return { seqs: [...seen], holes, moved, rows: most, longestFrame };
    },
    { way, seq },
  );
}
