import { comeBack } from '../protocol/codes';
import { SUBPROTOCOL, type ClientMessage, type ServerMessage } from '../protocol/messages';
import { parseServerMessage } from '../protocol/parse';
import { backOffMillis } from '../protocol/backoff';

/** What the connection says about itself; times are epoch milliseconds. */
export type ConnectionStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly until: number; readonly code: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'off' };

export interface ConnectionListener {
  statusChanged(status: ConnectionStatus): void;
  received(message: ServerMessage): void;
}

/** What the connection needs of the browser. */
export interface Surroundings {
  openSocket(url: string, subprotocol: string): WebSocket;
  random(): number;
}

const BROWSER: Surroundings = {
  openSocket: (url, subprotocol) => new WebSocket(url, subprotocol),
  random: Math.random,
};

/** Opening and being welcomed may take this long. */
const WELCOME_DUE_MILLIS = 15_000;
/** The server is heard from every `heartbeatSeconds`; after two of them and this the connection counts as dead. */
const HEARTBEAT_GRACE_MILLIS = 10_000;
/** A connection that lasted this long was a good one: the next trouble starts from a short wait again. */
const STABLE_MILLIS = 10_000;

/** What a browser calls an end without a close frame. */
const ABNORMAL = 1006;
const NORMAL = 1000;

/**
 * One connection to the server that comes back by itself, as the close codes say. It knows nothing of rooms: what is to be
 * said after it opened is the business of its listener.
 */
export class Connection {
  readonly #url: string;
  readonly #listener: ConnectionListener;
  readonly #surroundings: Surroundings;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;
  /** Tries in a row that led to nothing good. */
  #failures = 0;
  #welcomedAt: number | null = null;
  #heardAt = 0;
  #silenceMillis = WELCOME_DUE_MILLIS;
  /** The server's wish from its last `closing`. */
  #retryAfterMillis = 0;

  constructor(url: string, listener: ConnectionListener, surroundings: Surroundings = BROWSER) {
    this.#url = url;
    this.#listener = listener;
    this.#surroundings = surroundings;
  }

  /** Connects now, if there is no connection yet; a wait is cut short. */
  start(): void {
    this.#wanted = true;
    if (this.#socket === null) {
      this.#open();
    }
  }

  /** Ends the connection for good, until `start`. */
  stop(): void {
    this.#wanted = false;
    this.#failures = 0;
    this.#drop(NORMAL);
    this.#listener.statusChanged({ kind: 'off' });
  }

  /** Says something; what cannot be said, because the connection is gone, is the listener's to say again. */
  send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** The network came back: no reason to wait any longer. */
  networkAppeared(): void {
    if (this.#wanted && this.#socket === null) {
      this.#open();
    }
  }

  /** The network went: the connection is most likely dead, and waiting for it to time out helps nobody. */
  networkVanished(): void {
    if (this.#socket !== null) {
      this.#lose(ABNORMAL);
    }
  }

  /** The page was hidden or asleep, and its timers with it: time to look whether the connection still lives. */
  wokeUp(): void {
    this.#watch();
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#welcomedAt = null;
    this.#retryAfterMillis = 0;
    this.#listener.statusChanged({ kind: 'connecting' });
    const socket = this.#surroundings.openSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    socket.onopen = () => this.#listener.statusChanged({ kind: 'open' });
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code }) => this.#lose(code);
    this.#heardAt = Date.now();
    this.#silenceMillis = WELCOME_DUE_MILLIS;
    this.#watch();
  }

  #hear(frame: unknown): void {
    // Until it is welcomed, a server that talks without end is no better than a silent one.
    if (this.#welcomedAt !== null) {
      this.#heardAt = Date.now();
    }
    const message = typeof frame === 'string' ? parseServerMessage(frame) : null;
    if (message === null) {
      return;
    }
    if (message.type === 'welcome') {
      this.#welcomedAt = this.#heardAt = Date.now();
      this.#silenceMillis = 2_000 * message.heartbeatSeconds + HEARTBEAT_GRACE_MILLIS;
      this.#watch();
    } else if (message.type === 'closing') {
      this.#retryAfterMillis = message.retryAfterMillis ?? 0;
    }
    this.#listener.received(message);
  }

  /** Gives the connection up when nothing was heard for too long, and looks again when that could next be so. */
  #watch(): void {
    if (this.#socket === null) {
      return;
    }
    clearTimeout(this.#timer);
    // A clock that was turned back since says nothing about how long it was: counted from now then.
    this.#heardAt = Math.min(this.#heardAt, Date.now());
    const silence = Date.now() - this.#heardAt;
    if (silence >= this.#silenceMillis) {
      this.#lose(ABNORMAL);
    } else {
      this.#timer = setTimeout(() => this.#watch(), this.#silenceMillis - silence);
    }
  }

  #lose(code: number): void {
    if (this.#welcomedAt !== null && Date.now() - this.#welcomedAt >= STABLE_MILLIS) {
      this.#failures = 0;
    }
    this.#drop(NORMAL);
    const how = comeBack(code);
    if (how === 'never') {
      this.#wanted = false;
      this.#listener.statusChanged({ kind: 'refused', code });
    } else if (how === 'now' && this.#failures === 0) {
      this.#failures++;
      this.#open();
    } else {
      this.#wait(code);
    }
  }

  #wait(code: number): void {
    const millis = this.#retryAfterMillis + backOffMillis(this.#failures++, this.#surroundings.random());
    this.#timer = setTimeout(() => this.#open(), millis);
    this.#listener.statusChanged({ kind: 'waiting', until: Date.now() + millis, code });
  }

  /** Lets go of the socket at once: its end may take a while to come, and nobody waits for it. */
  #drop(code: number): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(code);
    }
  }
}

/** Where the server of this page listens. */
export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}
