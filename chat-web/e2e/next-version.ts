import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Proxy } from './proxy';

/** The name of the page's first script, which changes with every version. */
const SCRIPT = /(\/assets\/index-)[A-Za-z0-9_-]{8}(\.js)/g;

/** Stands before a server, and has a newer version of its page when told: the same, but by other names. */
export class NextVersion extends Proxy {
  readonly #http: Server;
  #script = '';
  #published = false;

  constructor(serverPort: () => number) {
    const http = createServer();
    super(http, serverPort);
    this.#http = http;
    http.on('request', (asked, answer) => this.#pass(asked, answer));
    http.on('upgrade', (asked: IncomingMessage, near: Duplex) => this.join(near, requestOf(asked)));
  }

  publish(): void {
    this.#published = true;
  }

  override async close(): Promise<void> {
    this.#http.closeAllConnections();
    await super.close();
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const path = (asked.url ?? '/').replace(/-nextnext(?=\.js)/, `-${this.#script}`);
    const { 'accept-encoding': _, ...headers } = asked.headers;
    const further = request(
      { host: '127.0.0.1', port: this.serverPort, method: asked.method ?? 'GET', path, headers },
      async (got) => {
        const parts: Buffer[] = [];
        for await (const part of got) {
          parts.push(part as Buffer);
        }
        const body = /^\/(?:index\.html|sw\.js)?$/.test(path)
          ? this.#renamed(`${Buffer.concat(parts)}`)
          : Buffer.concat(parts);
        const { 'content-length': _length, 'transfer-encoding': _coding, etag: _etag, ...rest } = got.headers;
        answer.writeHead(got.statusCode ?? 502, rest).end(body);
      },
    );
    further.on('error', () => answer.writeHead(502).end());
    asked.pipe(further);
  }

  #renamed(text: string): string {
    return text.replace(SCRIPT, (name, before: string, after: string) => {
      this.#script = name.slice(before.length, -after.length);
      return this.#published ? `${before}nextnext${after}` : name;
    });
  }
}

/** As it came, for a server that is to read it once more. */
function requestOf(asked: IncomingMessage): string {
  const lines = asked.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []));
  return [`${asked.method} ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}
