import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Person } from './person';
import { readTo } from './scroll';
import { post } from './terminal';

test.use({ serverFlags: ['--no-rate-limit'] });

const fromEnd = (person: Person) =>
  person.timeline.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

test('history goes up to the beginning, and nothing that is read moves', async ({ visit }) => {
  const bia = await (await visit()).enter('Bia');
  await post(bia, 260);
  await bia.sees('linha 260');
  const ana = await (await visit()).enter('Ana');
  await ana.sees('linha 260');
  expect(await fromEnd(ana)).toBe(0);

  const all = Array.from({ length: 260 }, (_, i) => i + 1);
  const up = await readTo(ana.timeline, 'up', 1);
  expect(up.moved).toBeLessThan(2);
  expect(up.holes).toEqual([]);
  expect(up.seqs.sort((a, b) => a - b)).toEqual(all);
  await expect(ana.timeline.getByText('A sala começa aqui.')).toBeVisible();
  expect(await ana.texts()).toEqual(all.map((i) => `linha ${i}`));

  await bia.tell('novidade');
  const button = ana.page.getByRole('button', { name: '1 mensagem nova' });
  await expect(button).toBeVisible();
  expect(await fromEnd(ana)).toBeGreaterThan(500);
  await button.click();
  await expect(button).toHaveCount(0);
  await expect(ana.message('novidade')).toBeInViewport();
  expect(await fromEnd(ana)).toBe(0);
});

test('the end stays in sight while messages come and the field grows', async ({ visit }) => {
  const bia = await (await visit()).enter('Bia');
  const ana = await (await visit({ viewport: { width: 800, height: 500 } })).enter('Ana');
  await post(bia, 40);
  await expect(ana.message('linha 40')).toBeInViewport();
  await ana.field.fill('um\ndois\ntrês\nquatro\ncinco');
  await expect.poll(() => fromEnd(ana)).toBe(0);
  await ana.page.setViewportSize({ width: 500, height: 400 });
  await expect.poll(() => fromEnd(ana)).toBe(0);
  await expect(ana.message('linha 40')).toBeInViewport();
});

test('an answer leads to a message that is not on the page any more, and back', async ({ visit }) => {
  const bia = await (await visit()).enter('Bia');
  await bia.tell('a pergunta');
  await post(bia, 300);
  await bia.sees('linha 300');
  const ana = await (await visit()).enter('Ana');
  await bia.timeline.evaluate((box) => (box.scrollTop = 0));
  await bia.message('a pergunta').getByRole('button', { name: 'Responder' }).click();
  await bia.tell('a resposta');
  const quote = ana.message('a resposta').getByRole('button', { name: 'Uma mensagem anterior' });
  await quote.click();
  await expect(ana.message('a pergunta')).toBeInViewport();
  await expect(ana.timeline.locator('.message:focus')).toContainText('a pergunta');

  await ana.page.getByRole('button', { name: 'Ir para a mensagem mais recente' }).click();
  await expect(ana.message('a resposta')).toBeInViewport();
  await bia.tell('e mais uma');
  await expect(ana.message('e mais uma')).toBeInViewport();
});

test.describe('a narrow screen', () => {
  test('shows rooms and people as drawers, and nothing sideways', async ({ visit }) => {
    const ana = await visit({ viewport: { width: 360, height: 740 } });
    const fits = () => ana.page.evaluate(() => document.documentElement.scrollWidth <= 360);
    expect(await fits()).toBe(true);
    await ana.enter('Ana');
    expect(await fits()).toBe(true);
    await expect(ana.rooms).toBeHidden();
    await expect(ana.members).toBeHidden();

    await ana.page.getByRole('button', { name: 'Mostrar salas' }).click();
    await expect(ana.rooms).toBeInViewport();
    await ana.makeRoom('Uma sala com um nome comprido demais para caber em qualquer tela');
    await expect(ana.rooms).toBeHidden();
    await ana.tell('oi');
    expect(await fits()).toBe(true);

    await ana.page.getByRole('button', { name: /Mostrar pessoas/ }).click();
    await expect(ana.members.getByText('Ana')).toBeInViewport();
    await ana.page.keyboard.press('Escape');
    await expect(ana.members).toBeHidden();
    await expect(ana.page.getByRole('button', { name: /Mostrar pessoas/ })).toBeFocused();

    await ana.page.getByRole('button', { name: 'Mostrar salas' }).click();
    await ana.page.mouse.click(350, 400);
    await expect(ana.rooms).toBeHidden();
    expect(await fits()).toBe(true);
  });
});

test('what lies below a banner can be scrolled to, and nothing that is read moves', async ({ visit }) => {
  const bia = await (await visit()).enter('Bia');
  await post(bia, 40);
  await bia.sees('linha 40');
  const ana = await (await visit({ viewport: { width: 320, height: 568 } })).enter('Ana');
  await expect(ana.message('linha 40')).toBeInViewport();
  await ana.timeline.evaluate((box) => (box.scrollTop = 200));
  const row = ana.message(/^linha 8$/);
  const topOf = (what: Locator) => what.evaluate((it) => it.getBoundingClientRect().top);
  const before = await topOf(row);
  await ana.page.context().setOffline(true);
  await expect(ana.banner).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Tentar agora' })).toBeVisible();
  expect(Math.abs((await topOf(row)) - before)).toBeLessThan(2);

  // It grows and shrinks with what is told: who is up there when it grows scrolls once more.
  const below = (what: Locator) =>
    what.evaluate((it) => {
      const banner = document.querySelector('.banner-place:has(.banner-reason)');
      return it.getBoundingClientRect().top - (banner?.getBoundingClientRect().bottom ?? Infinity);
    });
  await expect
    .poll(async () => {
      await ana.timeline.evaluate((box) => (box.scrollTop = 0));
      return below(ana.timeline.getByText('A sala começa aqui.'));
    })
    .toBeGreaterThan(-1);
  await ana.timeline.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await ana.message('linha 40').focus();
  await ana.page.keyboard.press('Home');
  const focused = ana.timeline.locator('.message:focus');
  await expect(focused.locator('.text')).toHaveText('linha 1');
  expect(await below(focused)).toBeGreaterThan(-1);
});

test('colours that were chosen are there before the page is', async ({ visit }) => {
  const { page } = await visit();
  let comes = () => {};
  const held = new Promise<void>((resolve) => (comes = resolve));
  await page.route(/\/assets\/index-[^/]+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  const paper = { light: 'rgb(244, 242, 236)', dark: 'rgb(16, 23, 26)' };
  for (const [chosen, device] of [
    ['dark', 'light'],
    ['light', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: device });
    await page.evaluate((theme) => localStorage.setItem('chat-settings', JSON.stringify({ theme })), chosen);
    await page.reload({ waitUntil: 'commit' });
    await expect(page.locator('body')).toHaveCSS('background-color', paper[chosen]);
    await expect(page.locator('html')).toHaveCSS('color-scheme', chosen);
    await expect(page.locator('#root')).toBeEmpty();
  }
  comes();
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('a wide screen shows everything at once', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await expect(ana.rooms).toBeInViewport();
  await expect(ana.members).toBeInViewport();
  await expect(ana.page.getByRole('button', { name: 'Mostrar salas' })).toBeHidden();
  await expect(ana.page.getByRole('button', { name: /Mostrar pessoas/ })).toBeHidden();
});
