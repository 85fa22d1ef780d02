import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const CLIENT = 'chat';
const SECRET = 'e2e secret/of+chat';

/** A real OpenID Connect provider on a free port. Whoever logs in there is who they say; any password will do. */
export class IdentityProvider {
  #http = createServer();

  /** @param {() => string} callback where it sends browsers back to; asked for when it starts */
  async start(callback) {
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [callback()] }],
      claims: { profile: ['preferred_username'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['e2e'] },
      findAccount: (_, login) => ({
        accountId: login,
        claims: () => ({ sub: login, preferred_username: login }),
      }),
      pkce: { required: () => true },
    });
    this.#http.on('request', provider.callback());
    return this;
  }

  /** @returns {string} */
  get issuer() {
    return `http://127.0.0.1:${this.#http.address().port}`;
  }

  /** @returns {string[]} what the server has to know of it */
  get flags() {
    const { issuer } = this;
    return [
      '--oidc-issuer',
      issuer,
      '--oidc-client-id',
      CLIENT,
      '--oidc-client-secret',
      SECRET,
      '--oidc-name',
      'Escola',
    ];
  }

  async close() {
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }
}
