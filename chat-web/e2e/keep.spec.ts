import type { Page, WebSocket } from '@playwright/test';
import { expect, test } from './fixtures';
import { Person } from './person';

/** The same browser, later: the window was closed meanwhile. */
async function comesBack(page: Page, prepare: (page: Page) => Promise<unknown> = async () => undefined) {
  const context = page.context();
  const url = page.url();
  await page.close();
  const next = await context.newPage();
  await prepare(next);
  await next.goto(url);
  return new Person(next);
}

/** Has no connection come about on a page, so that it shows what it has by itself. */
async function withoutConnection(page: Page): Promise<void> {
  await page.routeWebSocket(/\/ws$/, () => undefined);
}

/** What goes over the connections of a page, in both directions. */
function listen(page: Page) {
  const said: { type: string }[] = [];
  const heard: { type: string; seq?: number }[] = [];
  page.on('websocket', (socket: WebSocket) => {
    socket.on('framesent', ({ payload }) => said.push(JSON.parse(`${payload}`)));
    socket.on('framereceived', ({ payload }) => heard.push(JSON.parse(`${payload}`)));
  });
  return { said, heard };
}

test('what is written while the server is away is shown at once after the window was closed, and sent once, in order', async ({
  visit,
  server,
}) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('antes');
  await server.stop('SIGKILL');
  await expect(ana.banner).toBeVisible();
  await ana.say('um');
  await ana.say('dois');
  await ana.field.fill('pela metade');
  await expect(ana.message('dois')).toContainText('Esperando envio');

  await server.start();
  const alone = await comesBack(ana.page, withoutConnection);
  await expect(alone.timeline.locator('.text')).toHaveText(['antes', 'um', 'dois']);
  await expect(alone.timeline.locator('.outgoing')).toHaveCount(2);
  await expect(alone.field).toHaveValue('pela metade');

  const again = await comesBack(alone.page);
  await expect(again.timeline.locator('.outgoing')).toHaveCount(0);
  await expect(again.field).toHaveValue('pela metade');
  const bia = await (await visit()).enter('Bia');
  await expect(bia.timeline.locator('.text')).toHaveText(['antes', 'um', 'dois']);
  expect(await again.texts()).toEqual(['antes', 'um', 'dois']);
});

test('whoever comes back is sent only what is new', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  for (const text of ['um', 'dois', 'três']) {
    await bia.tell(text);
  }
  await ana.sees('três');
  let wire = listen(ana.page);
  const again = await comesBack(ana.page, async (page) => {
    wire = listen(page);
  });
  await again.isConnected();
  await bia.tell('quatro');
  await again.sees('quatro');
  expect(await again.texts()).toEqual(['um', 'dois', 'três', 'quatro']);
  expect(wire.said).toContainEqual(expect.objectContaining({ type: 'join', room: 'lobby', after: 3 }));
  expect(wire.said.map(({ type }) => type)).not.toContain('history');
  expect(wire.heard.filter(({ type }) => type === 'posted').map(({ seq }) => seq)).toEqual([4]);
});

test('what one window had not sent when it was closed goes out from another', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const other = await ana.anotherWindow();
  await other.isConnected();
  await withoutConnection(ana.page);
  await ana.page.reload();
  await ana.say('um');
  await ana.say('dois');
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(2);
  await ana.page.close();
  await bia.sees('um');
  await bia.sees('dois');
  await other.tell('três');
  await bia.sees('três');
  expect(await bia.texts()).toEqual(['um', 'dois', 'três']);
  expect(await other.texts()).toEqual(['um', 'dois', 'três']);
});

test.describe('a window that crashes while it sends', () => {
  for (const round of [1, 2, 3, 4, 5]) {
    // Several, for chance. What a usual run knows of this is the window that is closed, and the server that is killed.
    test(`loses nothing and doubles nothing, round ${round}`, { tag: '@full' }, async ({ visit }) => {
      let ana = await (await visit()).enter('Ana');
      const bia = await (await visit()).enter('Bia');
      const all = Array.from({ length: 50 }, (_, i) => `palavra ${i + 1}`);
      // More than the server takes at once, so that some of it is always waiting.
      const end = 25 + Math.floor(Math.random() * 20);
      await sayAll(ana, all.slice(0, end));
      await crash(ana.page);
      ana = await comesBack(ana.page);
      await sayAll(ana, all.slice(end));
      await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
      await expect.poll(() => bia.texts(), `crashed after ${end}`).toEqual(all);
      expect(await ana.texts()).toEqual(all);
    });
  }
});

/** Faster than anybody types, and without a look at what becomes of it. */
async function sayAll({ field, page }: Person, texts: readonly string[]): Promise<void> {
  await field.focus();
  for (const text of texts) {
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
  }
  await expect(field).toHaveValue('');
}

/** Ends what shows the page, without a word to it. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
}

for (const days of [-1, 1]) {
  test(
    `a clock that is ${days} day off keeps nobody waiting, and shows the right times`,
    { tag: days === 1 ? ['@full'] : [] },
    async ({ visit, server }) => {
      const ana = await visit();
      await ana.page.clock.setSystemTime(Date.now() + days * 24 * 3_600_000);
      await ana.page.reload();
      await ana.enter('Ana');
      const bia = await (await visit()).enter('Bia');
      await ana.tell('um');
      await bia.sees('um');
      await expect(ana.timeline.locator('.day')).toHaveText(['Hoje']);
      const time = (person: Person) => person.message('um').locator('time').getAttribute('datetime');
      expect(await time(ana)).toBe(await time(bia));

      // Set right, or wrong the other way, while something waits.
      await server.stop();
      await expect(ana.banner).toBeVisible();
      await ana.say('dois');
      await ana.page.clock.setSystemTime(Date.now() - 24 * 3_600_000);
      await server.start();
      await ana.comeBack();
      await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
      await bia.comeBack();
      await bia.sees('dois');
    },
  );
}

test('nothing is left of somebody who signs out', { tag: '@full' }, async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('segredo');
  await ana.field.fill('rascunho');
  await expect.poll(() => rows(ana.page)).toContainEqual(expect.stringContaining('rascunho'));
  await ana.page.getByRole('button', { name: 'Sair do chat' }).click();
  await expect(ana.nameField).toBeVisible();
  await expect.poll(() => rows(ana.page)).toEqual([]);
});

/** Everything in the database of a page. */
function rows(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('chat'));
    const found: string[] = [];
    for (const store of db.objectStoreNames) {
      const all = await done(db.transaction(store).objectStore(store).getAll());
      found.push(...all.map((row: unknown) => JSON.stringify(row)));
    }
    db.close();
    return found;
  });
}
