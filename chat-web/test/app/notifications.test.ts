// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askToNotify, Notifications } from '../../src/app/notifications';

const WORDS = { title: 'Bia', body: 'hi', lang: 'en' };

/** As browsers on phones have it: one may ask, but not make one. */
class OfPhone {
  static permission = 'granted';
  static readonly requestPermission = vi.fn(async () => 'denied');

  constructor() {
    throw new TypeError('Illegal constructor');
  }
}

/** The notifications of a worker. */
class Registration {
  shown: { title: string; tag: string; data: unknown; close: () => void }[] = [];

  async showNotification(title: string, { tag = '', data }: NotificationOptions): Promise<void> {
    const shown = { title, tag, data, close: () => void (this.shown = this.shown.filter((it) => it !== shown)) };
    this.shown = [...this.shown.filter((it) => it.tag !== tag), shown];
  }

  async getNotifications({ tag }: { tag?: string } = {}) {
    return this.shown.filter((it) => tag === undefined || it.tag === tag);
  }
}

let registration: Registration | undefined;
let worker: EventTarget;
const clicked = vi.fn();

beforeEach(() => {
  clicked.mockReset();
  OfPhone.permission = 'granted';
  registration = new Registration();
  worker = Object.assign(new EventTarget(), { getRegistration: async () => registration });
  vi.stubGlobal('Notification', OfPhone);
  vi.stubGlobal('isSecureContext', true);
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, get: () => worker });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'serviceWorker');
  vi.unstubAllGlobals();
});

const tags = () => registration?.shown.map(({ tag }) => tag);

describe('where only a worker may show notifications', () => {
  it('it does, with what they lead to', async () => {
    new Notifications(clicked).show(WORDS, { room: 'lobby', seq: 7 });
    await vi.waitFor(() => expect(registration?.shown).toHaveLength(1));
    expect(registration?.shown[0]).toMatchObject({ title: 'Bia', tag: 'lobby', data: { room: 'lobby', seq: 7 } });
  });

  it('a click comes back from it', () => {
    new Notifications(clicked);
    const say = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));
    say({ type: 'messageWanted', room: 'lobby', seq: 7 });
    say({ type: 'something else' });
    say(null);
    expect(clicked.mock.calls).toEqual([[{ room: 'lobby', seq: 7 }]]);
  });

  it('they are taken back one by one', async () => {
    const notifications = new Notifications(clicked);
    notifications.show(WORDS, { room: 'lobby', seq: 7 });
    notifications.show(WORDS, { room: 'jazz', seq: 8 });
    await vi.waitFor(() => expect(tags()).toEqual(['lobby', 'jazz']));
    await new Promise((resolve) => setTimeout(resolve));
    notifications.closeThose((room) => room === 'lobby');
    await vi.waitFor(() => expect(tags()).toEqual(['jazz']));
  });

  it('those that an earlier page left are taken back, too', async () => {
    await registration?.showNotification('Bia', { tag: 'lobby' });
    const notifications = new Notifications(clicked);
    notifications.closeThose(() => true);
    expect(tags()).toEqual(['lobby']);
    await notifications.takeOver();
    notifications.closeThose(() => true);
    await vi.waitFor(() => expect(tags()).toEqual([]));
  });

  it('and there is none, nothing is shown and nothing breaks', async () => {
    registration = undefined;
    const notifications = new Notifications(clicked);
    notifications.show(WORDS, { room: 'lobby', seq: 7 });
    await notifications.takeOver();
    Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: undefined });
    new Notifications(clicked).show(WORDS, { room: 'lobby', seq: 7 });
    await new Notifications(clicked).takeOver();
  });
});

it('asks for leave where there is any to be had', async () => {
  OfPhone.permission = 'default';
  expect(await askToNotify()).toBe('denied');
  vi.stubGlobal('isSecureContext', false);
  expect(await askToNotify()).toBe('unavailable');
});
