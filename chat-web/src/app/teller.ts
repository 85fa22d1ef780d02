import { LANGUAGES, localeFor } from '../i18n/languages';
import type { Texts } from '../i18n/texts';
import type { Alert, Room } from '../state/model';
import { Chime } from './chime';
import { inOneLine } from '../words/words';
import { Duty } from './duty';
import { canNotify, Notifications } from './notifications';
import type { Store } from './store';

/** Tells of messages outside of the page. */
export class Teller {
  readonly #store: Store;
  readonly #duty: Duty;
  readonly #chime: Chime;
  readonly #notifications: Notifications;
  #attention = false;
  #tookOver = false;

  constructor(store: Store, duty: Duty = new Duty(), chime: Chime = new Chime()) {
    this.#store = store;
    this.#duty = duty;
    this.#chime = chime;
    this.#notifications = new Notifications((target) => store.dispatch({ type: 'messageWanted', ...target }));
    store.subscribe(() => this.#follow());
    this.#follow();
  }

  tell(alert: Alert): void {
    if (!this.#duty.isOnDuty()) {
      return;
    }
    this.#chime.ring(alert.volume);
    if (alert.desktop && canNotify()) {
      const { room, seq } = alert;
      const { language } = this.#store.state().settings;
      LANGUAGES[localeFor(language, navigator.languages)]().then(
        (texts) => this.#notifications.show(wordsOf(alert, texts), { room, seq }),
        () => undefined,
      );
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
    this.#notifications.closeThose((name) => isRead(rooms.get(name)));
    this.#takeOver();
  }

  /** What an earlier page left is taken over once it is known what of it was read, or that nobody is here any more to read it. */
  #takeOver(): void {
    const { session, marks } = this.#store.state();
    if (!this.#tookOver && (marks !== null || session.phase === 'naming')) {
      this.#tookOver = true;
      void this.#notifications.takeOver().then(
        () => this.#follow(),
        () => undefined,
      );
    }
  }
}

function isRead(room: Room | undefined): boolean {
  return room === undefined || (room.reading.synced && room.reading.unread === 0);
}

function wordsOf(alert: Alert, texts: Texts): { title: string; body: string; lang: string } {
  const { count, calls, direct, title, from, text } = alert;
  const lang = texts.locale;
  const name = from || texts.other;
  if (count > 1 || text === '') {
    return { title, body: calls ? texts.tell.manyCalling(count) : texts.newMessagesButton(count), lang };
  }
  return { title: direct ? name : texts.tell.inRoom(name, title), body: inOneLine(text), lang };
}
