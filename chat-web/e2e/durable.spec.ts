import { expect, test } from './fixtures';

test.use({ serverFlags: ['--no-rate-limit'] });

test('a reload keeps everything', { tag: '@full' }, async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('primeira');
  await bia.tell('segunda');
  await ana.page.reload();
  await ana.isInside();
  await ana.sees('segunda');
  expect(await ana.texts()).toEqual(['primeira', 'segunda']);
  await expect(ana.message('primeira').locator('.author')).toHaveText('Você');
});

test('everything is there after the server was stopped, by somebody who comes later too', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.makeRoom('Café');
  await ana.tell('fica');
  await server.stop();
  await server.start();
  await ana.isConnected();
  await ana.tell('também');
  const bia = await (await visit()).enter('Bia');
  await bia.choose('Café');
  await bia.sees('também');
  expect(await bia.texts()).toEqual(['fica', 'também']);
});

test('a server killed while messages are sent loses nothing and doubles nothing', async ({ visit, server }) => {
  test.slow();
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const all: string[] = [];
  for (let round = 1; round <= 2; round++) {
    const words = Array.from({ length: 12 }, (_, i) => `ana ${round}.${i + 1}.`);
    all.push(...words);
    for (const [i, text] of words.entries()) {
      await ana.say(text);
      if (i === 5) {
        // Some are stored, some are under way, some are not out yet.
        await server.stop('SIGKILL');
      }
    }
    await expect(ana.banner).toBeVisible();
    await expect(ana.message(words.at(-1) ?? '')).toContainText('Esperando envio');
    await server.start();
    await ana.comeBack();
    await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
    await bia.sees(words.at(-1) ?? '');
  }
  expect(await ana.texts()).toEqual(all);
  expect(await bia.texts()).toEqual(all);
  await ana.page.reload();
  await ana.isInside();
  await ana.sees(all.at(-1) ?? '');
  expect(await ana.texts()).toEqual(all);
});

test('changes made while the server is away are made when it is back, once', async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('um');
  await ana.tell('dois');
  await server.stop('SIGKILL');
  await expect(ana.banner).toBeVisible();
  await ana.doTo('um', 'Editar');
  await ana.field.fill('um e meio');
  await ana.field.press('Enter');
  await ana.doTo('dois', 'Reagir com 👍');
  await expect(ana.message('um e meio')).toContainText('Esperando envio');
  await server.start();
  await bia.sees('um e meio');
  await expect(bia.message('dois').getByRole('button', { name: '👍, 1 pessoa' })).toBeVisible();
  await expect(ana.timeline.getByText('Esperando envio')).toHaveCount(0);
  await expect(ana.message('dois').getByRole('button', { name: '👍, 1 pessoa, você também' })).toBeVisible();
});

test('a server that is back from a backup is shown as it is now, and gets what was not sent', async ({
  visit,
  server,
}) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('antes da cópia');
  const backup = await server.backup();
  await bia.tell('depois da cópia');
  await ana.sees('depois da cópia');
  await server.stop('SIGKILL');
  await expect(ana.banner).toBeVisible();
  await ana.message('antes da cópia').hover();
  await ana.message('antes da cópia').getByRole('button', { name: 'Responder' }).click();
  await ana.say('enquanto isso');
  await server.restore(backup);
  await server.start();
  await Promise.all([ana.comeBack(), bia.comeBack()]);
  for (const person of [ana, bia]) {
    await expect(person.timeline.locator('.outgoing')).toHaveCount(0);
    await person.sees('enquanto isso');
    expect(await person.texts()).toEqual(['antes da cópia', 'enquanto isso']);
  }
  await expect(ana.message('enquanto isso').locator('.author')).toHaveText('Você');
  await ana.page.reload();
  await ana.isInside();
  await ana.sees('enquanto isso');
  expect(await ana.texts()).toEqual(['antes da cópia', 'enquanto isso']);
});

test('a server that lost everything gets what was not sent', { tag: '@full' }, async ({ visit, server }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.makeRoom('Café');
  await ana.tell('perdida');
  await server.stop();
  await expect(ana.banner).toBeVisible();
  await ana.say('primeira de novo');
  await ana.say('segunda');
  server.forget();
  await server.start();
  await ana.comeBack();
  await expect(ana.timeline.locator('.outgoing')).toHaveCount(0);
  await ana.sees('segunda');
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('café');
  expect(await ana.texts()).toEqual(['primeira de novo', 'segunda']);
  await expect(ana.message('segunda').locator('.author')).toHaveCount(1);
});
