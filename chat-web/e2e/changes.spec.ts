import { expect, test } from './fixtures';
import type { Person } from './person';

/** What all of them see, as it happens and after they come back. */
async function now(people: readonly Person[], look: (person: Person) => Promise<void>): Promise<void> {
  for (const person of people) {
    await look(person);
  }
  for (const person of people) {
    await person.page.reload();
    await person.isInside();
    await look(person);
  }
}

test('a message is edited, and its earlier texts can be seen', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('Olá mundo');
  await ana.field.press('ArrowUp');
  await expect(ana.page.getByText('Editando uma mensagem')).toBeVisible();
  await expect(ana.field).toHaveValue('Olá mundo');
  await ana.field.fill('Olá, mundo!');
  await ana.field.press('Enter');
  await now([ana, bia], async (person) => {
    await person.sees('Olá, mundo!');
    expect(await person.texts()).toEqual(['Olá, mundo!']);
    await person.message('Olá').getByRole('button', { name: 'editada' }).click();
    await expect(person.side.locator('.version-text')).toHaveText(['Olá, mundo!', 'Olá mundo']);
    await person.page.getByRole('button', { name: 'Fechar' }).click();
  });
  await bia.message('Olá').hover();
  await bia.message('Olá').getByRole('button', { name: 'Mais' }).click();
  await expect(bia.page.getByRole('group').getByRole('button', { name: 'Editar' })).toHaveCount(0);
});

test('a message is deleted, for everybody', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('segredo');
  await bia.message('segredo').hover();
  await bia.message('segredo').getByRole('button', { name: 'Responder a Ana' }).click();
  await bia.tell('qual?');
  await ana.doTo('segredo', 'Excluir');
  await ana.page.getByRole('group').getByRole('button', { name: 'Excluir' }).click();
  await now([ana, bia], async (person) => {
    await expect(person.timeline.locator('.tombstone')).toHaveText(['Mensagem excluída']);
    expect(await person.texts()).toEqual(['qual?']);
    await expect(person.message('qual?').locator('.quote')).toContainText('Mensagem excluída');
    await expect(person.page.getByText('segredo')).toHaveCount(0);
  });
});

test('reactions are counted, and know whose they are', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('Festa no sábado?');
  await bia.doTo('Festa', 'Reagir com 🎉');
  await ana.message('Festa').getByRole('button', { name: '🎉, 1 pessoa' }).click();
  await now([ana, bia], async (person) => {
    const chip = person.message('Festa').getByRole('button', { name: '🎉, 2 pessoas, você também' });
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
  });
  await bia.message('Festa').getByRole('button', { name: /🎉/ }).click();
  await expect(bia.message('Festa').getByRole('button', { name: '🎉, 1 pessoa', exact: true })).toBeVisible();
  await expect(ana.message('Festa').getByRole('button', { name: '🎉, 1 pessoa, você também' })).toBeVisible();
});

test('messages are pinned, found again on the board, and taken off', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('Endereço: Rua das Flores, 7');
  await bia.doTo('Endereço', 'Fixar');
  await now([ana, bia], async (person) => {
    await expect(person.message('Endereço').locator('.message-foot')).toContainText('fixada');
    await expect(person.timeline.getByText(/fixou uma mensagem/)).toBeVisible();
    await person.page.getByRole('button', { name: 'Mensagens fixadas' }).click();
    await expect(person.side.getByRole('listitem')).toHaveCount(1);
    await person.side.getByRole('button', { name: /Endereço/ }).click();
    await expect(person.timeline.locator('.message:focus')).toContainText('Endereço');
  });
  await ana.side.getByRole('button', { name: 'Desafixar' }).click();
  await expect(bia.side.getByText('Nada foi fixado aqui.')).toBeVisible();
  await expect(bia.message('Endereço').locator('.message-foot')).toHaveCount(0);
});

test('a room has a topic, which everybody may change', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await ana.tell('oi');
  await ana.setTopic('Ensaio às 20h');
  await bia.setTopic('Ensaio às 21h');
  await now([ana, bia], async ({ page, timeline }) => {
    await expect(page.getByRole('button', { name: 'Mudar o assunto: Ensaio às 21h' })).toBeVisible();
    await expect(timeline.getByText(/mudou o assunto: Ensaio às 20h/)).toBeVisible();
  });
});

test('answers make a thread of one level', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const reply = async (person: Person, to: string, text: string) => {
    await person.message(to).last().hover();
    await person
      .message(to)
      .last()
      .getByRole('button', { name: /^Responder/ })
      .click();
    await person.tell(text);
  };
  await ana.tell('Pergunta');
  await reply(bia, 'Pergunta', 'Primeira resposta');
  await ana.sees('Primeira resposta');
  await reply(ana, 'Primeira resposta', 'Segunda resposta');
  await now([ana, bia], async (person) => {
    const counts = person.timeline.getByRole('button', { name: '2 respostas' });
    await expect(counts).toHaveCount(1);
    await counts.click();
    await expect(person.side.locator('.card-text')).toHaveText(['Pergunta', 'Primeira resposta', 'Segunda resposta']);
    await person.page.getByRole('button', { name: 'Fechar' }).click();
  });
});
