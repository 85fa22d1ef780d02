import { expect, type Locator, type Page } from '@playwright/test';

/** Somebody in front of a browser, who speaks Portuguese unless told otherwise. */
export class Person {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get nameField(): Locator {
    return this.page.getByRole('textbox', { name: /Seu nome|Your name/ });
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: /^(Mensagem|Message)$/ });
  }

  get timeline(): Locator {
    return this.page.getByRole('log');
  }

  get rooms(): Locator {
    return this.page.getByRole('navigation', { name: /Salas|Rooms/ });
  }

  get members(): Locator {
    return this.page.getByRole('complementary');
  }

  get banner(): Locator {
    return this.page.locator('main .banner-reason');
  }

  /** The messages that are on the page, with who wrote them. */
  message(text: string | RegExp): Locator {
    return this.timeline.locator('.message').filter({ hasText: text });
  }

  async enter(name: string): Promise<this> {
    await this.nameField.fill(name);
    await this.page.getByRole('button', { name: /^(Entrar|Enter)$/ }).click();
    await this.isInside();
    return this;
  }

  async isInside(): Promise<void> {
    await expect(this.field).toBeVisible();
    await expect(this.timeline.getByText(/Carregando|Loading/)).toHaveCount(0);
  }

  async isConnected(): Promise<void> {
    await expect(this.page.locator('.link-ready')).toHaveCount(1);
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
    await expect(this.field).toHaveValue('');
  }

  /** Keeps typing until the others see it: the page tells them every few seconds only. */
  async typeUntil(seen: Locator): Promise<void> {
    await expect(async () => {
      await this.field.press('e');
      await expect(seen).toBeVisible({ timeout: 500 });
    }).toPass();
  }

  /** Says something and waits until it is stored. */
  async tell(text: string): Promise<void> {
    await this.say(text);
    await this.sees(text);
    await expect(this.timeline.locator('.outgoing')).toHaveCount(0);
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1);
  }

  /** All texts on the page, in order. */
  async texts(): Promise<string[]> {
    return this.timeline.locator('.text').allTextContents();
  }

  async makeRoom(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /Nova sala|New room/ }).click();
    await this.page.getByRole('textbox', { name: /Nome da sala|Name of the room/ }).fill(title);
    await this.page.getByRole('button', { name: /Criar sala|Create room/ }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(title);
  }

  async choose(room: string): Promise<void> {
    await this.rooms.getByRole('button', { name: new RegExp(`^${room}`) }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(room);
  }
}
