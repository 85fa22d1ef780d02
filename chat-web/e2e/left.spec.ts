import { expect, test } from './fixtures';
import type { Person } from './person';

const PASSWORD = 'cavalo correto';

test.use({ serverFlags: ['--auth', 'guest,accounts', '--no-rate-limit'] });

/** Logs out the other device of somebody, from this one. */
async function endOther(person: Person): Promise<void> {
  await person.showMe();
  await person.side.getByRole('button', { name: /^Encerrar em/ }).click();
}

test('what somebody had not sent when their log-in was ended waits for them, and for nobody else on that device', async ({
  visit,
}) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  await ana.tell('antes');
  const phone = await (await visit()).logIn('Ana', PASSWORD);
  await ana.page.context().setOffline(true);
  await expect(ana.banner).toBeVisible();
  await ana.say('escrita sem rede');
  await ana.field.fill('pela metade');
  await endOther(phone);
  await ana.page.context().setOffline(false);
  await expect(ana.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();

  // Somebody else on the same device, who leaves again.
  const bia = await ana.signUp('Bia', PASSWORD);
  await expect(bia.message('antes')).toHaveCount(1);
  await expect(bia.message('escrita sem rede')).toHaveCount(0);
  await expect(bia.field).toHaveValue('');
  await bia.page.getByRole('button', { name: 'Sair da conta' }).click();
  await expect(bia.page.getByRole('button', { name: 'Entrar na conta' })).toBeVisible();

  await ana.page.reload();
  await ana.logIn('Ana', PASSWORD);
  await phone.sees('escrita sem rede');
  await expect(ana.field).toHaveValue('pela metade');
  expect(await ana.texts()).toEqual(['antes', 'escrita sem rede']);
});

test('nothing of it waits when they signed out by hand', { tag: '@full' }, async ({ visit }) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  const other = await ana.anotherWindow();
  await other.isInside();
  await other.field.fill('na outra janela');
  await ana.field.fill('pela metade');
  await ana.page.getByRole('button', { name: 'Sair da conta' }).click();
  await expect(other.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();
  await ana.logIn('Ana', PASSWORD);
  await ana.isConnected();
  await other.page.reload();
  await other.isInside();
  await other.isConnected();
  await expect(other.field).toHaveValue('');
  await expect(ana.field).toHaveValue('');
});
