import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { Poster } from './poster';
import { readTo } from './scroll';

// A trace of everything that happens takes more time than the page does.
test.use({ serverFlags: ['--no-rate-limit'], trace: 'off' });

/** More rows than this are never on the page, whatever comes in: those in sight, those around, and the gaps between. */
const ROWS_MAX = 100;
/** Events that the state keeps of a room at most. */
const WINDOW_MAX = 1_000;

/** Counts rows with every frame, and takes the time from every key to what it makes to be seen. */
async function watch(page: Page): Promise<() => Promise<{ rows: number; frames: number[]; keys: number[] }>> {
  await page.evaluate(() => {
    const seen = { rows: 0, frames: [] as number[], keys: [] as number[] };
    let last = performance.now();
    const look = (now: number) => {
      seen.rows = Math.max(seen.rows, document.querySelectorAll('.lines > *').length);
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'keydown') {
          seen.keys.push(entry.duration);
        }
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    (window as unknown as { seen: typeof seen }).seen = seen;
  });
  return () =>
    page.evaluate(() => (window as unknown as { seen: { rows: number; frames: number[]; keys: number[] } }).seen);
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

test('300 messages at once are all there, in order, and few of them on the page', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  const seen = await watch(ana.page);
  const poster = await Poster.enter(server.port);
  await poster.post(300);
  await expect(ana.message('linha 300')).toBeInViewport();
  expect((await seen()).rows).toBeLessThan(ROWS_MAX);
  await ana.tell('e eu');
  const up = await readTo(ana.timeline, 'up', 1);
  expect(up.holes).toEqual([]);
  expect(up.seqs).toHaveLength(301);
  poster.leave();
});

test('1,000 messages a second leave time for who types', { tag: '@full' }, async ({ visit, server }) => {
  test.slow();
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await bia.choose('lobby');
  const poster = await Poster.enter(server.port);
  await poster.post(WINDOW_MAX);
  await expect(ana.message(`linha ${WINDOW_MAX}`)).toBeInViewport();
  const before = await heapBytes(ana.page);
  const seen = await watch(ana.page);
  await ana.field.focus();
  const posting = poster.postSteadily(1_000, 10);
  let typed = 0;
  let posted = 0;
  void posting.then((count) => (posted = count));
  while (posted === 0) {
    await ana.page.keyboard.press('e');
    typed++;
  }
  const last = WINDOW_MAX + posted;
  await expect(ana.message(`linha ${last}`)).toBeInViewport();
  await expect(ana.field).toHaveValue('e'.repeat(typed));
  const { rows, frames, keys } = await seen();
  const after = await heapBytes(ana.page);
  // Keys that were answered within 16 ms are not told one by one.
  const delays = [...keys, ...Array.from({ length: Math.max(0, typed - keys.length) }, () => 16)];
  const report = {
    posted,
    typed,
    inputDelayMillis: { p50: percentile(delays, 0.5), p98: percentile(delays, 0.98), max: Math.max(...delays) },
    frameMillis: {
      p50: percentile(frames, 0.5),
      p98: percentile(frames, 0.98),
      max: Math.round(Math.max(...frames)),
    },
    heapMiB: [before, after].map((bytes) => Math.round(bytes / 2 ** 19) / 2),
    rows,
  };
  console.log(JSON.stringify(report));

  expect(rows).toBeLessThan(ROWS_MAX);
  // What is kept is bounded, so it does not grow with what came: ten times as much came as fits.
  expect(after).toBeLessThan(2 * before);
  await ana.field.fill('');
  const up = await readTo(ana.timeline, 'up', last - 300);
  expect(up.holes).toEqual([]);
  expect(up.moved).toBeLessThan(2);
  await ana.page.reload();
  await ana.isInside();
  await bia.page.getByRole('log').waitFor();
  await expect(bia.message(`linha ${last}`)).toHaveCount(1);
  poster.leave();
});
