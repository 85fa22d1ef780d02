import { expect, type Locator, type Page } from '@playwright/test';
import { allTexts } from './scroll';

/** Somebody in front of a browser, who speaks Portuguese unless told otherwise. */
export class Person {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get nameField(): Locator {
    return this.page.getByRole('textbox', { name: /Seu nome|Your name|Tu nombre/ });
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: /^(Mensagem|Message|Mensaje)$/ });
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

  /** The messages with this text that are on the page: with who wrote them, what they answer and what became of them. */
  message(text: string | RegExp): Locator {
    return this.timeline.locator('.message').filter({ has: this.page.locator('.text', { hasText: text }) });
  }

  async enter(name: string): Promise<this> {
    await this.nameField.fill(name);
    await this.page.getByRole('button', { name: /^(Entrar|Enter)$/ }).click();
    await this.isInside();
    return this;
  }

  /** Fills in name and password, in the form for those who have an account or for those who want one. */
  async fillAccount(door: 'Minha conta' | 'Nova conta', name: string, password: string): Promise<void> {
    const choice = this.page.getByRole('button', { name: door });
    await expect(this.page.locator('.name-form')).toBeVisible();
    if ((await choice.count()) > 0) {
      await choice.click();
    }
    await this.page.getByLabel('Nome', { exact: true }).fill(name);
    await this.page.getByLabel('Senha', { exact: true }).fill(password);
  }

  async signUp(name: string, password: string): Promise<this> {
    await this.fillAccount('Nova conta', name, password);
    await this.page.getByRole('button', { name: 'Criar conta' }).click();
    await this.isInside();
    return this;
  }

  async logIn(name: string, password: string): Promise<this> {
    await this.fillAccount('Minha conta', name, password);
    await this.page.getByRole('button', { name: 'Entrar na conta' }).click();
    await this.isInside();
    return this;
  }

  /** The same browser, another window. */
  async anotherWindow(): Promise<Person> {
    const page = await this.page.context().newPage();
    await page.goto(this.page.url());
    return new Person(page);
  }

  /** Opens what is the user's own. */
  async showMe(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sobre você' }).click();
    await expect(this.side.getByRole('heading', { name: 'Sobre você' })).toBeVisible();
  }

  async isInside(): Promise<void> {
    await expect(this.field).toBeVisible();
    await expect(this.timeline.getByText(/Carregando|Loading/)).toHaveCount(0);
  }

  async isConnected(): Promise<void> {
    await expect(this.page.locator('.link-ready')).toHaveCount(1);
  }

  /** Comes back now, if it has not by itself. */
  async comeBack(): Promise<void> {
    await expect(async () => {
      const again = this.page.getByRole('button', { name: /^(Tentar agora|Try now)$/ });
      if ((await again.count()) > 0) {
        await again.click({ timeout: 500 });
      }
      await expect(this.page.locator('.link-ready')).toHaveCount(1, { timeout: 1_000 });
    }).toPass();
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

  /** Opens what can be done about a message, and does it. */
  async doTo(text: string | RegExp, what: string): Promise<void> {
    const row = this.message(text);
    await row.hover();
    await row.getByRole('button', { name: /^(Mais|More)$/ }).click();
    await this.page.getByRole('group').getByRole('button', { name: what, exact: true }).click();
  }

  /** What stands beside the room: pinned messages, a thread, a search. */
  get side(): Locator {
    return this.page.locator('.side-panel');
  }

  async search(query: string): Promise<void> {
    if ((await this.side.getByRole('searchbox').count()) === 0) {
      await this.page.getByRole('button', { name: 'Buscar', exact: true }).click();
    }
    await this.side.getByRole('searchbox').fill(query);
    await this.side.getByRole('searchbox').press('Enter');
  }

  async setTopic(topic: string): Promise<void> {
    await this.page.getByRole('button', { name: /^(Definir um assunto|Mudar o assunto)/ }).click();
    await this.page.getByRole('textbox', { name: 'Assunto da sala' }).fill(topic);
    await this.page.keyboard.press('Enter');
  }

  /** How many messages a room in the list says are unread. */
  badge(room: string): Locator {
    return this.rooms.getByRole('button', { name: new RegExp(`^${room}`) }).locator('.badge [aria-hidden]');
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1);
  }

  /** The texts of all messages that are on the page, or would be if somebody scrolled there, in order. */
  async texts(): Promise<string[]> {
    return allTexts(this.timeline);
  }

  async makeRoom(title: string, kind?: 'Privada'): Promise<void> {
    await this.page.getByRole('button', { name: /Nova sala|New room/ }).click();
    await this.page.getByRole('textbox', { name: /Nome da sala|Name of the room/ }).fill(title);
    if (kind !== undefined) {
      await this.page.getByRole('radio', { name: kind }).check();
    }
    await this.page.getByRole('button', { name: /Criar sala|Create room/ }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(title);
  }

  /** Opens what there is to know about the room that is shown. */
  async about(room: string): Promise<void> {
    await this.page.getByRole('button', { name: `Sobre ${room}` }).click();
    await expect(this.side.getByRole('heading', { name: 'Sobre esta sala' })).toBeVisible();
  }

  /** Opens the card of somebody who is in the room. */
  async person(name: string): Promise<void> {
    if ((await this.side.count()) > 0) {
      await this.side.getByRole('button', { name: 'Fechar' }).click();
    }
    await this.members.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(this.side.getByRole('heading', { name })).toBeVisible();
  }

  async invite(room: string, name: string): Promise<void> {
    await this.about(room);
    await this.side.getByRole('button', { name: 'Convidar pessoas' }).click();
    await this.side.getByRole('searchbox').fill(name);
    await this.side.getByRole('button', { name: `Incluir ${name}` }).click();
    await expect(this.side.getByText(`${name} recebeu o convite`)).toBeVisible();
    await this.page.keyboard.press('Escape');
  }

  /** In the panel for direct messages: those to talk to. */
  async choosePeople(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.side.getByRole('searchbox').fill(name);
      await this.side.getByRole('button', { name: `Incluir ${name}` }).click();
    }
    await this.side.getByRole('button', { name: 'Começar a conversa' }).click();
    await expect(this.side).toHaveCount(0);
  }

  /** The address of the room that is shown, as its link is copied. */
  async linkTo(room: string): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.about(room);
    await this.side.getByRole('button', { name: 'Copiar link' }).click();
    await expect(this.side.getByText('O link foi copiado.')).toBeVisible();
    await this.page.keyboard.press('Escape');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async choose(room: string): Promise<void> {
    await this.rooms.getByRole('button', { name: new RegExp(`^${room}`) }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(room);
  }
}
