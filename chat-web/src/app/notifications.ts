/** What is shown at the edge of a screen, one for each room: the newest. */

/** What a notification leads to. */
export interface Target {
  readonly room: string;
  readonly seq: number;
}

/** What the worker says to a page: somebody clicked on what it showed. */
export type FromWorker = { readonly type: 'messageWanted' } & Target;

interface Words {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
}

/**
 * Notifications of the page, which go with it. Browsers on phones show only those of a worker: these stay when the page is gone,
 * and the worker leads from them to the message.
 */
export class Notifications {
  readonly #clicked: (target: Target) => void;
  /** By room, how each goes. */
  readonly #shown = new Map<string, () => void>();

  constructor(clicked: (target: Target) => void) {
    this.#clicked = clicked;
    navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<FromWorker | null>) => {
      if (data?.type === 'messageWanted') {
        clicked({ room: data.room, seq: data.seq });
      }
    });
  }

  show({ title, body, lang }: Words, target: Target): void {
    const { room } = target;
    const options = { body, lang, tag: room, icon: '/favicon.svg' };
    try {
      const notification = new Notification(title, options);
      notification.onclick = () => {
        window.focus();
        notification.close();
        this.#clicked(target);
      };
      this.#shown.set(room, () => notification.close());
    } catch {
      this.#showByWorker(title, { ...options, data: target }).catch(() => undefined);
    }
  }

  async #showByWorker(title: string, options: NotificationOptions & { data: Target }): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration !== undefined) {
      await registration.showNotification(title, options);
      this.#follow(registration, options.data.room);
    }
  }

  /** Those of the worker that an earlier page left. */
  async takeOver(): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration();
    const left = (await registration?.getNotifications()) ?? [];
    left.forEach(({ tag }) => registration !== undefined && this.#follow(registration, tag));
  }

  #follow(registration: ServiceWorkerRegistration, tag: string): void {
    const close = async () => (await registration.getNotifications({ tag })).forEach((it) => it.close());
    this.#shown.set(tag, () => void close().catch(() => undefined));
  }

  /** Takes back those of rooms for which this holds. */
  closeThose(isDone: (room: string) => boolean): void {
    for (const [room, close] of this.#shown) {
      if (isDone(room)) {
        close();
        this.#shown.delete(room);
      }
    }
  }
}

export function canNotify(): boolean {
  return typeof Notification === 'function' && Notification.permission === 'granted';
}

/** Asks whoever just wished for it; `unavailable`: this browser cannot, or not on this address. */
export async function askToNotify(): Promise<NotificationPermission | 'unavailable'> {
  if (typeof Notification !== 'function' || !isSecureContext) {
    return 'unavailable';
  }
  return Notification.permission === 'granted' ? 'granted' : Notification.requestPermission();
}
