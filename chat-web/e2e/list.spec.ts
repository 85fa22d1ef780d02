import { expect, test } from './fixtures';
import { Poster } from './poster';
import { readTo } from './scroll';

// A trace of everything that happens takes more time than the page does.
test.use({ serverFlags: ['--no-rate-limit'], trace: 'off' });

/** Rows on the page at most: of a screen, of what is kept above and below it, and the gaps between. */
const ROWS_MAX = 100;
const MANY = 100_000;

test('by keyboard one gets from the newest message to the oldest that is here, and back', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  const poster = await Poster.enter(server.port);
  await poster.post(130);
  await expect(ana.message('linha 130')).toBeInViewport();
  const focused = ana.timeline.locator('.message:focus');
  await ana.message('linha 130').focus();
  for (let i = 0; i < 40; i++) {
    await ana.page.keyboard.press('ArrowUp');
  }
  await expect(focused).toContainText('linha 90');
  await expect(focused).toBeInViewport();
  await ana.page.keyboard.press('Home');
  await expect(focused).toBeInViewport();
  await ana.page.keyboard.press('End');
  await expect(focused).toContainText('linha 130');
  await expect(focused).toBeInViewport();
  // Tab goes on to its link and to what can be done about it, and then out of the timeline: no other row is a stop.
  await ana.field.focus();
  await ana.page.keyboard.press('Shift+Tab');
  await ana.page.keyboard.press('Shift+Tab');
  await ana.page.keyboard.press('Shift+Tab');
  await ana.page.keyboard.press('Shift+Tab');
  await expect(focused).toContainText('linha 130');
  await ana.timeline.evaluate((box) => (box.scrollTop -= 3 * box.clientHeight));
  await expect(ana.message('linha 130')).not.toBeInViewport();
  await ana.page.keyboard.press('ArrowUp');
  await expect(focused).toContainText('linha 129');
  await expect(focused).toBeInViewport();
  poster.leave();
});

test('a room of 100,000 messages is read like a small one', { tag: '@full' }, async ({ visit, server }) => {
  test.setTimeout(600_000);
  const bia = await (await visit()).enter('Bia');
  await bia.tell('a primeira de todas');
  const poster = await Poster.enter(server.port);
  await poster.post(MANY - 1);
  await expect(bia.message(`linha ${MANY - 1}`)).toHaveCount(1, { timeout: 300_000 });
  poster.leave();

  const ana = await (await visit()).enter('Ana');
  await expect(ana.message(`linha ${MANY - 1}`)).toBeInViewport();
  await ana.page.evaluate(() => (location.hash = '#room=lobby&message=1'));
  const focused = ana.timeline.locator('.message:focus');
  await expect(focused).toContainText('a primeira de todas');
  await expect(focused).toBeInViewport();

  const down = await readTo(ana.timeline, 'down', 2_500);
  const up = await readTo(ana.timeline, 'up', 500);
  for (const { rows, holes, moved } of [down, up]) {
    expect(rows).toBeLessThan(ROWS_MAX);
    expect(holes).toEqual([]);
    expect(moved).toBeLessThan(2);
  }
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const ordered = ({ seqs }: { seqs: number[] }, from: number, to: number) =>
    [...seqs].sort((a, b) => a - b).filter((seq) => seq >= from && seq <= to);
  expect(ordered(down, 1, 2_500)).toEqual(numbers(1, 2_500));
  expect(ordered(up, 500, 2_500)).toEqual(numbers(500, 2_500));

  await ana.timeline.locator('.message').last().focus();
  await ana.page.keyboard.press('End');
  await expect(focused).toContainText(`linha ${MANY - 1}`);
  await expect(focused).toBeInViewport();
  const newest = await readTo(ana.timeline, 'up', MANY - 300);
  expect(newest.holes).toEqual([]);
  console.log(
    JSON.stringify({
      rows: Math.max(down.rows, up.rows, newest.rows),
      longestFrameMillis: Math.round(Math.max(down.longestFrame, up.longestFrame, newest.longestFrame)),
      movedPixels: Math.max(down.moved, up.moved, newest.moved),
    }),
  );
});
