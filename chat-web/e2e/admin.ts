import { expect } from './fixtures';
import type { Server } from './server';

/** Asks the server for something in an admin's name, and gives what it answers. */
export type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Record<string, unknown>>;

/** Becomes the first admin of a server, from a terminal, with the code that it printed. */
export async function becomeAdmin(server: Server): Promise<Ask> {
  await expect.poll(() => codeOf(server)).not.toBe('');
  const asked = { code: codeOf(server), name: 'Raiz', password: 'senha da raiz', cookie: false };
  const { accessToken } = await ask(server, '', 'POST', '/api/auth/setup', asked);
  return (...question) => ask(server, String(accessToken), ...question);
}

export function codeOf({ log }: Server): string {
  return /once: (\S+)/.exec(log)?.[1] ?? '';
}

async function ask(server: Server, token: string, ...[method, path, body]: Parameters<Ask>): ReturnType<Ask> {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text} (expected: success)`);
  }
  return text === '' ? {} : JSON.parse(text);
}
