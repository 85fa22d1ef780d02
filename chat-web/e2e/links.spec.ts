import { expect, test } from './fixtures';
import { barriers } from './barriers';
import { post } from './terminal';

test.use({ serverFlags: ['--no-rate-limit'] });

test('a link to a message leads there: at once, after the log-in, and while the page is open', async ({
  visit,
  server,
}) => {
  const bia = await (await visit()).enter('Bia');
  await bia.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await bia.makeRoom('Jazz');
  await bia.tell('o segredo do jazz');
  await post(bia, 200, 'jazz');
  await bia.sees('linha 200');
  await bia.timeline.locator('.message').last().focus();
  await bia.page.keyboard.press('Home');
  await bia.message('o segredo do jazz').hover();
  await bia.message('o segredo do jazz').getByRole('button', { name: 'Mais' }).click();
  await bia.page.getByRole('button', { name: 'Copiar link' }).click();
  await expect(bia.page.getByRole('status').getByText('Copiado')).toBeVisible();
  expect(await barriers(bia.page)).toEqual([]);
  const link = await bia.page.evaluate(() => navigator.clipboard.readText());
  const time = bia.message('o segredo do jazz').getByRole('link', { name: /^Link para esta mensagem, \d\d:\d\d$/ });
  await expect(time).toHaveAttribute('href', link);
  await bia.page.getByRole('button', { name: 'Copiar texto' }).click();
  await expect.poll(() => bia.page.evaluate(() => navigator.clipboard.readText())).toBe('o segredo do jazz');
  await time.click();
  await expect(bia.timeline.locator('.message:focus')).toContainText('o segredo do jazz');
  expect(bia.page.url()).toBe(`http://127.0.0.1:${server.port}/`);

  // Somebody who is not in yet, and not in the room either.
  const ana = await visit();
  await ana.page.goto('about:blank');
  await ana.page.goto(link);
  await ana.enter('Ana');
  const focused = ana.timeline.locator('.message:focus');
  await expect(focused).toContainText('o segredo do jazz');
  await expect(focused).toBeInViewport();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Jazz');
  expect(ana.page.url()).toBe(`http://127.0.0.1:${server.port}/`);

  // Back at the end, the same link once more; then in another room.
  await focused.press('End');
  await expect(ana.message('linha 200')).toBeInViewport();
  await ana.page.goto(link);
  await expect(focused).toContainText('o segredo do jazz');
  await ana.choose('lobby');
  await ana.page.goto(link);
  await expect(focused).toContainText('o segredo do jazz');
  expect(ana.page.url()).toBe(`http://127.0.0.1:${server.port}/`);
});

test('a link into a room that is private or not there says the same, and nothing more', async ({ visit, server }) => {
  const bia = await (await visit()).enter('Bia');
  await bia.makeRoom('Cofre', 'Privada');
  await bia.tell('só nós');
  const [room] = await bia.page.evaluate(() => JSON.parse(localStorage.getItem('chat') ?? '{}').rooms.slice(-1));
  const ana = await (await visit()).enter('Ana');
  const calm = 'Esta sala não existe, ou você não pode vê-la.';
  const noRoom = room.slice(0, -1) + (room.endsWith('a') ? 'b' : 'a');
  for (const name of [room, noRoom]) {
    await ana.page.goto(`http://127.0.0.1:${server.port}/#room=${encodeURIComponent(name)}&message=1`);
    await expect(ana.page.getByRole('alert')).toContainText(calm);
    await expect(ana.timeline.locator('.message')).toHaveCount(0);
    await expect(ana.page.getByText('Cofre')).toHaveCount(0);
    await ana.page.getByRole('button', { name: 'Sair da sala', exact: true }).click();
    await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('lobby');
  }
});

test('a long text is folded, unfolds by keyboard, and stays so while one scrolls', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const long = Array.from({ length: 60 }, (_, i) => `verso ${i + 1}`).join('\n');
  await ana.field.fill(long);
  await ana.field.press('Enter');
  const row = ana.message('verso 60');
  const height = () => row.evaluate((element) => element.getBoundingClientRect().height);
  const more = row.getByRole('button', { name: 'Mostrar mais' });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  expect(await height()).toBeLessThan(450);
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  expect(await barriers(ana.page)).toEqual([]);
  await more.focus();
  await ana.page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Mostrar menos' })).toBeFocused();
  expect(await height()).toBeGreaterThan(1_200);
  const top = await row.evaluate((element) => element.getBoundingClientRect().top);
  expect(top).toBeGreaterThan(0);

  await post(ana, 200);
  await ana.page.getByRole('button', { name: /mensagens novas/ }).click();
  await expect(ana.message('linha 200')).toBeInViewport();
  await ana.message('linha 200').focus();
  await ana.page.keyboard.press('Home');
  await expect(row).toBeInViewport();
  expect(await height()).toBeGreaterThan(1_200);
  await row.getByRole('button', { name: 'Mostrar menos' }).click();
  await expect(row).toBeInViewport();
  expect(await height()).toBeLessThan(450);
});
