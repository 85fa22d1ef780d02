import { barriers } from './barriers';
import { expect, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    const tag = colorScheme === 'light' && width === 360 ? [] : ['@full'];
    test(`axe finds nothing, ${colorScheme}, ${width} px`, { tag }, async ({ visit, wire }) => {
      const look = { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const;
      const ana = await visit({ ...look, direct: false });
      expect(await barriers(ana.page)).toEqual([]);

      await ana.nameField.fill('7');
      await ana.nameField.press('Enter');
      await expect(ana.page.getByRole('alert')).not.toBeEmpty();
      expect(await barriers(ana.page)).toEqual([]);

      await ana.enter('Ana');
      const bia = await (await visit(look)).enter('Bia');
      await ana.tell('Oi, Bia');
      await bia.message('Oi, Bia').getByRole('button', { name: 'Responder a Ana' }).click();
      await bia.tell('Oi!');
      await ana.message('Oi!').getByRole('button', { name: 'Responder a Bia' }).click();
      await bia.typeUntil(ana.page.getByText('Bia está digitando…'));
      expect(await barriers(ana.page)).toEqual([]);

      if (width < 700) {
        await ana.page.getByRole('button', { name: /Mostrar pessoas/ }).click();
        await expect(ana.members).toBeInViewport();
        expect(await barriers(ana.page)).toEqual([]);
        await ana.page.keyboard.press('Escape');
        await ana.page.getByRole('button', { name: 'Mostrar salas' }).click();
        await expect(ana.rooms).toBeInViewport();
      }
      await ana.page.getByRole('button', { name: 'Nova sala' }).click();
      await ana.page.getByRole('textbox', { name: 'Nome da sala' }).fill('!!!');
      await ana.page.keyboard.press('Enter');
      await expect(ana.page.getByText('O nome de uma sala precisa')).toBeVisible();
      expect(await barriers(ana.page)).toEqual([]);
      await ana.page.getByRole('button', { name: 'Cancelar', exact: true }).click();
      if (width < 700) {
        await ana.page.keyboard.press('Escape');
      }

      wire.cut();
      await expect(ana.banner).toBeVisible();
      await ana.say('espera');
      expect(await barriers(ana.page)).toEqual([]);
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    const tag = colorScheme === 'light' && width === 360 ? [] : ['@full'];
    test(`axe finds nothing about what became of messages, ${colorScheme}, ${width} px`, { tag }, async ({ visit }) => {
      const look = { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const;
      const ana = await (await visit(look)).enter('Ana');
      const { page, side } = ana;
      const beside = async (title: string) => {
        await expect(side.getByRole('heading', { name: title })).toBeVisible();
        await expect(side.getByRole('listitem')).not.toHaveCount(0);
        expect(await barriers(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(side).toHaveCount(0);
      };
      for (const text of ['primeira', 'segunda', 'terceira']) {
        await ana.tell(text);
      }
      await ana.doTo('primeira', 'Reagir com 👍');
      await ana.doTo('primeira', 'Fixar');
      await ana.doTo('segunda', 'Editar');
      expect(await barriers(page)).toEqual([]);
      await ana.field.fill('segunda, melhor');
      await ana.field.press('Enter');
      await ana.doTo('primeira', 'Responder');
      await ana.tell('uma resposta');
      await ana.doTo('terceira', 'Excluir');
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('group').getByRole('button', { name: 'Excluir' }).click();
      await expect(ana.timeline.locator('.tombstone')).toBeVisible();
      await ana.setTopic('Um assunto');
      await ana.message('primeira').getByRole('button', { name: 'Mais' }).click();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Mensagens fixadas' }).click();
      await beside('Mensagens fixadas');
      await ana.timeline.getByRole('button', { name: '1 resposta' }).click();
      await beside('Respostas');
      await ana.timeline.getByRole('button', { name: 'editada' }).click();
      await beside('Textos desta mensagem');
      await ana.search('melhor');
      await beside('Buscar');
      await page.getByRole('button', { name: /^Mudar o assunto/ }).click();
      await expect(page.getByRole('textbox', { name: 'Assunto da sala' })).toBeFocused();
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}

test('axe finds nothing about a message that failed', async ({ visit }) => {
  const ana = await visit();
  await ana.page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const { type, id, cid } = JSON.parse(String(frame));
      if (type === 'send') {
        socket.send(JSON.stringify({ type: 'error', id, code: 'noSuchRoom', message: 'no', cid }));
      } else {
        server.send(frame);
      }
    });
  });
  await ana.page.reload();
  await ana.enter('Ana');
  await ana.say('não vai');
  await expect(ana.page.getByRole('button', { name: 'Descartar' })).toBeVisible();
  expect(await barriers(ana.page)).toEqual([]);
});

test('everything works by keyboard alone', async ({ visit }) => {
  const ana = await visit();
  const { page } = ana;
  const { keyboard } = page;
  await expect(ana.nameField).toBeFocused();
  await keyboard.type('Ana');
  await keyboard.press('Enter');
  await expect(ana.field).toBeFocused();

  await keyboard.type('um');
  await keyboard.press('Enter');
  await ana.sees('um');
  await keyboard.type('dois');
  await keyboard.press('Enter');
  await ana.sees('dois');
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);

  // From the field back to the newest message, up to the one before, and answer that.
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await expect(page.getByRole('link', { name: /^Link para esta mensagem/ }).last()).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(page.locator('.message:focus')).toContainText('dois');
  await keyboard.press('ArrowUp');
  await expect(page.locator('.message:focus')).toContainText('um');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(page.getByText('Respondendo à sua própria mensagem')).toBeVisible();
  await expect(ana.field).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByText('Respondendo à sua própria mensagem')).toHaveCount(0);

  // Back to the top of the page, and from there to a new room.
  const skip = page.getByRole('link', { name: 'Ir para o campo de mensagem' });
  await expect(async () => {
    await keyboard.press('Shift+Tab');
    await expect(skip).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await expect(skip).toBeInViewport();
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Nova sala' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('Jazz');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jazz');
  await expect(ana.field).toBeFocused();

  await expect(async () => {
    await keyboard.press('Shift+Tab');
    await expect(skip).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await keyboard.press('Enter');
  await expect(ana.field).toBeFocused();
});

test('the focus can be seen wherever it is', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('um');
  await ana.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  for (let i = 0; i < 12; i++) {
    await ana.page.keyboard.press('Tab');
    const outline = await ana.page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return document.activeElement === document.body ? 'away' : `${outlineStyle} ${parseFloat(outlineWidth) >= 2}`;
    });
    expect(['solid true', 'away']).toContain(outline);
  }
});

test('the page speaks Portuguese and English, as the browser likes', async ({ visit }) => {
  const ana = await visit({ locale: 'pt-PT' });
  await expect(ana.page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await expect(ana.page.getByRole('heading', { name: 'Entre e converse' })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Entrar' })).toBeVisible();
  await ana.enter('Ana');

  const ben = await visit({ locale: 'en-GB' });
  await expect(ben.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(ben.page.getByRole('heading', { name: 'Come in and talk' })).toBeVisible();
  await ben.enter('Ben');
  await ben.tell('hello');
  await expect(ben.message('hello').locator('.author')).toHaveText('You');
  await expect(ana.message('hello').locator('.author')).toHaveText('Ben');
  await expect(ben.page.getByRole('button', { name: 'Send message' })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Enviar mensagem' })).toBeVisible();

  const fritz = await visit({ locale: 'de-DE' });
  await expect(fritz.page.getByRole('button', { name: 'Enter' })).toBeVisible();
});
