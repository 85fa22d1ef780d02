import type { Browser, Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from './fixtures';

/** A page that somebody wrote for the plain relay and opens from disk; its address is the only thing to be filled in. */
const OLD_PAGE = (port: number) => `<!DOCTYPE html>
<html lang="pt-BR">
  <meta charset="utf-8">
  <title>Chat</title>
  <p id="status">Conectando…</p>
  <ul id="messages"></ul>
  <input id="text" aria-label="Mensagem">
  <script>
    const status = document.getElementById('status');
    const text = document.getElementById('text');
    function show(author, words) {
      const line = document.createElement('li');
      line.textContent = author + ': ' + words;
      document.getElementById('messages').append(line);
    }
    const socket = new WebSocket('ws://127.0.0.1:${port}/ws');
    socket.onopen = () => (status.textContent = 'Conectado');
    socket.onclose = () => (status.textContent = 'Desconectado');
    socket.onmessage = ({ data }) => show('Outro', data);
    text.onkeydown = ({ key }) => {
      if (key === 'Enter') {
        socket.send(text.value);
        show('Você', text.value);
        text.value = '';
      }
    };
  </script>
</html>
`;

const test = base.extend<{ readonly openFromDisk: () => Promise<OldPage> }>({
  // Not a visit: nothing of such a page comes from the server, which is what visits are watched for.
  openFromDisk: async ({ browser, server }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'chat-page-'));
    const file = join(folder, 'chat.html');
    writeFileSync(file, OLD_PAGE(server.port));
    const pages: OldPage[] = [];
    await use(async () => {
      const page = await OldPage.open(browser, pathToFileURL(file).href);
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.close()));
    rmSync(folder, { recursive: true });
  },
});

class OldPage {
  readonly #page: Page;
  /** What the browser said it is when it asked for the connection. */
  origin = '';
  /** Why there is no connection. */
  problem = '';

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser, url: string): Promise<OldPage> {
    const page = await (await browser.newContext()).newPage();
    const old = new OldPage(page);
    const wire = await page.context().newCDPSession(page);
    wire.on('Network.webSocketWillSendHandshakeRequest', ({ request }) => {
      old.origin = request.headers.Origin ?? 'none';
    });
    wire.on('Network.webSocketFrameError', ({ errorMessage }) => {
      old.problem = errorMessage;
    });
    await wire.send('Network.enable');
    await page.goto(url);
    return old;
  }

  async shows(status: string, ...lines: string[]): Promise<void> {
    await expect(this.#page.locator('#status')).toHaveText(status);
    await expect(this.#page.getByRole('listitem')).toHaveText(lines);
  }

  async say(text: string): Promise<void> {
    await this.#page.getByRole('textbox').fill(text);
    await this.#page.getByRole('textbox').press('Enter');
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }
}

test.describe('allowed', () => {
  test.use({ serverFlags: ['--allow-origin', 'null'] });

  test('pages opened from disk talk to each other, and to those on the page of today', async ({
    openFromDisk,
    visit,
  }) => {
    const ana = await openFromDisk();
    await ana.shows('Conectado');
    const bia = await openFromDisk();
    await bia.shows('Conectado');

    await ana.say('Oi!');
    await bia.shows('Conectado', 'Outro: Oi!');
    await bia.say('Olá, tudo bem? <b>🙂</b>');
    await ana.shows('Conectado', 'Você: Oi!', 'Outro: Olá, tudo bem? <b>🙂</b>');
    await bia.shows('Conectado', 'Outro: Oi!', 'Você: Olá, tudo bem? <b>🙂</b>');

    const carla = await (await visit()).enter('Carla');
    await carla.sees('Oi!');
    await carla.tell('Cheguei');
    await ana.shows('Conectado', 'Você: Oi!', 'Outro: Olá, tudo bem? <b>🙂</b>', 'Outro: Cheguei');
  });
});

test('without the flag a page opened from disk is refused', async ({ openFromDisk }) => {
  const ana = await openFromDisk();
  await ana.shows('Desconectado');
  // Browsers say the one or the other, Chromium 156 the first; the server takes both for the same.
  expect(['null', 'file://']).toContain(ana.origin);
  await expect.poll(() => ana.problem).toContain('403');
});
