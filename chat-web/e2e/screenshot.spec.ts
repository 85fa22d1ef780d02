import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';

/** Changes a file of the project only when asked to. */
const picture = (name: string) =>
  fileURLToPath(
    new URL(
      process.env.UPDATE_SCREENSHOT === undefined ? `../target/e2e/${name}` : `../../docs/images/${name}`,
      import.meta.url,
    ),
  );

test('the picture in the README is made', { tag: '@full' }, async ({ visit }) => {
  const marina = await (
    await visit({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  ).enter('Marina Souza');
  await marina.makeRoom('Trilhas & montanhas');
  await marina.makeRoom('Cozinha');
  await marina.choose('lobby');
  const bruno = await (await visit()).enter('Bruno Lima');
  const chiara = await (await visit({ locale: 'en' })).enter('Chiara Rossi');
  await (await visit()).enter('Dandara');
  await bruno.choose('Cozinha');
  await bruno.choose('lobby');

  await bruno.tell('Bom dia! Alguém já testou a versão nova?');
  await marina.tell('Subi ontem à noite. Um jar, um comando, e pronto.');
  await chiara.tell('And coming back after a tunnel? My train goes through two of them…');
  await chiara.tell('🚆⛰️🚆');
  await bruno.tell('Passei pelos dois hoje. Nenhuma mensagem perdida, nenhuma em dobro.');
  await marina.message('And coming back').hover();
  await marina.page.getByRole('button', { name: 'Responder a Chiara Rossi' }).first().click();
  await marina.tell('It picks up exactly where it left off.\nAnd the history is there too:\n  — scroll up\n  — and up');
  await chiara.tell('Perfetto. Grazie, Marina!');
  await bruno.choose('Cozinha');
  await bruno.tell('Quem traz o café?');
  await bruno.tell('Eu levo o bolo.');
  await bruno.choose('lobby');
  await bruno.typeUntil(marina.page.getByText('Bruno Lima está digitando…'));
  await marina.page.mouse.move(640, 20);
  await marina.page.screenshot({ path: picture('page.png') });
});

test('the picture of a private room that is kept in order is made', { tag: '@full' }, async ({ visit }) => {
  const marina = await (
    await visit({ viewport: { width: 1280, height: 760 }, reducedMotion: 'reduce' })
  ).enter('Marina Souza');
  const bruno = await (await visit()).enter('Bruno Lima');
  const dandara = await (await visit()).enter('Dandara');
  await marina.makeRoom('Mutirão da praça', 'Privada');
  await marina.invite('Mutirão da praça', 'Bruno Lima');
  await marina.invite('Mutirão da praça', 'Dandara');
  await bruno.choose('Mutirão da praça');
  await dandara.choose('Mutirão da praça');
  await dandara.tell('Sábado às oito? @Marina Souza leva as mudas?');
  await marina.tell('Levo! @todos tragam luvas, por favor.');
  await bruno.tell('Vendo cadeiras usadas, baratinhas, chamem no privado');
  await dandara.doTo('Vendo cadeiras', 'Denunciar');
  await dandara.page.getByLabel('O que há de errado com esta mensagem?').fill('De novo propaganda');
  await dandara.page.getByRole('button', { name: 'Denunciar' }).click();
  await expect(dandara.page.getByText('Obrigado. A moderação vai olhar.')).toBeVisible();
  await marina.about('Mutirão da praça');
  await marina.side.getByRole('button', { name: 'Mensagens denunciadas' }).click();
  await expect(marina.side.getByText('De novo propaganda')).toBeVisible();
  await marina.page.screenshot({ path: picture('order.png') });
});
