import { LANGUAGES, localeFor } from '../i18n/languages';
import type { Texts } from '../i18n/texts';
import type { Alert } from '../state/model';
import { Chime } from './chime';
import { inOneLine } from '../words/words';
import { Duty } from './duty';
import type { Store } from './store';

/** Tells of messages outside of the page. */
export class Teller {
  readonly #store: Store;
  readonly #duty: Duty;
  readonly #chime: Chime;
  /** By room, each the newest; closed when the room was read. */
  readonly #shown = new Map<string, Notification>();
  #attention = false;

  constructor(store: Store, duty: Duty = new Duty(), chime: Chime = new Chime()) {
    this.#store = store;
    this.#duty = duty;
    this.#chime = chime;
    store.subscribe(() => this.#follow());
    this.#follow();
  }

  tell(alert: Alert): void {
    if (!this.#duty.held) {
      return;
    }
    this.#chime.ring(alert.volume);
    if (alert.desktop && canNotify()) {
      const { language } = this.#store.state().settings;
      LANGUAGES[localeFor(language, navigator.languages)]().then(
        (texts) => this.#notify(alert, texts),
        () => undefined,
      );
    }
  }

  #notify(alert: Alert, texts: Texts): void {
    const { room, seq } = alert;
    try {
      const { title, body } = wordsOf(alert, texts);
      const notification = new Notification(title, { body, tag: room, icon: '/favicon.svg', lang: texts.locale });
      notification.onclick = () => {
        window.focus();
        notification.close();
        this.#store.dispatch({ type: 'messageWanted', room, seq });
      };
      this.#shown.set(room, notification);
    } catch {
      // Some browsers on phones show none without a worker.
    }
  }

  /** What was read needs no telling any more; and whoever looks at a window looks at no other. */
  #follow(): void {
    const { owner, attention, rooms, session } = this.#store.state();
    this.#duty.serve(session.phase === 'inside' ? owner : null, attention);
    if (attention && !this.#attention) {
      this.#duty.take();
    }
    this.#attention = attention;
    for (const [room, notification] of this.#shown) {
      if ((rooms.get(room)?.reading.unread ?? 0) === 0) {
        notification.close();
        this.#shown.delete(room);
      }
    }
  }
}

function wordsOf({ count, calls, direct, title, from, text }: Alert, texts: Texts): { title: string; body: string } {
  const name = from || texts.other;
  if (count > 1) {
    return { title, body: calls ? texts.tell.manyCalling(count) : texts.newMessagesButton(count) };
  }
  return { title: direct ? name : texts.tell.inRoom(name, title), body: inOneLine(text) };
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
