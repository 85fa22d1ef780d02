import { expect, test } from './fixtures';

test('the page speaks the browser’s language, or the one that is chosen, and loads no other', async ({ visit }) => {
  const ana = await visit({ locale: 'es-MX' });
  const { page } = ana;
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => /\/assets\/texts-(en|es|pt)-/.exec(name)?.[1] ?? [])
        .sort(),
    );
  const language = page.getByRole('combobox', { name: /Idioma|Language/ });
  await expect(page.getByRole('heading', { name: 'Entra y conversa' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  expect(await loaded()).toEqual(['es']);

  await language.selectOption('Português (Brasil)');
  await expect(page.getByRole('heading', { name: 'Entre e converse' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  expect(await loaded()).toEqual(['es', 'pt']);

  await page.reload();
  await ana.enter('Ana');
  expect(await loaded()).toEqual(['pt']);
  await ana.tell('oi');
  await page.getByRole('button', { name: 'Preferências' }).click();
  await ana.field.fill('rascunho');
  await language.selectOption('English');
  await expect(ana.side.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(ana.field).toHaveValue('rascunho');
  await expect(ana.message('oi').locator('.author')).toHaveText('You');
  await language.selectOption({ value: 'browser' });
  await expect(ana.side.getByRole('heading', { name: 'Preferencias' })).toBeVisible();
});
