import { expect, test } from './fixtures';
import { barriers } from './barriers';

test.use({ serverFlags: ['--auth', 'guest,accounts', '--no-rate-limit'] });

const PASSWORD = 'cavalo correto';

// Each colour and each width once: looking at a whole page takes a while.
for (const [colorScheme, width] of [
  ['light', 360],
  ['dark', 1440],
] as const) {
  const tag = colorScheme === 'light' ? [] : ['@full'];
  const look = { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' } as const;

  test(`axe finds nothing about the ways in, ${colorScheme}, ${width} px`, { tag }, async ({ visit }) => {
    const ana = await visit(look);
    const { page } = ana;
    for (const door of ['Minha conta', 'Nova conta', 'Configurar']) {
      await page.getByRole('button', { name: door }).click();
      expect(await barriers(page)).toEqual([]);
    }
    await ana.fillAccount('Nova conta', 'Ana', 'curta');
    await page.getByRole('button', { name: 'Criar conta' }).click();
    await expect(page.getByRole('alert').getByText('Esta senha é curta demais.')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await ana.signUp('Ana', PASSWORD);
    if (width < 700) {
      await page.getByRole('button', { name: 'Mostrar salas' }).click();
    }
    await ana.showMe();
    await ana.side.locator('summary').click();
    await expect(ana.side.getByText('Último uso')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  test(`axe finds nothing about rooms, people and order, ${colorScheme}, ${width} px`, { tag }, async ({ visit }) => {
    test.slow();
    const ana = await (await visit(look)).enter('Ana');
    const bia = await (await visit()).enter('Bia');
    const { page, side } = ana;
    const rooms = () => (width < 700 ? page.getByRole('button', { name: 'Mostrar salas' }).click() : undefined);
    const fine = async () => {
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    };
    await rooms();
    await page.getByRole('button', { name: 'Nova sala' }).click();
    await page.getByRole('radio', { name: 'Privada' }).check();
    await fine();
    await page.getByRole('textbox', { name: 'Nome da sala' }).fill('Banda');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Banda');

    await ana.about('Banda');
    await side.locator('summary').click();
    await fine();
    await side.getByRole('button', { name: 'Excluir sala' }).click();
    await fine();
    await side.getByRole('button', { name: 'Cancelar' }).click();
    await side.getByRole('button', { name: 'Convidar pessoas' }).click();
    await side.getByRole('searchbox').fill('Bia');
    await expect(side.getByRole('button', { name: 'Incluir Bia' })).toBeVisible();
    await fine();
    await side.getByRole('button', { name: 'Incluir Bia' }).click();
    await expect(side.getByText('Bia recebeu o convite')).toBeVisible();
    await page.keyboard.press('Escape');

    await bia.choose('Banda');
    await bia.tell('@Ana oi');
    await expect(ana.message('@Ana oi')).toHaveClass(/calls-me/);
    await ana.field.fill('');
    await ana.field.pressSequentially('@');
    await expect(page.getByRole('listbox')).toBeVisible();
    await fine();
    await ana.field.press('Escape');
    await ana.field.fill('');

    await ana.message('@Ana oi').hover();
    await ana.message('@Ana oi').getByRole('button', { name: 'Mais' }).click();
    await page.getByRole('group').getByRole('button', { name: 'Denunciar' }).click();
    await fine();
    await page.getByLabel('O que há de errado com esta mensagem?').fill('nada');
    await page.getByRole('button', { name: 'Denunciar' }).click();
    await page.getByRole('group').getByRole('button', { name: 'Fechar' }).click();

    if (width < 700) {
      await page.getByRole('button', { name: /Mostrar pessoas/ }).click();
    }
    await ana.person('Bia');
    await side.getByRole('button', { name: 'Silenciar', exact: true }).click();
    await fine();
    await side.getByRole('button', { name: 'Silenciar Bia' }).click();
    await side.getByRole('button', { name: 'Bloquear', exact: true }).click();
    await expect(side.getByText('Você bloqueou Bia.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Escondida: de alguém que você bloqueou')).toBeVisible();
    await fine();
    await expect(bia.page.getByText(/Você não pode escrever nesta sala/)).toBeVisible();
    expect(await barriers(bia.page)).toEqual([]);

    for (const [panel, words] of [
      ['Mensagens denunciadas', 'nada'],
      ['Silêncio e banimento', 'em silêncio'],
    ] as const) {
      await ana.about('Banda');
      await side.getByRole('button', { name: panel }).click();
      await expect(side.getByText(words).first()).toBeVisible();
      await fine();
      await page.keyboard.press('Escape');
    }
    await ana.about('Banda');
    await side.getByRole('button', { name: 'Excluir sala' }).click();
    await side.getByRole('button', { name: 'Excluir de vez' }).click();
    await expect(bia.page.getByText('Banda foi excluída.')).toBeVisible();
    await expect(page.getByText('Banda foi excluída.')).toBeVisible();
    await fine();
  });
}
