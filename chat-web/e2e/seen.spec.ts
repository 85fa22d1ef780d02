import { expect, test } from './fixtures';
import type { Person } from './person';

test.use({ serverFlags: ['--no-rate-limit'] });

const seen = (person: Person) => person.timeline.locator('.seen-by');

test('two who talk directly see how far the other has read', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('no lobby');
  await bia.sees('no lobby');
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Escrever em particular' }).click();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Bia');
  await ana.tell('só nós');
  await expect(bia.badge('Ana')).toHaveText('1');
  await expect(seen(ana)).toHaveCount(0);

  await bia.choose('Ana');
  await expect(ana.message('só nós').locator('.seen-by')).toHaveText('Visto');
  await bia.choose('lobby');
  await ana.tell('ainda aí?');
  await expect(bia.badge('Ana')).toHaveText('1');
  await expect(ana.message('só nós').locator('.seen-by')).toHaveText('Visto');
  await expect(seen(ana)).toHaveCount(1);

  // The server keeps it.
  await server.stop();
  await server.start();
  await ana.comeBack();
  await ana.page.reload();
  await expect(ana.message('só nós').locator('.seen-by')).toHaveText('Visto');
  await bia.comeBack();
  await bia.choose('Ana');
  await expect(ana.message('ainda aí?').locator('.seen-by')).toHaveText('Visto');
  await expect(seen(ana)).toHaveCount(1);
  await expect(seen(bia)).toHaveCount(0);

  // In other rooms nobody is told.
  await ana.choose('lobby');
  await ana.sees('no lobby');
  await expect(seen(ana)).toHaveCount(0);
});

test('of several it is said who has read; who blocks somebody tells them nothing', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const caio = await (await visit()).enter('Caio');
  await ana.page.getByRole('button', { name: 'Nova mensagem direta' }).click();
  await ana.choosePeople('Bia', 'Caio');
  await ana.tell('nós três');
  await bia.choose('Ana, Caio');
  await expect(seen(ana)).toHaveText('Visto por Bia');
  await caio.choose('Ana, Bia');
  await expect(seen(ana)).toHaveText('Visto por Bia e Caio');

  await bia.person('Ana');
  await bia.side.getByRole('button', { name: 'Bloquear', exact: true }).click();
  await expect(bia.side.getByText('Você bloqueou Ana.')).toBeVisible();
  await ana.tell('e agora?');
  await expect(ana.message('e agora?').locator('.seen-by')).toHaveText('Visto por Caio');
  await bia.tell('li');
  await ana.sees('li');
  await expect(ana.message('nós três').locator('.seen-by')).toHaveText('Visto por Bia');
  await ana.page.reload();
  await ana.sees('e agora?');
  await expect(seen(ana)).toHaveText('Visto por Caio');
});
