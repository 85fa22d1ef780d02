import { expect, test } from './fixtures';
import type { Person } from './person';

/** A room with its owner and somebody else in it. */
async function roomWith(ana: Person, bia: Person): Promise<void> {
  await ana.makeRoom('Jazz');
  await ana.tell('oi');
  await bia.page.reload();
  await bia.choose('Jazz');
  await bia.sees('oi');
}

test('somebody muted keeps what was written until it is over', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await roomWith(ana, bia);
  await bia.field.fill('espera');
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Silenciar', exact: true }).click();
  await ana.side.getByLabel('Por quanto tempo').selectOption('600');
  await ana.side.getByRole('button', { name: 'Silenciar Bia' }).click();
  await expect(bia.page.getByText(/Você não pode escrever nesta sala por 10 minutos/)).toBeVisible();
  await bia.field.press('Enter');
  await expect(bia.field).toHaveValue('espera');

  await ana.about('Jazz');
  await ana.side.getByRole('button', { name: 'Silêncio e banimento' }).click();
  await ana.side.getByRole('button', { name: 'Liberar Bia' }).click();
  await expect(ana.side.getByText('Ninguém está em silêncio ou fora da sala.')).toBeVisible();
  await expect(bia.page.getByText(/Você não pode escrever nesta sala/)).toHaveCount(0);
  await bia.field.press('Enter');
  await ana.sees('espera');
});

test('somebody sent out may come back, somebody banned may not', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await roomWith(ana, bia);
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Retirar', exact: true }).click();
  await ana.side.getByRole('button', { name: 'Retirar Bia' }).click();
  await expect(bia.page.getByText('Tiraram você de Jazz.')).toBeVisible();
  await bia.page.getByRole('button', { name: 'Está bem' }).click();
  await bia.choose('Jazz');
  await bia.tell('voltei');
  await ana.sees('voltei');

  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Banir', exact: true }).click();
  await ana.side.getByLabel('Por quanto tempo').selectOption('0');
  await ana.side.getByLabel('Motivo').fill('spam');
  await ana.side.getByRole('button', { name: 'Banir Bia' }).click();
  await expect(bia.page.getByText(/Você não pode mais entrar em Jazz.*Motivo: spam/)).toBeVisible();
  await bia.page.getByRole('button', { name: 'Está bem' }).click();
  await bia.rooms.getByRole('button', { name: /^Jazz/ }).click();
  await expect(bia.page.getByText('Você não pode entrar nesta sala.')).toBeVisible();
  await expect(bia.message('oi')).toHaveCount(0);
  await expect(bia.field).toHaveCount(0);
  await bia.page.getByRole('button', { name: 'Sair da sala' }).click();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('lobby');
});

test('a message is reported, and taken away by those who keep order', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const caio = await (await visit()).enter('Caio');
  await roomWith(ana, bia);
  await caio.page.reload();
  await caio.choose('Jazz');
  await bia.tell('compre já');
  await caio.doTo('compre já', 'Denunciar');
  await caio.page.getByLabel('O que há de errado com esta mensagem?').fill('propaganda');
  await caio.page.getByRole('button', { name: 'Denunciar' }).click();
  await expect(caio.page.getByText('Obrigado. A moderação vai olhar.')).toBeVisible();

  await ana.about('Jazz');
  await ana.side.getByRole('button', { name: 'Mensagens denunciadas' }).click();
  await expect(ana.side.getByText('propaganda')).toBeVisible();
  await expect(ana.side.getByText('Denunciada por Caio')).toBeVisible();
  await ana.side.getByRole('button', { name: 'Excluir mensagem' }).click();
  await expect(ana.side.getByText('Nada está esperando aqui.')).toBeVisible();
  await expect(caio.message('compre já')).toHaveCount(0);
  await expect(caio.timeline.locator('.tombstone')).toBeVisible();
});

test('in a slow room a message waits for its time and goes out by itself', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await roomWith(ana, bia);
  await ana.about('Jazz');
  await ana.side.locator('summary').click();
  await ana.side.getByLabel('Modo lento').selectOption('5');
  await ana.side.getByRole('button', { name: 'Salvar' }).click();
  await expect(bia.page.getByText('Modo lento: uma mensagem a cada 5 segundos')).toBeVisible();
  await bia.say('uma');
  await bia.say('outra');
  await expect(bia.page.getByText(/^Modo lento: sua mensagem sai em/)).toBeVisible();
  await ana.sees('outra');
  expect((await bia.texts()).slice(-2)).toEqual(['uma', 'outra']);
});

test('whoever is too fast sees when it goes on, and loses nothing', async ({ visit, wire }) => {
  const ana = await (await visit({ direct: false })).enter('Ana');
  const lines = Array.from({ length: 30 }, (_, i) => `linha ${i + 1}`);
  wire.cut();
  await expect(ana.banner).toBeVisible();
  for (const line of lines) {
    await ana.say(line);
  }
  wire.mend();
  await ana.comeBack();
  await expect(ana.page.getByText(/^Rápido demais: continua em/)).toBeVisible();
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  expect(await ana.texts()).toEqual(lines);
});
