/// <reference lib="webworker" />
import { getCacheKeyForURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import type { ToWorker } from '../app/shell';

/** Keeps the page's files, and opens the page from them when the server is away. Nothing else is kept, or even looked at. */

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
