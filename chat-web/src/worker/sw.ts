/// <reference lib="webworker" />
import { getCacheKeyForURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { messageLink } from '../app/link';
import type { FromWorker, Target } from '../app/notifications';
import type { ToWorker } from '../app/shell';

/**
 * Keeps the page's files, and opens the page from them when the server is away; leads from notifications to messages. Nothing
 * else is kept, or even looked at.
 */

declare const self: ServiceWorkerGlobalScope & {
  /** The files of this build, put in by scripts/worker.mjs; what has no revision has it in its name. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision?: string }[];
};

const SHELL = '/index.html';

/** A server that takes longer to answer is as good as none: the page opens from what is kept, and goes on trying. */
const ANSWER_DUE_MILLIS = 4_000;

// The newest page there is, so that a new version is there with the next load; what is kept otherwise.
registerRoute(
  new NavigationRoute(
    async ({ request }) => (await fromServer(request)) ?? (await matchPrecache(SHELL)) ?? Response.error(),
    {
      allowlist: [/^\/(?:index\.html)?(?:\?.*)?$/],
    },
  ),
);

// After the page itself, which is one of these files: the first route that fits is taken.
precacheAndRoute([...self.__WB_MANIFEST], { directoryIndex: '', cleanURLs: false });

/** Undefined: there is no server, or something in its place that has no page. */
async function fromServer(request: Request): Promise<Response | undefined> {
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), ANSWER_DUE_MILLIS));
  try {
    const response = await Promise.race([fetch(request), late]);
    return response !== undefined && response.status < 500 ? response : undefined;
  } catch {
    return undefined;
  }
}

self.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  switch (message.type) {
    case 'knows':
      event.ports[0]?.postMessage(getCacheKeyForURL(message.script) !== undefined);
      return;
    case 'takeOver':
      event.waitUntil(takeOver(message.now));
  }
});

/** Other windows may still need the older files: unless their user says so, they keep them. */
async function takeOver(now: boolean): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (now || windows.length <= 1) {
    await self.skipWaiting();
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data as Target));
});

/** To the message, in the window that was looked at last; where there is none, in a new one. */
async function lead({ room, seq }: Target): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = windows.find(({ url }) => isPage(new URL(url).pathname));
  try {
    await page?.focus();
  } catch {
    // It is told all the same, and its user finds it there.
  }
  if (page === undefined) {
    await self.clients.openWindow(messageLink({ origin: self.location.origin, pathname: '/' }, room, seq));
  } else {
    page.postMessage({ type: 'messageWanted', room, seq } satisfies FromWorker);
  }
}

/** Not an answer of the server's that somebody looks at. */
function isPage(path: string): boolean {
  return path === '/' || path === SHELL;
}
