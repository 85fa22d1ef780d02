import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, test } from './fixtures';

test('a connection that is cut comes back without a gap or a repeat', async ({ visit, wire }) => {
  const ana = await (await visit({ direct: false })).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('um');
  await bia.tell('dois');
  await ana.sees('dois');

  wire.cut();
  await expect(ana.banner).toContainText('A conexão foi perdida.');
  await expect(ana.page.getByRole('button', { name: 'Tentar agora' })).toBeVisible();
  await bia.tell('três');
  await bia.tell('quatro');
  await ana.say('sem rede');
  await expect(ana.message('sem rede')).toContainText('Esperando envio');

  wire.mend();
  await ana.isConnected();
  await ana.sees('sem rede');
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  await bia.sees('sem rede');
  const all = ['um', 'dois', 'três', 'quatro', 'sem rede'];
  expect(await ana.texts()).toEqual(all);
  expect(await bia.texts()).toEqual(all);
  await expect(ana.banner).toHaveCount(0);
});

test('a connection cut again and again loses nothing and doubles nothing', async ({ visit, wire }) => {
  const ana = await (await visit({ direct: false })).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const all = [];
  for (let i = 1; i <= 6; i++) {
    await ana.say(`ana ${i}`);
    wire.cut();
    await bia.tell(`bia ${i}`);
    wire.mend();
    await ana.comeBack();
    await bia.sees(`ana ${i}`);
    await ana.sees(`bia ${i}`);
    all.push(`ana ${i}`, `bia ${i}`);
  }
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  const seen = await ana.texts();
  expect(await bia.texts()).toEqual(seen);
  expect([...seen].sort()).toEqual([...all].sort());
  expect(seen.filter((text) => text.startsWith('ana'))).toEqual(all.filter((text) => text.startsWith('ana')));
});

test('a browser that goes offline notices at once, and when it is back', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.page.context().setOffline(true);
  await expect(ana.banner).toContainText('Este aparelho está sem rede.');
  await bia.tell('enquanto isso');
  await ana.page.context().setOffline(false);
  await ana.isConnected();
  await ana.sees('enquanto isso');
  await ana.tell('voltei');
  await bia.sees('voltei');
});

test('a server that restarts is come back to', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('antes');
  await server.stop();
  await expect(ana.banner).toContainText(/O servidor está reiniciando|A conexão foi perdida/);
  await ana.say('durante');
  await server.start();
  await ana.isConnected();
  await ana.sees('durante');
  await ana.tell('depois');
  const texts = await ana.texts();
  expect(texts.slice(-2)).toEqual(['durante', 'depois']);
  expect(new Set(texts).size).toBe(texts.length);
});

test('more than the server takes at once arrives in order, nothing twice', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const all = Array.from({ length: 35 }, (_, i) => `palavra ${i + 1}`);
  for (const text of all) {
    await ana.say(text);
  }
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  await expect.poll(() => bia.texts()).toEqual(all);
  expect(await ana.texts()).toEqual(all);
});

test.describe('a server that refuses', () => {
  /** Puts somebody between page and server who answers sends as he likes. */
  const intercept = async (
    page: Page,
    answer: (send: { id: number; cid: string; text: string }, socket: WebSocketRoute) => boolean,
  ) => {
    await page.routeWebSocket(/\/ws$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        const message = JSON.parse(String(frame));
        if (message.type !== 'send' || !answer(message, socket)) {
          server.send(frame);
        }
      });
    });
    await page.reload();
  };

  test('a failed message stays, with its reason, and is sent again in its place', async ({ visit }) => {
    const ana = await visit();
    const cids: string[] = [];
    await intercept(ana.page, ({ id, cid, text }, socket) => {
      if (text === 'primeira') {
        cids.push(cid);
        if (cids.length === 1) {
          socket.send(JSON.stringify({ type: 'error', id, code: 'noSuchRoom', message: 'no', cid }));
          return true;
        }
      }
      return false;
    });
    await ana.enter('Ana');
    await ana.say('primeira');
    await ana.say('segunda');
    await expect(ana.message('primeira')).toContainText('Não enviada. Esta sala não existe, ou você não pode vê-la.');
    await expect(ana.message('segunda')).toContainText('Esperando envio');
    await ana.page.getByRole('button', { name: 'Enviar de novo' }).click();
    await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
    expect(await ana.texts()).toEqual(['primeira', 'segunda']);
    expect(new Set(cids).size).toBe(1);
    expect(cids).toHaveLength(2);
  });

  for (const code of ['unwritable', 'overloaded', 'internal']) {
    const tag = code === 'unwritable' ? [] : ['@full'];
    test(`a message refused for now (${code}) says why, and goes out by itself`, { tag }, async ({ visit }) => {
      const ana = await visit();
      const cids: string[] = [];
      await intercept(ana.page, ({ id, cid, text }, socket) => {
        if (text === 'primeira') {
          cids.push(cid);
          if (cids.length <= 2) {
            socket.send(JSON.stringify({ type: 'error', id, code, message: 'no', cid, retryAfterMillis: 500 }));
            return true;
          }
        }
        return false;
      });
      await ana.enter('Ana');
      await ana.say('primeira');
      await ana.say('segunda');
      await expect(ana.timeline.getByRole('status')).toContainText(/^Esperando envio · \S/);
      await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
      expect(await ana.texts()).toEqual(['primeira', 'segunda']);
      expect(new Set(cids).size).toBe(1);
      expect(cids).toHaveLength(3);
    });
  }

  test('a failed message can be dropped, or written anew when it was too large', async ({ visit }) => {
    const ana = await visit();
    await intercept(ana.page, ({ id, cid, text }, socket) => {
      const code = text.startsWith('enorme') ? 'tooLarge' : 'noSuchRoom';
      socket.send(JSON.stringify({ type: 'error', id, code, message: 'no', cid }));
      return true;
    });
    await ana.enter('Ana');
    await ana.say('enorme demais');
    await expect(ana.message('enorme')).toContainText('Esta mensagem é longa demais.');
    await expect(ana.page.getByRole('button', { name: 'Enviar de novo' })).toHaveCount(0);
    await ana.page.getByRole('button', { name: 'Editar' }).click();
    await expect(ana.field).toHaveValue('enorme demais');
    await ana.field.fill('menor');
    await ana.field.press('Enter');
    await ana.page.getByRole('button', { name: 'Descartar' }).click();
    await expect(ana.timeline.locator('.message')).toHaveCount(0);
  });

  test('a close code that says stay away is obeyed, until somebody wants otherwise', async ({ visit }) => {
    const ana = await visit();
    let connections = 0;
    await ana.page.routeWebSocket(/\/ws$/, (socket) => {
      connections++;
      if (connections === 2) {
        void socket.close({ code: 1008, reason: 'no' });
        return;
      }
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        if (connections === 1 && String(frame).includes('"send"')) {
          void socket.close({ code: 1008, reason: 'no' });
        } else {
          server.send(frame);
        }
      });
    });
    await ana.page.reload();
    await ana.enter('Ana');
    await ana.say('posso?');
    const refusal = 'Isto é contra as regras do servidor.';
    await expect(ana.banner).toContainText(refusal);
    await expect(ana.message('posso?')).toContainText('Esperando envio');
    await ana.page.getByRole('button', { name: 'Tentar de novo' }).click();
    await expect.poll(() => connections).toBe(2);
    await expect(ana.banner).toContainText(refusal);
    await ana.page.getByRole('button', { name: 'Tentar de novo' }).click();
    await ana.isConnected();
    await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
    await ana.sees('posso?');
    expect(connections).toBe(3);
  });
});
