import { beforeEach, describe, expect, it, vi } from 'vitest';

const ORIGIN = 'https://chat.example';

/** An event as a worker gets them: what it waits for, and what it answers. */
class Happening extends Event {
  answer: Promise<Response> | undefined;
  readonly #work: Promise<unknown>[] = [];

  respondWith(answer: Promise<Response>): void {
    this.answer = Promise.resolve(answer);
  }

  waitUntil(work: Promise<unknown>): void {
    this.#work.push(work);
  }

  async done(): Promise<void> {
    await Promise.all(this.#work);
  }
}

let scope: EventTarget;
let windows: { url: string; focus: () => Promise<void>; postMessage: (message: unknown) => void }[];
const openWindow = vi.fn();
const skipWaiting = vi.fn();
const server = vi.fn<(request: Request) => Promise<Response>>();

/** The worker in a browser that has the page's files already. */
beforeEach(async () => {
  const kept = { match: async (key: Request | string) => new Response(`kept ${pathOf(key)}`) };
  windows = [];
  vi.stubGlobal('__WB_DISABLE_DEV_LOGS', true);
  scope = Object.assign(new EventTarget(), {
    __WB_DISABLE_DEV_LOGS: true,
    __WB_MANIFEST: [{ url: '/index.html', revision: '1' }, { url: '/assets/index-abcdefgh.js' }],
    location: new URL(`${ORIGIN}/sw.js`),
    registration: { scope: `${ORIGIN}/` },
    caches: { open: async () => kept, match: kept.match },
    clients: { matchAll: async () => windows, openWindow },
    skipWaiting,
  });
  vi.stubGlobal('self', scope);
  for (const name of ['location', 'registration', 'caches'] as const) {
    vi.stubGlobal(name, (scope as unknown as Record<string, unknown>)[name]);
  }
  vi.stubGlobal('ExtendableEvent', Happening);
  vi.stubGlobal('FetchEvent', Happening);
  vi.stubGlobal('fetch', server);
  server.mockReset();
  server.mockImplementation(async (request) => new Response(`served ${pathOf(request)}`));
  openWindow.mockReset();
  skipWaiting.mockReset();
  vi.resetModules();
  await import('../../src/worker/sw');
});

function pathOf(asked: Request | string): string {
  return new URL(typeof asked === 'string' ? asked : asked.url, ORIGIN).pathname;
}

function happen(type: string, what: object): Happening {
  const event = Object.assign(new Happening(type), what);
  scope.dispatchEvent(event);
  return event;
}

/** What a browser gets when it goes to an address, or a page when it asks for a file; null: the worker leaves it alone. */
async function get(path: string, mode: 'navigate' | 'cors' = 'cors'): Promise<string | null> {
  const request = new Request(ORIGIN + path);
  Object.defineProperty(request, 'mode', { value: mode });
  const { answer } = happen('fetch', { request });
  return answer === undefined ? null : (await answer).text();
}

describe('whoever goes to the page', () => {
  it.each(['/', '/index.html', '/?login=refused'])('at %s gets the newest there is', async (path) => {
    expect(await get(path, 'navigate')).toBe(`served ${pathOf(path)}`);
  });

  it.each(['/', '/index.html'])('at %s gets what is kept when there is no server', async (path) => {
    server.mockRejectedValue(new TypeError('failed to fetch'));
    expect(await get(path, 'navigate')).toBe('kept /index.html');
  });

  it('gets what is kept when something else stands in the place of the server', async () => {
    server.mockResolvedValue(new Response('bad gateway', { status: 502 }));
    expect(await get('/', 'navigate')).toBe('kept /index.html');
  });

  it('gets what is kept when the server takes too long', async () => {
    vi.useFakeTimers();
    server.mockReturnValue(new Promise(() => undefined));
    const got = get('/', 'navigate');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await got).toBe('kept /index.html');
    vi.useRealTimers();
  });
});

it('serves the page’s own files from what is kept, and looks at nothing else', async () => {
  expect(await get('/assets/index-abcdefgh.js')).toBe('kept /assets/index-abcdefgh.js');
  expect(await get('/api/auth/ways')).toBeNull();
  expect(await get('/api/health', 'navigate')).toBeNull();
  expect(server).not.toHaveBeenCalled();
});

describe('a click on a notification', () => {
  const page = (url: string) => ({ url: ORIGIN + url, focus: vi.fn(async () => undefined), postMessage: vi.fn() });
  const close = vi.fn();
  const click = () => happen('notificationclick', { notification: { close, data: { room: '~d1', seq: 7 } } }).done();

  it('leads to the message in the window that was looked at last', async () => {
    const [first, second] = [page('/'), page('/')];
    windows = [page('/api/health'), first, second];
    await click();
    expect(first.focus).toHaveBeenCalled();
    expect(first.postMessage).toHaveBeenCalledWith({ type: 'messageWanted', room: '~d1', seq: 7 });
    expect(second.postMessage).not.toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
    expect(close).toHaveBeenCalled();
  });

  it('tells a window that may not be brought to the front, too', async () => {
    const only = page('/index.html');
    only.focus.mockRejectedValue(new DOMException('no gesture', 'InvalidAccessError'));
    windows = [only];
    await click();
    expect(only.postMessage).toHaveBeenCalled();
  });

  it('opens the page at the message where none is open', async () => {
    windows = [page('/api/health')];
    await click();
    expect(openWindow).toHaveBeenCalledWith(`${ORIGIN}/#room=%7Ed1&message=7`);
  });
});

describe('a newer worker', () => {
  const wish = (now: boolean) => happen('message', { data: { type: 'takeOver', now }, ports: [] }).done();
  const aWindow = { url: `${ORIGIN}/`, focus: async () => undefined, postMessage: () => undefined };

  it('waits while other windows live by the older files, unless their user wants it now', async () => {
    windows = [aWindow, aWindow];
    await wish(false);
    expect(skipWaiting).not.toHaveBeenCalled();
    await wish(true);
    expect(skipWaiting).toHaveBeenCalled();
  });

  it('takes over from the only window', async () => {
    windows = [aWindow];
    await wish(false);
    expect(skipWaiting).toHaveBeenCalled();
  });
});
