import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from '@playwright/test';
import { barriers } from './barriers';
import { expect, test } from './fixtures';
import type { Person } from './person';

/**
 * Every screen there is, in every look: axe finds nothing, nothing is wider than the screen, and with UPDATE_SCREENSHOT=1 the
 * pictures of docs/SCREENS.md are made.
 */
test.use({ serverFlags: ['--auth', 'guest,accounts', '--no-rate-limit'], actionTimeout: 30_000 });

/** So that all pictures together stay below 4 MB. */
const QUALITY = 60;
/** Opens all emoji. */
const EMOJI = 'Emojis';
const PASSWORD = 'cavalo correto';

interface Look extends BrowserContextOptions {
  readonly name: string;
  readonly pictures: boolean;
}

const PHONE = { width: 390, height: 780 };
const DESKTOP = { width: 1280, height: 760 };
const still = { reducedMotion: 'reduce' } as const;

const LOOKS: readonly Look[] = [
  { name: 'light-desktop', pictures: true, colorScheme: 'light', viewport: DESKTOP },
  { name: 'dark-desktop', pictures: true, colorScheme: 'dark', viewport: DESKTOP },
  { name: 'light-phone', pictures: true, colorScheme: 'light', viewport: PHONE },
  { name: 'dark-phone', pictures: true, colorScheme: 'dark', viewport: PHONE },
  { name: 'contrast-light', pictures: false, colorScheme: 'light', contrast: 'more', viewport: DESKTOP },
  { name: 'contrast-dark', pictures: false, colorScheme: 'dark', contrast: 'more', viewport: DESKTOP },
  { name: 'forced', pictures: false, forcedColors: 'active', viewport: DESKTOP },
  { name: 'narrow', pictures: false, viewport: { width: 320, height: 640 } },
  { name: 'wide', pictures: false, viewport: { width: 3840, height: 2160 } },
];

for (const { name: look, pictures, ...options } of LOOKS) {
  test.describe(look, { tag: '@full' }, () => {
    /** What a screen looks like, once it is as it will stay. */
    const screen = async ({ page }: Person, name: string) => {
      await page.mouse.move(0, 0);
      expect.soft(await barriers(page), name).toEqual([]);
      expect
        .soft(await page.evaluate(() => document.documentElement.scrollWidth), name)
        .toBe(page.viewportSize()?.width);
      if (pictures) {
        await page.screenshot({ path: picture(`${name}-${look}.jpg`), type: 'jpeg', quality: QUALITY, scale: 'css' });
      }
    };
    const isNarrow = (options.viewport?.width ?? 0) < 700;
    const openRooms = async ({ page }: Person) => {
      if (isNarrow) {
        await page.getByRole('button', { name: 'Mostrar salas' }).click();
      }
    };

    test('the ways in', async ({ visit }) => {
      test.slow();
      const ana = await visit({ ...still, ...options });
      const { page } = ana;
      await expect(ana.nameField).toBeVisible();
      await screen(ana, 'name');
      for (const [door, name] of [
        ['Minha conta', 'log-in'],
        ['Nova conta', 'sign-up'],
        ['Configurar', 'set-up'],
      ] as const) {
        await page.getByRole('button', { name: door }).click();
        await screen(ana, name);
      }
      await ana.signUp('Ana', PASSWORD);
      await openRooms(ana);
      await ana.showMe();
      await expect(ana.side.getByText('Último uso')).toBeVisible();
      await screen(ana, 'account');
    });

    test('talking', async ({ visit, wire }) => {
      test.slow();
      const ana = await (await visit({ ...still, ...options, direct: false })).enter('Ana Prado');
      const bia = await (await visit()).enter('Bia Nunes');
      const { page, side } = ana;
      await ana.say('Bom dia! Hoje às **sete** na praça?');
      await bia.message('Bom dia').getByRole('button', { name: 'Responder a Ana Prado' }).click();
      await bia.say('Levo o violão. @Ana Prado, e você?\n\n- pandeiro\n- **cavaquinho**');
      await ana.sees('Levo o violão');
      await bia.doTo('Levo o violão', 'Reagir com 👍');
      await bia.doTo('Levo o violão', 'Fixar');
      await ana.setTopic('Roda de samba, sexta');
      await ana.tell('segunda versão');
      await ana.doTo('segunda versão', 'Editar');
      await ana.field.fill('O ensaio é `às 18 h`, no mesmo lugar.');
      await ana.field.press('Enter');
      await expect(ana.message('O ensaio é')).toBeVisible();
      await screen(ana, 'room');

      await ana.message('O ensaio é').getByRole('button', { name: 'Mais' }).click();
      await screen(ana, 'menu');
      await page.keyboard.press('Escape');
      for (const [open, name] of [
        [page.getByRole('button', { name: 'Mensagens fixadas' }), 'pins'],
        [ana.timeline.getByRole('button', { name: '1 resposta' }), 'thread'],
        [ana.timeline.getByRole('button', { name: 'editada' }), 'versions'],
      ] as const) {
        await open.click();
        await expect(side.getByRole('listitem')).not.toHaveCount(0);
        await screen(ana, name);
        await page.keyboard.press('Escape');
      }
      await ana.search('praça');
      await expect(side.getByText('1 mensagem encontrada')).toBeVisible();
      await screen(ana, 'search');
      await page.keyboard.press('Escape');

      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('b');
      await expect(page.getByRole('option', { name: /Bia/ })).toBeVisible();
      await screen(ana, 'switcher');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+/');
      await expect(page.getByRole('dialog').locator('kbd')).not.toHaveCount(0);
      await screen(ana, 'keys');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: EMOJI }).click();
      await expect(page.getByRole('dialog').getByRole('gridcell').first()).toBeVisible();
      await screen(ana, 'emoji');
      await page.keyboard.press('Escape');

      wire.cut();
      await expect(ana.banner).toBeVisible();
      await ana.say('Isto espera pela conexão.');
      await screen(ana, 'offline');
    });

    test('rooms, people and order', async ({ visit }) => {
      test.slow();
      const ana = await (await visit({ ...still, ...options })).enter('Ana Prado');
      const bia = await (await visit()).enter('Bia Nunes');
      const { page, side } = ana;
      await bia.makeRoom('Jazz');
      await openRooms(ana);
      await screen(ana, 'rooms');
      await page.getByRole('button', { name: 'Nova sala' }).click();
      await page.getByRole('radio', { name: 'Privada' }).check();
      await screen(ana, 'new-room');
      await page.getByRole('textbox', { name: 'Nome da sala' }).fill('Banda');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Banda');
      await ana.about('Banda');
      await side.getByRole('button', { name: 'Pôr entre as favoritas' }).click();
      await screen(ana, 'about-room');
      await side.getByRole('button', { name: 'Convidar pessoas' }).click();
      await side.getByRole('searchbox').fill('Bia');
      await expect(side.getByRole('button', { name: 'Incluir Bia Nunes' })).toBeVisible();
      await screen(ana, 'invite');
      await side.getByRole('button', { name: 'Incluir Bia Nunes' }).click();
      await expect(side.getByText('recebeu o convite')).toBeVisible();
      await page.keyboard.press('Escape');

      await bia.choose('Banda');
      await ana.tell('compre já');
      await bia.doTo('compre já', 'Denunciar');
      await bia.page.getByLabel('O que há de errado com esta mensagem?').fill('propaganda');
      await bia.page.getByRole('button', { name: 'Denunciar' }).click();
      await expect(bia.page.getByText('A moderação vai olhar')).toBeVisible();
      await ana.about('Banda');
      await side.getByRole('button', { name: 'Mensagens denunciadas' }).click();
      await expect(side.getByText('propaganda')).toBeVisible();
      await screen(ana, 'reports');
      await page.keyboard.press('Escape');
      await ana.about('Banda');
      await side.getByRole('button', { name: 'Silêncio e banimento' }).click();
      await expect(side.getByText('Ninguém está em silêncio')).toBeVisible();
      await screen(ana, 'restrictions');
      await page.keyboard.press('Escape');

      if (isNarrow) {
        await page.getByRole('button', { name: /Mostrar pessoas/ }).click();
        await expect(ana.members).toBeInViewport();
        await screen(ana, 'members');
      }
      await ana.person('Bia Nunes');
      await expect(side.getByRole('button', { name: 'Escrever em particular' })).toBeVisible();
      await side.getByRole('button', { name: 'Silenciar', exact: true }).click();
      await screen(ana, 'person');
      await side.getByRole('button', { name: 'Escrever em particular' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bia Nunes');
      await ana.tell('Oi, Bia!');
      await screen(ana, 'direct');

      await openRooms(ana);
      await page.getByRole('button', { name: 'Preferências' }).click();
      await page.getByRole('switch', { name: 'Tocar um som' }).check();
      await page.getByRole('switch', { name: 'Horário de silêncio' }).check();
      await screen(ana, 'settings');
      await page.keyboard.press('Escape');
      await openRooms(ana);
      await ana.showMe();
      await screen(ana, 'me');
    });
  });
}

/** Changes a file of the project only when asked to. */
function picture(name: string): string {
  const place = process.env.UPDATE_SCREENSHOT === undefined ? '../target/e2e/screens/' : '../../docs/images/screens/';
  return fileURLToPath(new URL(`${place}${name}`, import.meta.url));
}
