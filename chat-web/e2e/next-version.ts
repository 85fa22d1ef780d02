import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** The name of the page's first script, which changes with every version. */
const SCRIPT = /(\/assets\/index-)[A-Za-z0-9_-]{8}(\.js)/g;

/** Stands before a server, and has a newer version of its page when told: the same, but by other names. */
export class NextVersion {
  readonly #serverPort: () => number;
  readonly #server = createServer((asked, answer) => this.#pass(asked, answer));
  readonly #sockets = new Set<Duplex>();
  #script = '';
  #published = false;

  constructor(serverPort: () => number) {
    this.#serverPort = serverPort;
    this.#server.on('upgrade', (asked: IncomingMessage, near: Duplex) => this.#join(asked, near));
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  publish(): void {
    this.#published = true;
  }

  async close(): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const path = (asked.url ?? '/').replace(/-nextnext(?=\.js)/, `-${this.#script}`);
    const { 'accept-encoding': _, ...headers } = asked.headers;
    const further = request(
      { host: '127.0.0.1', port: this.#serverPort(), method: asked.method ?? 'GET', path, headers },
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

  #join(asked: IncomingMessage, near: Duplex): void {
    const far = connect(this.#serverPort(), '127.0.0.1');
    const lines = asked.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []));
    far.write([`${asked.method} ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
      socket.pipe(other);
    }
  }
}
