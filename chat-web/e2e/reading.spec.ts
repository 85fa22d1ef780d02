import { expect, test } from './fixtures';
import { post } from './terminal';

test.use({ serverFlags: ['--no-rate-limit'] });

test('two devices of one user count the same', async ({ visit }) => {
  const laptop = await (await visit()).enter('Ana');
  await laptop.makeRoom('Jazz');
  await laptop.tell('alguém?');
  const bia = await (await visit()).enter('Bia');
  await bia.choose('Jazz');
  await bia.sees('alguém?');
  await bia.tell('aqui');
  await laptop.sees('aqui');
  await laptop.choose('lobby');
  const phone = await visit({ storageState: await laptop.page.context().storageState() });
  await phone.isInside();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('lobby');

  for (const text of ['um', 'dois', 'três']) {
    await bia.tell(text);
  }
  await expect(laptop.badge('Jazz')).toHaveText('3');
  await expect(phone.badge('Jazz')).toHaveText('3');
  await expect(phone.page).toHaveTitle('(3) lobby · Chat');

  await bia.doTo('dois', 'Excluir');
  await bia.page.getByRole('group').getByRole('button', { name: 'Excluir' }).click();
  await expect(laptop.badge('Jazz')).toHaveText('2');
  await expect(phone.badge('Jazz')).toHaveText('2');

  await phone.page.reload();
  await phone.isInside();
  await expect(phone.badge('Jazz')).toHaveText('2');

  await phone.choose('Jazz');
  await expect(phone.timeline.getByText('Novas mensagens')).toBeVisible();
  await expect(phone.badge('Jazz')).toHaveCount(0);
  await expect(laptop.badge('Jazz')).toHaveCount(0);

  await phone.choose('lobby');
  await bia.tell('quatro');
  await expect(laptop.badge('Jazz')).toHaveText('1');
  await expect(phone.badge('Jazz')).toHaveText('1');
  await phone.page.reload();
  await phone.isInside();
  await expect(phone.badge('Jazz')).toHaveText('1');
});

test('what was not read before the page was closed is above a line when it is opened again', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await bia.tell('lida');
  await ana.sees('lida');
  await ana.page.goto('about:blank');
  await expect(bia.timeline.getByText('Ana saiu')).toBeVisible();
  await bia.tell('nova');
  await bia.tell('novíssima');
  await ana.page.goBack();
  await ana.isInside();
  await ana.sees('novíssima');
  const lines = ana.timeline.locator('.divider, .text');
  await expect(lines).toHaveText(['lida', 'Novas mensagens', 'nova', 'novíssima']);
});

test('a room opens where its user stopped reading, however far up, and counts to 999', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.makeRoom('Jazz');
  await ana.tell('até aqui');
  await ana.choose('lobby');
  const bia = await (await visit()).enter('Bia');
  await post(bia, 1_001, 'jazz');
  await expect(ana.badge('Jazz')).toHaveText('999+');
  await ana.page.reload();
  await ana.isInside();
  await expect(ana.badge('Jazz')).toHaveText('999+');

  const opensAtLine = async () => {
    await expect(ana.timeline.getByText('Novas mensagens')).toBeInViewport();
    await expect(ana.message('até aqui')).toBeInViewport();
    await expect(ana.message(/^linha 1$/)).toBeInViewport();
    await expect(ana.badge('Jazz')).toHaveText('999+');
  };
  await ana.choose('Jazz');
  await opensAtLine();
  await ana.page.reload();
  await ana.isInside();
  await opensAtLine();

  await ana.page.getByRole('button', { name: 'mais de 999 mensagens novas' }).click();
  await expect(ana.message('linha 1001')).toBeInViewport();
  await expect(ana.badge('Jazz')).toHaveCount(0);
  await ana.page.reload();
  await ana.isInside();
  await expect(ana.message('linha 1001')).toBeInViewport();
  await expect(ana.badge('Jazz')).toHaveCount(0);
});
