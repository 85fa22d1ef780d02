import { expect, test as base } from './fixtures';
import { IdentityProvider } from './identity-provider.mjs';
import type { Person } from './person';
import { Server } from './server';
import { Wire } from './wire';

/** The server and the provider have to know each other's address before they start: browsers come by the wire, which is there first. */
let port = 0;

const test = base.extend<{ provider: IdentityProvider }>({
  wire: async ({}, use) => {
    const wire = await new Wire(() => port).open();
    await use(wire);
    await wire.close();
  },

  provider: async ({ wire }, use) => {
    const provider = await new IdentityProvider().start(() => `${wire.url}api/auth/oidc/callback`);
    await use(provider);
    await provider.close();
  },

  server: async ({ wire, provider, serverFlags }, use) => {
    const publicUrl = wire.url.replace(/\/$/, '');
    const server = await new Server(...serverFlags, '--public-url', publicUrl, ...provider.flags).start();
    port = server.port;
    await use(server);
    await server.remove();
  },

  others: async ({ provider }, use) => use([`${provider.issuer}/`]),
});

test.use({ serverFlags: ['--auth', 'guest,oidc'] });

/** At the provider: who one is, and that the chat may know. */
async function logInThere({ page }: Person, name: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('somebody known elsewhere comes in, and is the same on another device', async ({ visit }) => {
  const ana = await visit({ direct: false });
  await ana.page.getByRole('button', { name: 'Continuar com Escola' }).click();
  await logInThere(ana, 'ana.souza');
  await ana.isInside();
  await expect(ana.page.getByText('ana.souza', { exact: true }).first()).toBeVisible();
  expect(new URL(ana.page.url()).search).toBe('');
  await ana.tell('vim da escola');
  await ana.page.reload();
  await ana.isInside();
  await expect(ana.message('vim da escola')).toHaveClass(/own/);

  const phone = await visit({ direct: false });
  await phone.page.getByRole('button', { name: 'Continuar com Escola' }).click();
  await logInThere(phone, 'ana.souza');
  await phone.isInside();
  await expect(phone.message('vim da escola')).toHaveClass(/own/);

  // Its log-out ends one device here, and the other from afar.
  await phone.showMe();
  await expect(phone.side.getByText('Trocar a senha')).toHaveCount(0);
  await phone.side.getByRole('button', { name: /^Encerrar em/ }).click();
  await expect(ana.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();
});

test('a guest who changes its mind elsewhere is still the same guest', async ({ visit }) => {
  const ana = await (await visit({ direct: false })).enter('Ana');
  await ana.tell('como visitante');
  await ana.showMe();
  await ana.side.getByRole('button', { name: 'Continuar com Escola' }).click();
  await ana.page.getByPlaceholder('Enter any login').waitFor();
  await ana.page.goBack();
  await ana.isInside();
  await expect(ana.message('como visitante')).toHaveClass(/own/);

  await ana.showMe();
  await ana.side.getByRole('button', { name: 'Continuar com Escola' }).click();
  await ana.page.getByRole('link', { name: /Cancel/ }).click();
  await expect(ana.page.getByText('O outro lugar não disse quem você é. Tente de novo.')).toBeVisible();
  expect(new URL(ana.page.url()).search).toBe('');
  await expect(ana.nameField).toHaveValue('Ana');
  await ana.enter('Ana');
  await expect(ana.message('como visitante')).toHaveClass(/own/);
});
