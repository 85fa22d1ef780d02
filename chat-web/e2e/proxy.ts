import { once } from 'node:events';
import { connect, type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';

/** Stands between the browser and a server, on a port of its own. */
export abstract class Proxy {
  readonly #server: Server;
  readonly #serverPort: () => number;
  readonly #sockets = new Set<Duplex>();

  /** @param serverPort asked for with every connection: a server may come back elsewhere */
  protected constructor(server: Server, serverPort: () => number) {
    this.#server = server;
    this.#serverPort = serverPort;
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.drop();
    this.#server.close();
    await once(this.#server, 'close');
  }

  protected get serverPort(): number {
    return this.#serverPort();
  }

  /** All connections end without a word. */
  protected drop(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  /** Connects one that came with the server, which is told `first` before what it says itself. */
  protected join(near: Duplex, first = ''): void {
    const far = connect({ port: this.serverPort, host: '127.0.0.1', noDelay: true });
    far.write(first);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
