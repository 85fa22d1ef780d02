import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Notes what the page shows and plays; a test cannot look at the edge of a screen. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = { asked: 0, shown: [] as Notification[], notes: 0 };
    class Noted {
      static permission = 'default';
      static async requestPermission(): Promise<string> {
        noted.asked++;
        return (Noted.permission = 'granted');
      }
      onclick: (() => void) | null = null;
      closed = false;
      title: string;
      body: string;
      tag: string;
      constructor(title: string, { body = '', tag = '' }: NotificationOptions) {
        [this.title, this.body, this.tag] = [title, body, tag];
        noted.shown.push(this as unknown as Notification);
      }
      close(): void {
        this.closed = true;
      }
    }
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      noted.notes++;
      return createOscillator.call(this);
    };
    Object.assign(window, { Notification: Noted, noted });
  });
}

/** What was shown so far, in words. */
function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: { shown: { title: string; body: string; closed: boolean }[] } };
    return noted.shown.map(({ title, body, closed }) => `${title}: ${body}${closed ? ' (gone)' : ''}`);
  });
}

function count(page: Page, what: 'asked' | 'notes'): Promise<number> {
  return page.evaluate((it) => (window as unknown as { noted: Record<string, number> }).noted[it] ?? -1, what);
}

test('somebody who looks elsewhere is told of what concerns them, once, and led there', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const { page } = ana;
  await listen(page);
  await ana.makeRoom('Jazz');
  await bia.tell('@Ana ninguém ouve');
  await page.getByRole('button', { name: 'Preferências' }).click();
  expect(await count(page, 'asked')).toBe(0);
  await page.getByRole('switch', { name: 'Mostrar notificações' }).check();
  expect(await count(page, 'asked')).toBe(1);
  await page.getByRole('switch', { name: 'Tocar um som' }).check();
  await page.getByRole('button', { name: 'Tocar uma vez' }).click();
  await expect.poll(() => count(page, 'notes')).toBe(2);
  await page.keyboard.press('Escape');

  await bia.tell('sem menção');
  await bia.tell('@Ana vem cá');
  await expect.poll(() => shown(page)).toEqual(['Bia em lobby: @Ana vem cá']);
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon-unread.svg');
  await expect(page).toHaveTitle('(@2 · 3) Jazz · Chat');

  // The other window is the one that was looked at last.
  const again = await ana.anotherWindow();
  await again.isInside();
  await listen(again.page);
  await again.page.evaluate(() => Notification.requestPermission());
  await bia.tell('@Ana de novo');
  await expect.poll(() => shown(again.page)).toEqual(['Bia em lobby: @Ana de novo']);
  expect(await shown(page)).toHaveLength(1);
  await again.page.close();

  await page.evaluate(() => {
    const { noted } = window as unknown as { noted: { shown: Notification[] } };
    noted.shown[0]?.onclick?.(new Event('click'));
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('lobby');
  await expect(ana.message('@Ana vem cá')).toBeFocused();
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon.svg');
  await expect.poll(() => shown(page)).toEqual(['Bia em lobby: @Ana vem cá (gone)']);
  await bia.tell('@Ana está aqui');
  await ana.sees('@Ana está aqui');
  expect(await shown(page)).toHaveLength(1);
});

test('a room that was silenced counts, and does not call', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const { page } = ana;
  await ana.about('lobby');
  await ana.side.getByRole('combobox', { name: 'Avisar sobre' }).selectOption('Nada');
  await ana.makeRoom('Jazz');
  await bia.tell('@Ana oi');
  await expect(ana.badge('lobby').last()).toHaveText('1');
  await expect(ana.rooms.locator('.badge-pale')).toHaveCount(1);
  await expect(page).toHaveTitle('Jazz · Chat');
  await page.reload();
  await expect(ana.rooms.locator('.badge-pale')).toHaveCount(1);
  await expect(page).toHaveTitle('Jazz · Chat');
});
