// Builds the service worker, `sw.js`, with the list of the page's files it has to keep: all that is needed to chat, at first or
// on demand, but pictures.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WEB = join(ROOT, 'target/classes/web');
const KEPT = /\.(css|html|js|json|svg|webmanifest)$/;
/** Names that change with what is in the file; the same as in the server's `StaticFiles`. */
const HASHED = /^\/assets\/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+$/;
/** A build that exceeds it would be loaded by every visitor; what is that large is better asked for when it is needed. */
const KEPT_MAX_BYTES = 4 * 1024 * 1024;

const files = readdirSync(WEB, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && KEPT.test(entry.name) && entry.name !== 'sw.js')
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
if (bytes > KEPT_MAX_BYTES) {
  console.error(`files for the service worker: ${bytes} bytes (expected: up to ${KEPT_MAX_BYTES})`);
  process.exit(1);
}
const manifest = files.map((file) => {
  const url = `/${relative(WEB, file).replaceAll(sep, '/')}`;
  const revision = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  return HASHED.test(url) ? { url } : { url, revision };
});

await build({
  root: ROOT,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { 'self.__WB_MANIFEST': JSON.stringify(manifest) },
  build: {
    outDir: WEB,
    emptyOutDir: false,
    target: 'es2023',
    license: { fileName: 'licenses-worker.txt' },
    rollupOptions: {
      input: join(ROOT, 'src/worker/sw.ts'),
      output: { format: 'iife', entryFileNames: 'sw.js' },
    },
  },
});
