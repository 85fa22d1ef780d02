// `npm run e2e`: runs the browser tests when there is what they need, or says in one line what is missing.
// Outside of CI that is no failure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser, serverJar } from './tools.mjs';

const browser = findBrowser();
const jar = serverJar();
if (browser === undefined || !existsSync(browser)) {
  giveUp(
    `browser: ${browser ?? 'none'} (expected: Chromium; apt-get install -y chromium, or its path in CHROMIUM); browser tests skipped`,
  );
}
if (!existsSync(jar)) {
  giveUp(`server: no ${jar} (expected: the packed server; build it, or its path in CHAT_JAR); browser tests skipped`);
}

const { status } = spawnSync(
  'npx',
  ['--no-install', 'playwright', 'test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)],
  { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit', shell: process.platform === 'win32' },
);
process.exit(status ?? 1);

function giveUp(why) {
  console.error(why);
  process.exit(process.env.CI === undefined ? 0 : 1);
}
