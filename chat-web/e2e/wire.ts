import { createServer } from 'node:net';
import { Proxy } from './proxy';

/** The wire between browser and server: it can be cut, and mended again. */
export class Wire extends Proxy {
  #isCut = false;

  constructor(serverPort: () => number) {
    const server = createServer({ noDelay: true });
    super(server, serverPort);
    server.on('connection', (near) => (this.#isCut ? near.destroy() : this.join(near)));
  }

  /** All connections end without a word, and no new one comes about. */
  cut(): void {
    this.#isCut = true;
    this.drop();
  }

  mend(): void {
    this.#isCut = false;
  }
}
