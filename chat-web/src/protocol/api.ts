import type { Author } from './events';
import { count, flag, listOf, maybe, object, oneOf, text, type Reader } from './readers';

/** What is said over HTTP about accounts, as `docs/API.md` has it. */

export const SIGN_UPS = ['open', 'invite', 'off'] as const;
export type SignUp = (typeof SIGN_UPS)[number];

/** How one may come in. */
export interface Ways {
  readonly guest: boolean;
  readonly accounts: boolean;
  /** What the other place to log in at is called; null: there is none. */
  readonly oidc: string | null;
  readonly signUp: SignUp;
  /** There is no admin yet; whoever has the server's code may become one. */
  readonly setUp: boolean;
}

/** A server that has no accounts does not say so. */
export const GUESTS_ONLY: Ways = { guest: true, accounts: false, oidc: null, signUp: 'off', setUp: false };

/** Somebody is logged in; `token` may be used for so long. */
export interface Grant {
  readonly user: Author;
  readonly admin: boolean;
  readonly token: string;
  readonly seconds: number;
}

/** A browser or program where somebody is logged in. Times are epoch milliseconds. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly usedAt: number;
  /** It is the one that asks. */
  readonly current: boolean;
}

/** How a request was refused. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly suggestion?: string;
  readonly retryAfterMillis?: number;
  /** Of a ban: what a person gave as the reason. */
  readonly reason?: string;
}

interface RawWays {
  readonly ways: readonly string[];
  readonly signUp?: SignUp;
  readonly setup?: boolean;
  readonly oidc?: { readonly name: string };
}

const rawWays = object<RawWays>({
  ways: listOf(text),
  signUp: maybe(oneOf(SIGN_UPS, 'off')),
  setup: maybe(flag),
  oidc: maybe(object<{ readonly name: string }>({ name: text })),
});

export const ways: Reader<Ways> = (value) => {
  const { ways: known, signUp = 'off', setup = false, oidc } = rawWays(value);
  const accounts = known.includes('accounts');
  return {
    guest: known.includes('guest'),
    accounts,
    oidc: known.includes('oidc') ? (oidc?.name ?? 'OpenID') : null,
    signUp: accounts ? signUp : 'off',
    setUp: setup,
  };
};

interface RawGrant {
  readonly user: Author;
  readonly admin?: boolean;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

const rawGrant = object<RawGrant>({
  user: object<Author>({ id: text, name: text }),
  admin: maybe(flag),
  accessToken: text,
  expiresInSeconds: count,
});

export const grant: Reader<Grant> = (value) => {
  const { user, admin = false, accessToken, expiresInSeconds } = rawGrant(value);
  return { user, admin, token: accessToken, seconds: expiresInSeconds };
};

interface RawDevice {
  readonly id: string;
  readonly name?: string;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly current?: boolean;
}

const rawDevice = object<RawDevice>({
  id: text,
  name: maybe(text),
  createdAt: count,
  usedAt: count,
  current: maybe(flag),
});

export const devices: Reader<readonly Device[]> = (value) =>
  object<{ readonly devices: readonly RawDevice[] }>({ devices: listOf(rawDevice) })(value).devices.map(
    ({ name = '', current = false, ...rest }) => ({ ...rest, name, current }),
  );

export const refusal = object<Refusal>({
  code: text,
  message: text,
  field: maybe(text),
  suggestion: maybe(text),
  retryAfterMillis: maybe(count),
  reason: maybe(text),
});
