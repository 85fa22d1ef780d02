import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { Person } from './person';
import { Server } from './server';
import { Wire } from './wire';

/** Who visits unless told otherwise. */
export const VISITOR: BrowserContextOptions = {
  locale: 'pt-BR',
  timezoneId: 'America/Sao_Paulo',
  viewport: { width: 1440, height: 900 },
  // Every page comes from the server as it is; tests of what is kept say so.
  serviceWorkers: 'block',
};

/** What no page may ever do; told with the name of whoever it happened to. */
type Incidents = string[];

interface Fixtures {
  readonly serverFlags: string[];
  readonly server: Server;
  readonly wire: Wire;
  /** Anything a page did that it should not; the test fails when something is in it at the end. */
  readonly incidents: Incidents;
  /** Addresses of pages of others, which a browser may go to, and where anything may happen. */
  readonly others: readonly string[];
  /** Opens the page in a browser of its own, as somebody who never was here. */
  readonly visit: (options?: BrowserContextOptions & { direct?: boolean }) => Promise<Person>;
}

export const test = base.extend<Fixtures>({
  serverFlags: [[], { option: true }],

  server: async ({ serverFlags }, use) => {
    const server = await new Server(...serverFlags).start();
    await use(server);
    await server.remove();
  },

  wire: async ({ server }, use) => {
    const wire = await new Wire(() => server.port).open();
    await use(wire);
    await wire.close();
  },

  incidents: async ({}, use) => {
    const incidents: Incidents = [];
    await use(incidents);
    expect(incidents).toEqual([]);
  },

  others: [[], { option: true }],

  visit: async ({ browser, server, wire, incidents, others }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async ({ direct = true, ...options } = {}) => {
      const context = await browser.newContext({ ...VISITOR, ...options });
      contexts.push(context);
      const page = await context.newPage();
      const url = direct ? `http://127.0.0.1:${server.port}/` : wire.url;
      await watch(page, [url, ...others], incidents);
      await page.goto(url);
      return new Person(page);
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** Nothing is loaded from elsewhere, nothing pops up, nothing is complained about. */
async function watch(page: Page, known: readonly string[], incidents: Incidents): Promise<void> {
  const isOurs = () => page.url() === 'about:blank' || page.url().startsWith(known[0] ?? '');
  page.on('dialog', async (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('popup', () => incidents.push('popup'));
  page.on('request', (request) => {
    if (isOurs() && !known.some((address) => request.url().startsWith(address))) {
      incidents.push(`request: ${request.url()}`);
    }
  });
  page.on('console', (message) => {
    // A browser complains by itself about every connection that does not come about; that is what some tests are for.
    // So it does about every request over HTTP that is refused, which the page tells in its own words.
    const expected =
      message.text().startsWith('WebSocket connection to') ||
      message.text().includes('net::ERR_') ||
      message.text() === 'Service Worker registration blocked by Playwright' ||
      message.location().url.startsWith(`${known[0]}api/auth`);
    if (isOurs() && ['error', 'warning'].includes(message.type()) && !expected) {
      incidents.push(`console: ${message.text()}`);
    }
  });
  await page.exposeFunction('reportViolation', (what: string) => isOurs() && incidents.push(`csp: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const { reportViolation } = window as unknown as { reportViolation: (what: string) => void };
      reportViolation(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
}
