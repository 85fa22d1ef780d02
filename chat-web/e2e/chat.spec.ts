import { expect, test } from './fixtures';

test('two people chat', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia Souza');

  await expect(ana.timeline.getByText('Bia Souza entrou')).toBeVisible();
  await expect(ana.members.getByText('Bia Souza')).toBeVisible();
  await expect(ana.members.getByText('2 pessoas')).toBeVisible();

  await bia.field.pressSequentially('Oi');
  await expect(ana.page.getByText('Bia Souza está digitando…')).toBeVisible();
  await bia.field.press('Enter');
  await ana.sees('Oi');
  await expect(ana.page.getByText('Bia Souza está digitando…')).toBeHidden();
  await expect(ana.message('Oi').locator('.author')).toHaveText('Bia Souza');
  await expect(bia.message('Oi').locator('.author')).toHaveText('Você');

  await ana.tell('Tudo bem?');
  await bia.sees('Tudo bem?');
  await expect(bia.message('Tudo bem?').locator('.author')).toHaveText('Ana');
  expect(await bia.texts()).toEqual(['Oi', 'Tudo bem?']);
  expect(await ana.texts()).toEqual(['Oi', 'Tudo bem?']);

  await bia.page.close();
  await expect(ana.timeline.getByText('Bia Souza saiu')).toBeVisible();
  await expect(ana.members.getByText('Bia Souza')).toHaveCount(0);
});

test('the button sends, Shift+Enter breaks the line', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.field.pressSequentially('um');
  await ana.field.press('Shift+Enter');
  await ana.field.pressSequentially('dois');
  await ana.page.getByRole('button', { name: 'Enviar mensagem' }).click();
  await ana.sees('um\ndois');
  expect(await ana.texts()).toEqual(['um\ndois']);
});

test('a taken name comes with a free one', async ({ visit }) => {
  await (await visit()).enter('Ana');
  const other = await visit();
  await other.nameField.fill('ana');
  await other.page.getByRole('button', { name: 'Entrar' }).click();
  await expect(other.page.getByText('Outra pessoa já tem este nome.')).toBeVisible();
  await other.page.getByRole('button', { name: /^Usar/ }).click();
  await other.isInside();
  await expect(other.page.locator('.me-name')).toContainText(/ana.?2/i);
});

test('a bad name is explained', async ({ visit }) => {
  const ana = await visit();
  await ana.nameField.fill('7');
  await ana.nameField.press('Enter');
  await expect(ana.page.getByRole('alert')).toContainText('Um nome tem de 2 a 32 caracteres');
});

test('somebody who comes back is the same person, in the same rooms', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.makeRoom('Café & bolo');
  await ana.tell('fica?');
  await ana.page.reload();
  await ana.isInside();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Café & bolo');
  await expect(ana.message('fica?').locator('.author')).toHaveText('Você');
  await expect(ana.rooms.getByRole('button', { name: /^lobby/ })).toBeVisible();
});

test('a name can be changed, and forgotten', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('antes');
  await ana.page.getByRole('button', { name: 'Trocar de nome' }).click();
  await expect(ana.nameField).toHaveValue('Ana');
  await ana.enter('Ana Maria');
  await expect(ana.message('antes').locator('.author')).toHaveText('Você');
  await expect(ana.members.getByText('Ana Maria')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Sair do chat' }).click();
  await expect(ana.nameField).toHaveValue('');
  await ana.page.reload();
  await expect(ana.nameField).toHaveValue('');
});

test('rooms are made, found, left, and count what was not read', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.makeRoom('Jazz');
  await ana.tell('alguém?');
  // The list is asked for now and then; coming back asks at once.
  await bia.page.reload();
  await bia.choose('Jazz');
  await bia.sees('alguém?');
  await expect(ana.timeline.getByText('Bia entrou')).toBeVisible();

  await ana.choose('lobby');
  await bia.tell('um');
  await bia.tell('dois');
  const jazz = ana.rooms.getByRole('button', { name: /^Jazz/ });
  await expect(jazz).toContainText('2 mensagens não lidas');
  await expect(ana.page).toHaveTitle('(2) lobby · Chat');
  await jazz.click();
  await expect(ana.timeline.getByText('Novas mensagens')).toBeVisible();
  await expect(jazz).not.toContainText('não lidas');
  expect(await ana.texts()).toEqual(['alguém?', 'um', 'dois']);

  await bia.page.getByRole('button', { name: 'Sobre Jazz' }).click();
  await bia.page.getByRole('button', { name: 'Sair de Jazz' }).click();
  await expect(ana.timeline.getByText('Bia saiu')).toBeVisible();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('lobby');
});

test('a message is answered, and the answer leads back to it', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('Quem vem amanhã?');
  await bia.message('Quem vem').hover();
  await bia.page.getByRole('button', { name: 'Responder a Ana' }).click();
  await expect(bia.page.getByText('Respondendo a Ana')).toBeVisible();
  await expect(bia.field).toBeFocused();
  await bia.tell('Eu!');
  const quote = ana.message('Eu!').getByRole('button', { name: /Quem vem/ });
  await expect(quote).toContainText('Você');
  await quote.click();
  await expect(ana.timeline.locator('.message:focus')).toContainText('Quem vem amanhã?');
});
