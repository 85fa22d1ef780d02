// What the browser tests need from the machine.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The first is the same browser without windows: it takes half the time.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const OFF_THE_PATH = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** @returns {string | undefined} the path of a Chromium: what CHROMIUM says, else one on the PATH or where it usually is */
export function findBrowser() {
  const { CHROMIUM, PATH = '' } = process.env;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const usual = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return CHROMIUM ? CHROMIUM : [...usual, ...OFF_THE_PATH].find((path) => existsSync(path));
}

/** @returns {string} the server to test */
export function serverJar() {
  return process.env.CHAT_JAR ?? fileURLToPath(new URL('../../chat-server/target/chat-server.jar', import.meta.url));
}
