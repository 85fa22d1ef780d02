// What the browser tests need from the machine.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @returns {string | undefined} the path of a Chromium */
export function findBrowser() {
  const { CHROMIUM } = process.env;
  return CHROMIUM ? CHROMIUM : USUAL_PLACES.find((path) => existsSync(path));
}

/** @returns {string} the server to test */
export function serverJar() {
  return process.env.CHAT_JAR ?? fileURLToPath(new URL('../../chat-server/target/chat-server.jar', import.meta.url));
}
