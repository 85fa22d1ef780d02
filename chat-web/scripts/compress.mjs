// Puts a .gz and a .br beside every file of the built page that gets smaller by it; the server picks by Accept-Encoding.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const WEB = new URL('../target/classes/web/', import.meta.url).pathname;
const COMPRESSIBLE = /\.(css|html|js|json|mjs|svg|txt|webmanifest)$/;
/** Below this the headers weigh more than what is saved. */
const WORTH_IT_BYTES = 256;

for (const entry of readdirSync(WEB, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) {
    continue;
  }
  const raw = readFileSync(file);
  const variants = {
    '.gz': gzipSync(raw, { level: 9 }),
    '.br': brotliCompressSync(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      },
    }),
  };
  for (const [suffix, packed] of Object.entries(variants)) {
    if (raw.length >= WORTH_IT_BYTES && packed.length < raw.length) {
      writeFileSync(file + suffix, packed);
    } else {
      rmSync(file + suffix, { force: true });
    }
  }
}

/** What a browser loads before anybody can chat; what is needed only at times is loaded then. */
const FIRST_SCRIPTS_MAX_BYTES = 150 * 1024;
const sizeOf = (script) => gzipSync(readFileSync(join(WEB, script)), { level: 9 }).length;
const first = [...readFileSync(join(WEB, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)];
// Every page loads one language besides, and nobody knows which.
const languages = readdirSync(join(WEB, 'assets')).filter((name) => /^texts-(en|es|pt)-[^.]+\.js$/.test(name));
if (languages.length !== 3) {
  console.error(`languages: ${languages} (expected: one file of each)`);
  process.exit(1);
}
const bytes = first.reduce(
  (sum, [, script]) => sum + sizeOf(script),
  Math.max(...languages.map((name) => sizeOf(`assets/${name}`))),
);
if (first.length === 0 || bytes > FIRST_SCRIPTS_MAX_BYTES) {
  console.error(`scripts on first load: ${bytes} bytes gzipped (expected: 1 to ${FIRST_SCRIPTS_MAX_BYTES})`);
  process.exit(1);
}
