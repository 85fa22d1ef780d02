import { becomeAdmin, codeOf } from './admin';
import { expect, test } from './fixtures';
import type { Person } from './person';

const PASSWORD = 'cavalo correto';

test.use({ serverFlags: ['--auth', 'guest,accounts', '--no-rate-limit'] });

const devices = (person: Person) => person.side.getByRole('listitem').filter({ hasText: 'Último uso' });

test('an account is made, comes back by itself, and is the same on another device', async ({ visit }) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  await ana.tell('oi');
  await ana.page.reload();
  await ana.isInside();
  await expect(ana.message('oi')).toHaveClass(/own/);
  // Nothing that opens the account is where scripts find it.
  const kept = await ana.page.evaluate(() => JSON.stringify(localStorage) + document.cookie);
  expect(kept).not.toMatch(/a1\.|r1\.|chat_refresh/);

  const phone = await (await visit()).logIn('ana', PASSWORD);
  await expect(phone.message('oi')).toHaveClass(/own/);
  await phone.tell('do telefone');
  await expect(ana.message('do telefone')).toHaveClass(/own/);

  await ana.showMe();
  await expect(devices(ana)).toHaveCount(2);
  await ana.side.getByRole('button', { name: /^Encerrar em/ }).click();
  await expect(phone.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();
  await expect(phone.page.getByLabel('Nome', { exact: true })).toHaveValue('Ana');
  await expect(devices(ana)).toHaveCount(1);
  await phone.logIn('Ana', PASSWORD);
  await expect(phone.message('do telefone')).toHaveClass(/own/);
});

test('a guest makes an account and stays who it was', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await ana.tell('como visitante');
  await ana.field.fill('meio esc');
  await ana.showMe();
  await ana.side.getByRole('button', { name: 'Criar uma conta' }).click();
  await ana.side.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await ana.side.getByRole('button', { name: 'Criar conta' }).click();
  await expect(ana.side.getByText('Você entrou na sua conta')).toBeVisible();
  await ana.isConnected();
  await ana.page.keyboard.press('Escape');
  await expect(ana.field).toHaveValue('meio esc');
  await ana.tell('com conta');
  await ana.doTo('como visitante', 'Excluir');
  await ana.page.getByRole('group').getByRole('button', { name: 'Excluir' }).click();
  await expect(ana.timeline.locator('.tombstone')).toBeVisible();

  // The name is nobody else's from now on.
  await ana.page.getByRole('button', { name: 'Sair da conta' }).click();
  await expect(ana.page.getByRole('button', { name: 'Entrar na conta' })).toBeVisible();
  const other = await visit();
  await other.nameField.fill('Ana');
  await other.nameField.press('Enter');
  await expect(other.page.getByText('Outra pessoa já tem este nome.')).toBeVisible();
});

test('what is wrong with a form is said, and the form kept', async ({ visit }) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  await ana.page.getByRole('button', { name: 'Sair da conta' }).click();
  await ana.fillAccount('Minha conta', 'Ana', 'errada errada');
  await ana.page.getByRole('button', { name: 'Entrar na conta' }).click();
  await expect(ana.page.getByText('O nome ou a senha estão errados.')).toBeVisible();
  await expect(ana.page.getByLabel('Nome', { exact: true })).toHaveValue('Ana');
  await ana.fillAccount('Nova conta', 'Ana', PASSWORD);
  await ana.page.getByRole('button', { name: 'Criar conta' }).click();
  await expect(ana.page.getByText('Outra pessoa já tem este nome.')).toBeVisible();
  // Nobody comes in by the cookie that was logged out.
  await ana.page.reload();
  await expect(ana.page.getByRole('button', { name: 'Minha conta' })).toBeVisible();
  await expect(ana.field).toHaveCount(0);
});

test('a new password logs all others out', async ({ visit }) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  const phone = await (await visit()).logIn('Ana', PASSWORD);
  await ana.showMe();
  await ana.side.locator('summary').click();
  await ana.side.getByLabel('Senha atual').fill('não é');
  await ana.side.getByLabel('Senha nova').fill('outra senha');
  await ana.side.getByRole('button', { name: 'Trocar a senha' }).click();
  await expect(ana.side.getByText('O nome ou a senha estão errados.')).toBeVisible();
  await ana.side.getByLabel('Senha atual').fill(PASSWORD);
  await ana.side.getByRole('button', { name: 'Trocar a senha' }).click();
  await expect(ana.side.getByText('Sua senha foi trocada')).toBeVisible();
  await expect(phone.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();
  await phone.logIn('Ana', 'outra senha');
});

test('two windows of one browser use the same cookie, one after the other', async ({ visit }) => {
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  const second = await ana.anotherWindow();
  await second.isInside();
  for (let i = 0; i < 3; i++) {
    await Promise.all([ana.page.reload(), second.page.reload()]);
    await Promise.all([ana.isInside(), second.isInside()]);
  }
  await second.tell('dos dois');
  await ana.sees('dos dois');
  await ana.page.getByRole('button', { name: 'Sair da conta' }).click();
  await expect(second.page.getByText('Você saiu da conta neste aparelho.')).toBeVisible();
});

test('the first admin is made with the code that the server printed', async ({ visit, server }) => {
  const root = await visit();
  await root.page.getByRole('button', { name: 'Configurar' }).click();
  await root.page.getByLabel('Código do servidor').fill('errado');
  await root.page.getByLabel('Nome', { exact: true }).fill('Raiz');
  await root.page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await root.page.getByRole('button', { name: 'Configurar' }).click();
  await expect(root.page.getByText('Este não é o código que o servidor mostrou.')).toBeVisible();
  await expect.poll(() => codeOf(server)).not.toBe('');
  await root.page.getByLabel('Código do servidor').fill(codeOf(server));
  await root.page.getByRole('button', { name: 'Configurar' }).click();
  await root.isInside();
  await expect((await visit()).page.getByText('Este servidor ainda não tem quem o administre.')).toHaveCount(0);
});

test('whoever is kept out of the server sees it at once, and for how long', async ({ visit, server }) => {
  const ask = await becomeAdmin(server);
  const ana = await (await visit()).signUp('Ana', PASSWORD);
  const bia = await (await visit()).enter('Bia');
  await bia.tell('oi');
  await ana.sees('oi');
  const { users } = await ask('GET', '/api/admin/users?query=Ana');
  const [{ id }] = users as [{ id: string }];
  await ask('POST', '/api/admin/bans', { user: id, seconds: 172_800, reason: 'spam' });
  await expect(ana.page.getByText('Você não pode entrar neste servidor.')).toBeVisible();
  await expect(ana.page.getByText('Tente de novo em 2 dias.')).toBeVisible();
  await expect(ana.message('oi')).toHaveCount(0);
  await ana.fillAccount('Minha conta', 'Ana', PASSWORD);
  await ana.page.getByRole('button', { name: 'Entrar na conta' }).click();
  await expect(ana.page.getByText('Motivo: spam')).toBeVisible();

  const guest = await bia.page.evaluate(() => JSON.parse(localStorage.getItem('chat') ?? '{}').token.split('.')[1]);
  await ask('POST', '/api/admin/bans', { user: guest, byAddress: true });
  await expect(bia.page.getByText('Você não pode entrar neste servidor.')).toBeVisible();
  await bia.nameField.fill('Outra');
  await bia.nameField.press('Enter');
  await expect(bia.page.getByText('Você não pode entrar neste servidor.')).toBeVisible();
  await expect(bia.field).toHaveCount(0);
});

test.describe('where guests are not let in', () => {
  test.use({ serverFlags: ['--auth', 'accounts', '--sign-up', 'invite'] });

  test('one logs in, or makes an account with an invitation', async ({ visit, server }) => {
    const ana = await visit();
    await expect(ana.page.getByRole('button', { name: 'Visitante' })).toHaveCount(0);
    await expect(ana.page.getByLabel('Senha', { exact: true })).toBeVisible();
    await ana.page.goto(`http://127.0.0.1:${server.port}/#invite=nenhum`);
    await expect(ana.page.getByLabel('Código do convite')).toHaveValue('nenhum');
    expect(ana.page.url()).not.toContain('nenhum');
    await ana.page.getByLabel('Nome', { exact: true }).fill('Ana');
    await ana.page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
    await ana.page.getByRole('button', { name: 'Criar conta' }).click();
    await expect(ana.page.getByText('Este convite não vale, ou não vale mais.')).toBeVisible();

    const ask = await becomeAdmin(server);
    const { code } = await ask('POST', '/api/admin/invites', {});
    await ana.page.getByLabel('Código do convite').fill(String(code));
    await ana.page.getByRole('button', { name: 'Criar conta' }).click();
    await ana.isInside();
  });
});
