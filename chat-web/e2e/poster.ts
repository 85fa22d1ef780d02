import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** So many lines are written to the wire at a time, when nobody says how fast. */
const BATCH = 500;

/** Somebody on a terminal who posts quickly, without a browser that would need time of its own. */
export class Poster {
  readonly #socket: Socket;
  #posted = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    // What the others say has to be taken off the wire; it matters to nobody here.
    socket.on('data', () => {});
  }

  static async enter(port: number, room = 'lobby'): Promise<Poster> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `GET /ws?name=poster&room=${room} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
        `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n\r\n`,
    );
    await once(socket, 'data');
    return new Poster(socket);
  }

  /** Posts `linha 1`, `linha 2` and so on. */
  async post(count: number): Promise<void> {
    for (let left = count; left > 0; left -= BATCH) {
      const lines = Array.from({ length: Math.min(left, BATCH) }, () => frame(`linha ${++this.#posted}`));
      if (!this.#socket.write(Buffer.concat(lines))) {
        await once(this.#socket, 'drain');
      }
    }
  }

  /** The same at a steady rate, for so many seconds; tells how many those were. */
  async postSteadily(perSecond: number, seconds: number): Promise<number> {
    const start = performance.now();
    const total = perSecond * seconds;
    for (let sent = 0; sent < total;) {
      const due = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * perSecond));
      await this.post(due - sent);
      sent = due;
      await new Promise((done) => setTimeout(done, 5));
    }
    return total;
  }

  leave(): void {
    this.#socket.destroy();
  }
}

const [FINAL_TEXT, MASKED] = [0x81, 0x80];
const NO_MASK = Buffer.alloc(4);

/** A text frame of a client; a mask of zeros leaves the text as it is. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([FINAL_TEXT, MASKED | bytes.length]), NO_MASK, bytes]);
}
