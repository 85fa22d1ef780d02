import { describe, expect, it } from 'vitest';
import { GUESTS_ONLY } from '../../src/protocol/api';
import type { Answer } from '../../src/state/model';
import { Api } from '../../src/transport/api';

const NOW = Date.UTC(2026, 0, 1);
const GRANT = { user: { id: 'me', name: 'Ana' }, admin: true, accessToken: 'a1.new', expiresInSeconds: 900 };
const ACCESS = { token: 'a1.old', until: NOW + 600_000 };

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
  readonly token: string | null;
}

/** A server that gives these answers, one after the other; what does not parse is given as it is. */
function served(...answers: (readonly [number, unknown] | Error)[]) {
  const asked: Asked[] = [];
  const told: Answer[] = [];
  const alone: string[] = [];
  const api = new Api((answer) => told.push(answer), {
    fetch: async (path, { method = '', body, headers }) => {
      const token = (headers as Record<string, string>).Authorization ?? null;
      asked.push({ path, method, token, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined });
      const answer = answers.shift() ?? new Error('nobody there');
      if (answer instanceof Error) {
        throw answer;
      }
      const [status, content] = answer;
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      return new Response(status === 204 ? null : text, { status });
    },
    now: () => NOW,
    alone: async (name, work) => {
      alone.push(name);
      return work();
    },
  });
  return { api, asked, told, alone };
}

describe('the ways in', () => {
  it('are read', async () => {
    const body = { ways: ['guest', 'accounts', 'oidc'], signUp: 'invite', setup: true, oidc: { name: 'Uni' } };
    const { api, asked, told } = served([200, body]);
    await api.perform({ kind: 'ways' });
    expect(asked).toEqual([{ path: '/api/auth', method: 'GET', body: undefined, token: null }]);
    expect(told).toEqual([
      { to: 'ways', ways: { guest: true, accounts: true, oidc: 'Uni', signUp: 'invite', setUp: true } },
    ]);
  });

  it('are a name alone where the server knows no others', async () => {
    const { api, told } = served([404, '']);
    await api.perform({ kind: 'ways' });
    expect(told).toEqual([{ to: 'ways', ways: GUESTS_ONLY }]);
  });

  it('of a newer server are those that are known', async () => {
    const { api, told } = served([200, { ways: ['accounts', 'passkey'], signUp: 'lottery' }]);
    await api.perform({ kind: 'ways' });
    expect(told).toEqual([
      { to: 'ways', ways: { guest: false, accounts: true, oidc: null, signUp: 'off', setUp: false } },
    ]);
  });
});

describe('signing in', () => {
  it.each([
    [{ kind: 'logIn', name: 'Ana', password: 'p' }, 'login', { name: 'Ana', password: 'p' }],
    [
      { kind: 'signUp', name: 'Ana', password: 'p', invite: '', guestToken: null },
      'signup',
      { name: 'Ana', password: 'p' },
    ],
    [
      { kind: 'signUp', name: 'Ana', password: 'p', invite: 'i', guestToken: 'g1.x' },
      'signup',
      { name: 'Ana', password: 'p', invite: 'i', guestToken: 'g1.x' },
    ],
    [{ kind: 'setUp', code: 'c', name: 'Ana', password: 'p' }, 'setup', { code: 'c', name: 'Ana', password: 'p' }],
    [{ kind: 'renew' }, 'refresh', {}],
  ] as const)('%j asks %s', async (call, path, body) => {
    const { api, asked, told, alone } = served([200, GRANT]);
    await api.perform(call);
    expect(asked).toEqual([{ path: `/api/auth/${path}`, method: 'POST', body, token: null }]);
    expect(told).toEqual([
      { to: call.kind, grant: { user: { id: 'me', name: 'Ana' }, admin: true, token: 'a1.new', seconds: 900 } },
    ]);
    // All windows share the cookie.
    expect(alone).toEqual(['chat-cookie']);
  });

  it('tells the server’s reason, and when to come back', async () => {
    const refusal = { code: 'rateLimited', message: 'Too many tries.', retryAfterMillis: 5_000, field: 'name' };
    const { api, told } = served([429, refusal]);
    await api.perform({ kind: 'logIn', name: 'Ana', password: 'p' });
    expect(told).toEqual([
      {
        to: 'logIn',
        problem: { code: 'rateLimited', message: 'Too many tries.', retryAt: NOW + 5_000 },
        final: false,
      },
    ]);
  });

  it('tells of a ban from the server, and why', async () => {
    const refusal = { code: 'banned', message: 'You are banned.', retryAfterMillis: 5_000, until: 1, reason: 'spam' };
    const { api, told } = served([403, refusal]);
    await api.perform({ kind: 'renew' });
    const problem = { code: 'bannedHere', message: 'You are banned.', retryAt: NOW + 5_000, why: 'spam' };
    expect(told).toEqual([{ to: 'renew', problem, final: true }]);
  });

  it.each([
    ['no answer', new Error('offline'), 'unreachable', false],
    ['an answer that is none', [200, '<html>'] as const, 'unreachable', false],
    ['a proxy’s page', [502, '<html>'] as const, 'internal', false],
    ['a refusal without words', [401, ''] as const, 'notSupported', false],
    ['a proxy that has no server', [404, '<html>'] as const, 'notSupported', false],
    ['a proxy that lets nobody through', [403, '{"error":"no"}'] as const, 'notSupported', false],
  ])('tells of %s', async (_, answer, code, final) => {
    const { api, told } = served(answer);
    await api.perform({ kind: 'renew' });
    expect(told).toEqual([{ to: 'renew', problem: { code, message: '' }, final }]);
  });
});

describe('what needs a token', () => {
  const device = { id: 'd/1', name: 'Firefox', createdAt: 1, usedAt: 2, current: true };

  it('shows it', async () => {
    const { api, asked, told } = served([200, { devices: [device, { id: 'e', createdAt: 1, usedAt: 2 }] }]);
    await api.perform({ kind: 'devices', access: ACCESS });
    expect(asked[0]).toMatchObject({ path: '/api/auth/devices', method: 'GET', token: 'Bearer a1.old' });
    expect(told).toEqual([
      { to: 'devices', devices: [device, { id: 'e', name: '', createdAt: 1, usedAt: 2, current: false }] },
    ]);
  });

  it.each([
    [{ kind: 'endDevice', access: ACCESS, device: 'd/1' }, 'DELETE', '/api/auth/devices/d%2F1', undefined],
    [{ kind: 'endOthers', access: ACCESS }, 'DELETE', '/api/auth/devices', undefined],
    [
      { kind: 'changePassword', access: ACCESS, old: 'a', wanted: 'b' },
      'POST',
      '/api/auth/password',
      { old: 'a', new: 'b' },
    ],
  ] as const)('%j is %s %s', async (call, method, path, body) => {
    const { api, asked, told } = served([204, '']);
    await api.perform(call);
    expect(asked).toEqual([{ path, method, body, token: 'Bearer a1.old' }]);
    expect(told).toEqual([{ to: call.kind }]);
  });

  it.each([
    ['there is none', null],
    ['it is out of date', { token: 'a1.old', until: NOW + 1_000 }],
  ])('gets one first when %s', async (_, access) => {
    const { api, asked, told } = served([200, GRANT], [204, '']);
    await api.perform({ kind: 'endOthers', access });
    expect(asked.map(({ path, token }) => [path, token])).toEqual([
      ['/api/auth/refresh', null],
      ['/api/auth/devices', 'Bearer a1.new'],
    ]);
    expect(told.map(({ to }) => to)).toEqual(['renew', 'endOthers']);
  });

  it('gets another one when the server does not take it, once', async () => {
    const expired = [401, { code: 'tokenExpired', message: 'Old.' }] as const;
    const { api, asked, told } = served(expired, [200, GRANT], expired);
    await api.perform({ kind: 'endOthers', access: ACCESS });
    expect(asked.map(({ path }) => path)).toEqual(['/api/auth/devices', '/api/auth/refresh', '/api/auth/devices']);
    expect(told.map(({ to }) => to)).toEqual(['renew', 'endOthers']);
    expect(told[1]).toMatchObject({ problem: { code: 'tokenExpired' }, final: true });
  });
});
