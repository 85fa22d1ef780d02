import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { expect, test as base, VISITOR } from './fixtures';
import { NextVersion } from './next-version';
import { Person } from './person';

/** A browser of one's own that keeps what it has when it is closed, service workers too. */
const test = base.extend<{ openBrowser: () => Promise<BrowserContext> }>({
  openBrowser: async ({ launchOptions }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'chat-browser-'));
    const open: BrowserContext[] = [];
    await use(async () => {
      const context = await chromium.launchPersistentContext(home, {
        ...launchOptions,
        ...VISITOR,
        serviceWorkers: 'allow',
      });
      open.push(context);
      return context;
    });
    await Promise.all(open.map((context) => context.close()));
    rmSync(home, { recursive: true, force: true });
  },
});

/** Opens the page, and waits until the browser could open it alone. */
async function visitToStay(context: BrowserContext, url: string): Promise<Person> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  return new Person(page);
}

test('a browser that is started again without a server shows the page, what was said, and what was written', async ({
  server,
  openBrowser,
}) => {
  const url = `http://127.0.0.1:${server.port}/`;
  const browser = await openBrowser();
  const ana = await (await visitToStay(browser, url)).enter('Ana');
  await ana.tell('antes');
  await server.stop();
  await expect(ana.banner).toBeVisible();
  await ana.say('depois');
  await ana.field.fill('pela metade');
  await expect(ana.message('depois')).toContainText('Esperando envio');
  // Nothing that could still be known elsewhere is asked for again.
  await expect.poll(() => ana.page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  const kept = await ana.page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/index.html');
  // Neither what the server says, nor pictures.
  expect(kept.filter((path) => !/\.(?:css|html|js|json|svg|webmanifest)$/.test(path))).toEqual([]);
  await ana.page.close();
  await browser.close();

  const page = await (await openBrowser()).newPage();
  await page.goto(url);
  const again = new Person(page);
  await expect(again.timeline.locator('.text')).toHaveText(['antes', 'depois']);
  await expect(again.field).toHaveValue('pela metade');
  await page.getByRole('button', { name: 'Sobre você' }).click();
  await expect(again.side.getByRole('heading', { name: 'Sobre você' })).toBeVisible();

  await server.start();
  await again.comeBack();
  await expect(again.timeline.locator('.outgoing')).toHaveCount(0);
  expect(await again.texts()).toEqual(['antes', 'depois']);
  await page.reload();
  await again.isConnected();
  expect(await again.texts()).toEqual(['antes', 'depois']);
});

test('a newer version is offered, and taken when its user wants', { tag: '@full' }, async ({ server, openBrowser }) => {
  const next = await new NextVersion(() => server.port).open();
  try {
    const ana = await (await visitToStay(await openBrowser(), next.url)).enter('Ana');
    await ana.field.fill('pela metade');
    const offer = ana.page.getByText('Há uma nova versão desta página.');
    await expect(offer).toHaveCount(0);

    next.publish();
    await ana.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(offer).toBeVisible();
    await expect(ana.field).toHaveValue('pela metade');
    await ana.page.getByRole('button', { name: 'Recarregar' }).click();
    await expect(ana.page.locator('script[src*="-nextnext"]')).toHaveCount(1);
    await expect(ana.field).toHaveValue('pela metade');
    await ana.isConnected();
    await expect(offer).toHaveCount(0);
  } finally {
    await next.close();
  }
});
