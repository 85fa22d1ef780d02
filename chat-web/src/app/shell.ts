import type { Store } from './store';

/**
 * The page's own files, kept on the device by a service worker (`src/worker`), so that the page opens without a server. Only
 * secure origins may have one; elsewhere the page does without.
 */

const WORKER = '/sw.js';

/** Where a page is open for days, it asks this often whether there is a newer one. */
const ASK_EVERY_MILLIS = 3_600_000;

/** What a page says to a worker; the answer to the question comes through the port that is sent along. */
export type ToWorker =
  /** Is this script one of yours? */
  | { readonly type: 'knows'; readonly script: string }
  /** Take over, as soon as there is no other window that lives by the older files. */
  | { readonly type: 'takeOver'; readonly now: boolean };

export class Shell {
  readonly #outdated: () => void;
  #registration: ServiceWorkerRegistration | null = null;

  /** @param outdated a worker with the files of a newer page is ready */
  constructor(outdated: () => void) {
    this.#outdated = outdated;
  }

  /** Has the files kept, once there is nothing better to do. */
  start(store: Store): void {
    if (!import.meta.env.PROD || navigator.serviceWorker === undefined) {
      return;
    }
    addEventListener('vite:preloadError', () => this.#partMissing(store));
    const register = () => void this.#register(store).catch(() => undefined);
    if (document.readyState === 'complete') {
      register();
    } else {
      addEventListener('load', register, { once: true });
    }
  }

  /** Loads the page anew, by the newest files there are. */
  async renew(): Promise<void> {
    const waiting = this.#registration?.waiting;
    if (waiting == null) {
      location.reload();
      return;
    }
    // Not when the controller changes: a window that was loaded past the worker has none, before and after.
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') {
        location.reload();
      }
    });
    say(waiting, { type: 'takeOver', now: true });
  }

  async #register(store: Store): Promise<void> {
    const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
    this.#registration = registration;
    const look = () => void this.#look(registration).catch(() => undefined);
    const follow = () => registration.installing?.addEventListener('statechange', look);
    registration.addEventListener('updatefound', follow);
    // Another window may have begun it, and a part of it be done.
    follow();
    look();
    const ask = () => void registration.update().catch(() => undefined);
    setInterval(ask, ASK_EVERY_MILLIS);
    // A server that comes back may be a newer one, and bring a newer page.
    let wasReady = true;
    store.subscribe(() => {
      const isReady = store.state().link.kind === 'ready';
      if (isReady && !wasReady) {
        ask();
      }
      wasReady = isReady;
    });
  }

  /** The server is there and does not know it: another window's user let a newer worker take over, which dropped the older files. */
  #partMissing(store: Store): void {
    if (store.state().link.kind === 'ready') {
      this.#outdated();
    }
  }

  /** A worker that waits has the files of this page, which is newer than the worker before, or of a newer one. */
  async #look({ waiting }: ServiceWorkerRegistration): Promise<void> {
    if (waiting === null) {
      return;
    }
    if (await isKnown(waiting)) {
      say(waiting, { type: 'takeOver', now: false });
    } else {
      this.#outdated();
    }
  }
}

function say(worker: ServiceWorker, message: ToWorker, ...ports: MessagePort[]): void {
  worker.postMessage(message, ports);
}

/** Whether the script of this page is among the files of a worker. */
function isKnown(worker: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const script = new URL(import.meta.url).pathname;
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true);
    say(worker, { type: 'knows', script }, port2);
  });
}
