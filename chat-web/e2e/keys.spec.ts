import { expect, test } from './fixtures';

test('the keys on the sheet do what it says', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const { page } = ana;
  const { keyboard } = page;
  const room = page.getByRole('heading', { level: 1 });
  const sheet = page.getByRole('dialog', { name: 'Atalhos de teclado' });
  const switcher = page.getByRole('dialog', { name: 'Ir para uma sala ou pessoa' });
  await ana.makeRoom('Jazz');
  await ana.makeRoom('Samba');
  await bia.tell('oi');
  await expect(ana.badge('lobby')).toHaveText('1');

  // Among rooms: Jazz, lobby, Samba.
  await keyboard.press('Alt+ArrowUp');
  await expect(room).toHaveText('lobby');
  await expect(ana.badge('lobby')).toHaveCount(0);
  await keyboard.press('Alt+ArrowUp');
  await expect(room).toHaveText('Jazz');
  await bia.tell('de novo');
  await expect(ana.badge('lobby')).toHaveText('1');
  await keyboard.press('Alt+ArrowUp');
  await expect(room).toHaveText('Samba');
  await keyboard.press('Alt+Shift+ArrowDown');
  await expect(room).toHaveText('lobby');
  await keyboard.press('Alt+ArrowDown');
  await expect(room).toHaveText('Samba');

  // By a few letters, from the field where one writes.
  await ana.field.fill('rascunho?');
  await keyboard.press('Control+k');
  await expect(switcher.getByRole('combobox')).toBeFocused();
  await keyboard.type('ja');
  await expect(switcher.getByRole('option')).toHaveText(/Jazz/);
  await keyboard.press('Enter');
  await expect(switcher).toHaveCount(0);
  await expect(room).toHaveText('Jazz');
  await expect(ana.field).toBeFocused();
  await keyboard.press('Control+k');
  await keyboard.type('bi');
  await expect(switcher.getByRole('option', { name: 'Bia' })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(room).toHaveText('Bia');
  await expect(ana.side).toHaveCount(0);

  // The sheet, and the search.
  await keyboard.press('Control+/');
  await expect(sheet).toBeVisible();
  await keyboard.press('Alt+ArrowDown');
  await keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(room).toHaveText('Bia');
  await expect(ana.field).toBeFocused();
  await keyboard.type('/?');
  await expect(ana.field).toHaveValue('/?');
  await ana.tell('/?');
  await ana.message('/?').focus();
  await keyboard.press('?');
  await expect(sheet).toBeVisible();
  await keyboard.press('Control+/');
  await expect(sheet).toHaveCount(0);
  await keyboard.press('/');
  await expect(ana.side.getByRole('searchbox')).toBeFocused();
  await ana.field.focus();
  await keyboard.press('Escape');
  await expect(ana.side).toHaveCount(0);
  await keyboard.press('Control+Shift+f');
  await expect(ana.side.getByRole('searchbox')).toBeFocused();
  await keyboard.press('Escape');

  await page.getByRole('button', { name: 'Preferências' }).click();
  await page.getByRole('switch', { name: 'Atalhos de uma tecla só' }).uncheck();
  await ana.message('/?').focus();
  await keyboard.press('?');
  await keyboard.press('Escape');
  await expect(ana.side).toHaveCount(0);
  await expect(sheet).toHaveCount(0);
});

test('Escape reads a room to its end', async ({ visit }) => {
  const ana = await (await visit({ viewport: { width: 1440, height: 500 } })).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  for (let i = 0; i < 12; i++) {
    await ana.tell(`linha ${i}\n\n\n`);
  }
  await ana.timeline.evaluate((box) => box.scrollTo(0, 0));
  await bia.tell('lá embaixo');
  await expect(ana.page.getByRole('button', { name: '1 mensagem nova' })).toBeVisible();
  await ana.field.press('Escape');
  await expect(ana.message('lá embaixo')).toBeInViewport();
  await expect(ana.page.getByRole('button', { name: '1 mensagem nova' })).toHaveCount(0);
});

test('rooms are found by a few letters, and favourites stand on top', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const { page, rooms } = ana;
  await ana.makeRoom('Ação');
  await ana.makeRoom('Jazz');
  const filter = rooms.getByRole('textbox', { name: 'Filtrar salas' });
  await filter.fill('ACA');
  await expect(rooms.locator('.room-item')).toHaveText([/Ação/]);
  await filter.press('Escape');
  await expect(rooms.locator('.room-item')).toHaveCount(3);
  await filter.fill('nada disso');
  await expect(rooms.getByText('Nenhuma sala tem esse nome.')).toBeVisible();
  await filter.fill('');

  await ana.about('Jazz');
  await ana.side.getByRole('button', { name: 'Pôr entre as favoritas' }).click();
  await expect(rooms.locator('.room-item').first()).toHaveText(/Jazz/);
  await page.reload();
  await expect(rooms.getByRole('heading', { name: 'Favoritas' })).toBeVisible();
  await expect(rooms.locator('.room-item').first()).toHaveText(/Jazz/);
  await ana.about('Jazz');
  await ana.side.getByRole('button', { name: 'Tirar das favoritas' }).click();
  await expect(rooms.getByRole('heading', { name: 'Favoritas' })).toHaveCount(0);
});
