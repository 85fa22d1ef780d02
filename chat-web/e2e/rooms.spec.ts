import { expect, test } from './fixtures';
import type { Person } from './person';

test.use({ serverFlags: ['--no-rate-limit'] });

const notice = (person: Person, words: string | RegExp) => person.timeline.locator('.notices').getByText(words);

test('a private room is made, found by those who are invited, and by nobody else', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const caio = await (await visit()).enter('Caio');
  await ana.makeRoom('Banda', 'Privada');
  await ana.tell('segredo');
  await ana.about('Banda');
  await ana.side.getByRole('button', { name: 'Convidar pessoas' }).click();
  await ana.side.getByRole('searchbox').fill('bi');
  await ana.side.getByRole('button', { name: 'Incluir Bia' }).click();
  await expect(ana.side.getByText('Bia recebeu o convite')).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await expect(notice(ana, 'Você convidou Bia')).toBeVisible();

  await bia.choose('Banda');
  await bia.sees('segredo');
  await bia.tell('cheguei');
  await ana.sees('cheguei');
  await expect(caio.rooms.getByRole('button', { name: /Banda/ })).toHaveCount(0);

  // A link shows it to whoever belongs there, and to others nothing but what the server says of any key.
  const room = await ana.linkTo('Banda');
  await bia.choose('lobby');
  await bia.page.goto(room);
  await bia.page.reload();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('Banda');
  await caio.page.goto(room);
  await expect(caio.page.getByText('Esta sala não existe, ou você não pode vê-la.')).toBeVisible();
  await expect(caio.message('segredo')).toHaveCount(0);
  await caio.search('segredo');
  await expect(caio.side.getByText('Nada foi encontrado.')).toBeVisible();

  // Out of it, nothing more of it is to be seen.
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Remover da sala', exact: true }).click();
  await ana.side.getByLabel('Motivo').fill('engano');
  await ana.side.getByRole('button', { name: 'Retirar Bia' }).click();
  await expect(bia.page.getByText(/não é mais membro|Tiraram você/)).toContainText('engano');
  await expect(bia.rooms.getByRole('button', { name: /Banda/ })).toHaveCount(0);
  await expect(bia.message('segredo')).toHaveCount(0);
});

test('a room is left for good, and deleted with a second thought', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.makeRoom('Banda', 'Privada');
  await ana.invite('Banda', 'Bia');
  await bia.choose('Banda');
  await bia.about('Banda');
  await expect(bia.side.getByRole('button', { name: 'Excluir sala' })).toHaveCount(0);
  await bia.side.getByRole('button', { name: 'Sair de vez' }).click();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('lobby');
  await expect(bia.rooms.getByRole('button', { name: /Banda/ })).toHaveCount(0);
  await expect(notice(ana, 'Bia saiu de vez')).toBeVisible();

  await ana.about('Banda');
  await ana.side.getByRole('button', { name: 'Excluir sala' }).click();
  await ana.side.getByRole('button', { name: 'Excluir de vez' }).click();
  await expect(ana.page.getByText('Banda foi excluída.')).toBeVisible();
  await expect(ana.rooms.getByRole('button', { name: /Banda/ })).toHaveCount(0);
});

test('settings of a room take effect for everybody at once', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.makeRoom('Avisos');
  await ana.tell('bem-vindos');
  await bia.page.reload();
  await bia.choose('Avisos');
  await bia.field.fill('posso?');

  await ana.about('Avisos');
  await ana.side.locator('summary').click();
  await ana.side.getByLabel('Título').fill('Novidades');
  await ana.side.getByLabel('Descrição').fill('Só o que importa.');
  await ana.side.getByLabel('Só responsáveis e moderação').check();
  await ana.side.getByRole('button', { name: 'Salvar' }).click();
  await expect(ana.side.getByText('As configurações foram salvas.')).toBeVisible();
  await expect(bia.page.getByText('Aqui só responsáveis e moderação escrevem.')).toBeVisible();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('Novidades');
  await bia.message('bem-vindos').hover();
  await bia.doTo('bem-vindos', 'Reagir com 👍');
  await expect(ana.message('bem-vindos').locator('.chip')).toContainText('1');

  await ana.side.getByLabel('Todos os membros').check();
  await ana.side.getByRole('button', { name: 'Salvar' }).click();
  await expect(bia.field).toHaveValue('posso?');
  await bia.field.press('Enter');
  await ana.sees('posso?');

  await ana.side.getByLabel('Arquivar esta sala').check();
  await ana.side.getByRole('button', { name: 'Salvar' }).click();
  await expect(bia.page.getByText('Esta sala está arquivada. Só pode ser lida.')).toBeVisible();
  await expect(ana.page.getByText('Esta sala está arquivada. Só pode ser lida.')).toBeVisible();
});

test('somebody gets a role, and may do more with it', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.makeRoom('Jazz');
  await ana.tell('oi');
  await bia.page.reload();
  await bia.choose('Jazz');
  await ana.person('Bia');
  await ana.side.getByLabel('Papel nesta sala').selectOption('moderator');
  await ana.side.getByRole('button', { name: 'Dar este papel' }).click();
  await expect(ana.side.getByText('Bia tem outro papel agora.')).toBeVisible();
  await expect(notice(bia, 'Seu novo papel: Moderação')).toBeVisible();
  await bia.tell('e agora?');
  await bia.about('Jazz');
  await expect(bia.side.getByText('Seu papel aqui: Moderação')).toBeVisible();
  await expect(bia.side.getByRole('button', { name: 'Mensagens denunciadas' })).toBeVisible();
});

test('two talk directly, and a group; nobody else learns of it', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const caio = await (await visit()).enter('Caio');
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Escrever em particular' }).click();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Bia');
  await ana.tell('só nós');
  await expect(bia.badge('Ana')).toHaveText('1');
  await bia.choose('Ana');
  await bia.sees('só nós');
  await bia.tell('sim');
  await ana.sees('sim');
  // The same two have the same room.
  await bia.page.getByRole('button', { name: 'Nova mensagem direta' }).click();
  await bia.choosePeople('Ana');
  await expect(bia.message('só nós')).toBeVisible();

  await ana.page.getByRole('button', { name: 'Nova mensagem direta' }).click();
  await ana.choosePeople('Bia', 'Caio');
  await ana.tell('nós três');
  await caio.choose('Ana, Bia');
  await caio.sees('nós três');
  await expect(caio.message('só nós')).toHaveCount(0);
  await expect(caio.rooms.getByRole('button', { name: /^Ana$/ })).toHaveCount(0);

  // It is all there after coming back.
  await bia.page.reload();
  await bia.choose('Ana, Caio');
  await bia.sees('nós três');
  await bia.rooms.getByRole('button', { name: 'Ana', exact: true }).click();
  await bia.sees('sim');
});

test('whoever is blocked is not heard, and cannot write directly', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await bia.tell('primeira');
  await ana.sees('primeira');
  await ana.person('Bia');
  await ana.side.getByRole('button', { name: 'Bloquear', exact: true }).click();
  await expect(ana.side.getByText('Você bloqueou Bia.')).toBeVisible();
  await expect(ana.message('primeira')).toHaveCount(0);
  await bia.tell('segunda');
  await expect(ana.timeline.getByText('Escondida: de alguém que você bloqueou')).toHaveCount(2);
  await ana.timeline.getByRole('button', { name: 'Mostrar' }).first().click();
  await ana.sees('primeira');

  await bia.person('Ana');
  await bia.side.getByRole('button', { name: 'Escrever em particular' }).click();
  await expect(bia.side.getByText('Esta pessoa não aceita mensagens nem convites seus.')).toBeVisible();

  await ana.page.reload();
  await expect(ana.timeline.getByText('Escondida: de alguém que você bloqueou')).toHaveCount(2);
  await ana.showMe();
  await ana.side.getByRole('button', { name: 'Desbloquear' }).click();
  await ana.sees('primeira');
});

test('names are offered after @, and who is called sees it and finds it counted', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia Souza');
  await ana.field.fill('');
  await ana.field.pressSequentially('oi @bi');
  await expect(ana.page.getByRole('option', { name: '@Bia Souza' })).toBeVisible();
  await ana.field.press('Enter');
  await expect(ana.field).toHaveValue('oi @Bia Souza ');
  await bia.makeRoom('Outra');
  await ana.field.press('Enter');
  await ana.sees('oi @Bia Souza');
  await expect(ana.timeline.locator('.call')).toHaveText('@Bia Souza');
  await ana.tell('e mais');
  await expect(bia.page).toHaveTitle('(@1 · 2) Outra · Chat');
  await expect(bia.rooms.getByRole('button', { name: /^lobby/ })).toContainText('1 menção a você');
  await bia.choose('lobby');
  await expect(bia.message('oi @Bia Souza')).toHaveClass(/calls-me/);
  await expect(bia.page).toHaveTitle('lobby · Chat');
});
