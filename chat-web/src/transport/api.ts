import { devices, grant, GUESTS_ONLY, refusal, ways, type Grant, type Refusal, type Ways } from '../protocol/api';
import type { Reader } from '../protocol/readers';
import type { Access, Answer, Call, Problem } from '../state/model';

/** An answer may take this long; hashing a password is meant to be slow, and there may be a queue for it. */
const DUE_MILLIS = 30_000;

/** So long before its end a token is not used any more: it would be refused by the time it is read. */
const SPARE_MILLIS = 10_000;

/** All windows of a browser have one cookie, and it changes each time it is used: one after the other. */
const COOKIE_LOCK = 'chat-cookie';

/** What the client needs of the browser. */
export interface Surroundings {
  fetch(path: string, init: RequestInit): Promise<Response>;
  now(): number;
  /** Does something while nobody else who asks for the same name does. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const BROWSER: Surroundings = {
  fetch: (path, init) => fetch(path, init),
  now: Date.now,
  // Only secure origins have locks; without them the server bears with two windows for a moment.
  alone: async (name, work) => (navigator.locks === undefined ? work() : navigator.locks.request(name, work)),
};

/** Somebody said no; `problem` is the server's word, or stands for what something in its place meant. */
class Refused extends Error {
  readonly problem: Problem;
  readonly status: number;
  /** The server itself will not do it: what stands before it, or is there while it is replaced, cannot say so. */
  readonly final: boolean;

  constructor(problem: Problem, status: number, byServer: boolean) {
    super(problem.message);
    this.problem = problem;
    this.status = status;
    this.final = byServer && status >= 400 && status < 500 && status !== 429;
  }
}

/** Asks the server over HTTP, and tells what came of it; a token that is out of date is renewed on the way. */
export class Api {
  readonly #tell: (answer: Answer) => void;
  readonly #surroundings: Surroundings;

  constructor(tell: (answer: Answer) => void, surroundings: Surroundings = BROWSER) {
    this.#tell = tell;
    this.#surroundings = surroundings;
  }

  /** Never throws; what goes wrong is told as well. */
  async perform(call: Call): Promise<void> {
    try {
      this.#tell(await this.#answer(call));
    } catch (e) {
      const refused = e instanceof Refused ? e : null;
      const problem = refused?.problem ?? { code: 'unreachable', message: '' };
      this.#tell({ to: call.kind, problem, final: refused?.final ?? false });
    }
  }

  async #answer(call: Call): Promise<Answer> {
    switch (call.kind) {
      case 'ways':
        return { to: 'ways', ways: await this.#ways() };
      case 'renew':
        return { to: 'renew', grant: await this.#renew() };
      case 'comeBack':
        return { to: 'comeBack', grant: await this.#renew() };
      case 'logIn': {
        const { name, password } = call;
        return { to: 'logIn', grant: await this.#sign('login', { name, password }) };
      }
      case 'signUp': {
        const { name, password, invite, guestToken } = call;
        const details = { ...(invite === '' ? {} : { invite }), ...(guestToken === null ? {} : { guestToken }) };
        return { to: 'signUp', grant: await this.#sign('signup', { name, password, ...details }) };
      }
      case 'setUp': {
        const { code, name, password } = call;
        return { to: 'setUp', grant: await this.#sign('setup', { code, name, password }) };
      }
      case 'logOut':
        await this.#surroundings.alone(COOKIE_LOCK, () => this.#send('POST', 'logout', {}));
        return { to: 'logOut' };
      default:
        return this.#answerWithToken(call);
    }
  }

  async #answerWithToken(call: Extract<Call, { access: Access | null }>): Promise<Answer> {
    switch (call.kind) {
      case 'devices':
        return { to: 'devices', devices: devices(await this.#withToken(call.access, 'GET', 'devices')) };
      case 'endDevice':
        await this.#withToken(call.access, 'DELETE', `devices/${encodeURIComponent(call.device)}`);
        return { to: 'endDevice' };
      case 'endOthers':
        await this.#withToken(call.access, 'DELETE', 'devices');
        return { to: 'endOthers' };
      case 'changePassword':
        await this.#withToken(call.access, 'POST', 'password', { old: call.old, new: call.wanted });
        return { to: 'changePassword' };
    }
  }

  async #ways(): Promise<Ways> {
    try {
      return ways(await this.#send('GET', ''));
    } catch (e) {
      if (e instanceof Refused && e.status === 404) {
        return GUESTS_ONLY;
      }
      throw e;
    }
  }

  #renew(): Promise<Grant> {
    return this.#sign('refresh', {});
  }

  /** Whatever makes a cookie or changes it. */
  #sign(path: string, body: object): Promise<Grant> {
    return this.#surroundings.alone(COOKIE_LOCK, async () => grant(await this.#send('POST', path, body)));
  }

  async #withToken(access: Access | null, method: string, path: string, body?: object): Promise<unknown> {
    const fresh = access !== null && access.until - SPARE_MILLIS > this.#surroundings.now();
    const token = fresh ? access.token : await this.#renewed();
    try {
      return await this.#send(method, path, body, token);
    } catch (e) {
      if (e instanceof Refused && fresh && (e.problem.code === 'tokenExpired' || e.problem.code === 'badToken')) {
        return this.#send(method, path, body, await this.#renewed());
      }
      throw e;
    }
  }

  async #renewed(): Promise<string> {
    const renewed = await this.#renew();
    this.#tell({ to: 'renew', grant: renewed });
    return renewed.token;
  }

  async #send(method: string, path: string, body?: object, token?: string): Promise<unknown> {
    const response = await this.#surroundings.fetch(path === '' ? '/api/auth' : `/api/auth/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(DUE_MILLIS),
    });
    const text = await response.text();
    if (!response.ok) {
      const refused = read(refusal, text);
      throw new Refused(this.#problem(response.status, refused), response.status, refused !== null);
    }
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  #problem(status: number, refused: Refusal | null): Problem {
    const { code, message, suggestion, retryAfterMillis, reason } =
      refused ?? ({ code: status >= 500 ? 'internal' : 'notSupported', message: '' } as Refusal);
    return {
      // Over HTTP nobody asks for a room: it is the whole server.
      code: code === 'banned' ? 'bannedHere' : code,
      message,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(retryAfterMillis === undefined ? {} : { retryAt: this.#surroundings.now() + retryAfterMillis }),
      ...(reason === undefined ? {} : { why: reason }),
    };
  }
}

/** Null: it is not what it should be. */
function read<T>(reader: Reader<T>, text: string): T | null {
  try {
    return reader(JSON.parse(text));
  } catch {
    return null;
  }
}
