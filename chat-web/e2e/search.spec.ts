import { expect, test } from './fixtures';
import { post } from './terminal';

test.use({ serverFlags: ['--no-rate-limit'] });

test('words are found without their accents, in all rooms or in one, and lead to their message', async ({ visit }) => {
  const bia = await (await visit()).enter('Bia');
  await bia.tell('A canção da Conceição começa às três');
  await bia.makeRoom('Outra');
  await bia.tell('Outra CANCAO, sem acento');
  await bia.choose('lobby');
  await post(bia, 200);
  await bia.sees('linha 200');

  const ana = await (await visit()).enter('Ana');
  await ana.sees('linha 200');
  await ana.search('cancão');
  await expect(ana.side.getByText('2 mensagens encontradas')).toBeVisible();
  await expect(ana.side.locator('mark')).toHaveText(['CANCAO', 'canção']);
  await expect(ana.side.getByRole('listitem').first()).toContainText('Outra');

  await ana.side.getByRole('button', { name: /Conceição/ }).click();
  const hit = ana.timeline.locator('.message:focus');
  await expect(hit).toContainText('A canção da Conceição');
  await expect(hit).toBeInViewport();

  // And forward again, to what is said now.
  await expect(async () => {
    await ana.timeline.evaluate((box) => (box.scrollTop = box.scrollHeight));
    await expect(ana.message('linha 200')).toBeInViewport({ timeout: 200 });
  }).toPass();
  await bia.tell('agora mesmo');
  await expect(ana.message('agora mesmo')).toBeVisible();

  await ana.side.getByRole('button', { name: /sem acento/ }).click();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Outra');
  await expect(ana.timeline.locator('.message:focus')).toContainText('Outra CANCAO');

  await ana.side.getByRole('checkbox', { name: 'Só em Outra' }).check();
  await expect(ana.side.getByText('1 mensagem encontrada')).toBeVisible();
});

test('phrases and beginnings are found, page by page, in their present text', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await post(ana, 25);
  await ana.sees('linha 25');
  await ana.tell('bom dia a todos');
  await ana.tell('dia bom');
  await ana.search('"bom dia"');
  await expect(ana.side.locator('.card-text')).toHaveText(['bom dia a todos']);
  await ana.search('tod*');
  await expect(ana.side.locator('mark')).toHaveText(['todos']);

  await ana.field.press('ArrowUp');
  await ana.field.fill('noite boa');
  await ana.field.press('Enter');
  await ana.sees('noite boa');
  await expect(ana.timeline.getByText('Enviando…')).toHaveCount(0);
  await ana.search('dia');
  await expect(ana.side.locator('.card-text')).toHaveText(['bom dia a todos']);

  await ana.search('linha');
  await expect(ana.side.getByRole('listitem')).toHaveCount(20);
  await ana.side.getByRole('button', { name: 'Mais resultados' }).click();
  await expect(ana.side.getByRole('listitem')).toHaveCount(25);
  await expect(ana.side.getByText('25 mensagens encontradas')).toBeVisible();

  await ana.search('inexistente');
  await expect(ana.side.getByText('Nada foi encontrado.')).toBeVisible();
  await ana.search('!!!');
  await expect(ana.side.getByText('Busque de uma a 16 palavras.')).toBeVisible();
});
