// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Shell, type ToWorker } from '../../src/app/shell';
import { Store } from '../../src/app/store';
import { reduce } from '../../src/state/reduce';
import { EPOCH, inLobby, LIMITS, ME, type Page } from '../state/harness';

/** A worker, which knows the script of this page or not, and takes over when it is told to. */
class Worker extends EventTarget {
  state = 'installed';
  readonly told: ToWorker[] = [];
  readonly #knows: boolean;

  constructor(knows: boolean) {
    super();
    this.#knows = knows;
  }

  postMessage(message: ToWorker, [port]: MessagePort[] = []): void {
    this.told.push(message);
    port?.postMessage(this.#knows);
  }

  becomes(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  waiting: Worker | null = null;
  installing: Worker | null = null;
  readonly update = vi.fn(async () => undefined);

  /** The worker that was being installed is ready. */
  install(worker: Worker): void {
    this.installing = null;
    this.waiting = worker;
    worker.becomes('installed');
  }
}

let registration: Registration;
const register = vi.fn(async () => registration);
let outdated: ReturnType<typeof vi.fn<() => void>>;
const reload = vi.fn();

beforeEach(() => {
  registration = new Registration();
  // Pages of earlier tests listen still.
  outdated = vi.fn<() => void>();
  [register, reload].forEach((it) => it.mockClear());
  vi.stubEnv('PROD', true);
  vi.spyOn(document, 'readyState', 'get').mockReturnValue('complete');
  vi.spyOn(location, 'reload').mockImplementation(reload);
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { register } });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'serviceWorker');
  vi.unstubAllEnvs();
});

async function open(page: Page = inLobby(1)) {
  const store = new Store(page.state, reduce, () => undefined);
  const shell = new Shell(outdated);
  shell.start(store);
  await settled();
  return { store, shell };
}

const settled = () => new Promise((done) => setTimeout(done));

describe('a newer page', () => {
  it('is offered as soon as all of it is there', async () => {
    await open();
    const worker = new Worker(false);
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
    await settled();
    expect(outdated).not.toHaveBeenCalled();
    registration.install(worker);
    await vi.waitFor(() => expect(outdated).toHaveBeenCalled());
    expect(worker.told).toEqual([{ type: 'knows', script: expect.any(String) }]);
  });

  it('is offered when another window had begun to get it', async () => {
    const worker = new Worker(false);
    registration.installing = worker;
    await open();
    registration.install(worker);
    await vi.waitFor(() => expect(outdated).toHaveBeenCalled());
  });

  it('that is this one already takes over without a word', async () => {
    const worker = new Worker(true);
    registration.waiting = worker;
    await open();
    await vi.waitFor(() => expect(worker.told).toContainEqual({ type: 'takeOver', now: false }));
    expect(outdated).not.toHaveBeenCalled();
  });

  it('is looked for when the server is back', async () => {
    const { store } = await open();
    store.dispatch({ type: 'linkChanged', link: { kind: 'waiting', until: 1, code: 1006 } });
    expect(registration.update).not.toHaveBeenCalled();
    const id = store.state().nextId;
    store.dispatch({ type: 'linkChanged', link: { kind: 'open' } });
    const welcome = { type: 'welcome', id, user: ME, epoch: EPOCH, limits: LIMITS, heartbeatSeconds: 25 } as const;
    store.dispatch({ type: 'received', message: welcome });
    expect(registration.update).toHaveBeenCalledOnce();
  });

  it('is offered when a part of this one is nowhere any more', async () => {
    await open();
    dispatchEvent(new Event('vite:preloadError'));
    expect(outdated).toHaveBeenCalled();
  });

  it('is not offered when there is no server to have the part', async () => {
    await open(inLobby(1).lose());
    dispatchEvent(new Event('vite:preloadError'));
    expect(outdated).not.toHaveBeenCalled();
  });
});

describe('loading the page anew', () => {
  it('waits until the newer worker has taken over, also in a window that no worker controls', async () => {
    const worker = new Worker(false);
    registration.waiting = worker;
    const { shell } = await open();
    await shell.renew();
    expect(worker.told).toContainEqual({ type: 'takeOver', now: true });
    worker.becomes('activating');
    expect(reload).not.toHaveBeenCalled();
    worker.becomes('activated');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is at once where no worker waits', async () => {
    const { shell } = await open();
    await shell.renew();
    expect(reload).toHaveBeenCalledOnce();
  });
});

it('does without where there are no workers', async () => {
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: undefined });
  const { shell } = await open();
  expect(register).not.toHaveBeenCalled();
  await shell.renew();
  expect(reload).toHaveBeenCalledOnce();
});
