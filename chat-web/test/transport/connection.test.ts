// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '../../src/protocol/messages';
import { backOffMillis } from '../../src/protocol/backoff';
import { Connection, socketUrl, type ConnectionStatus } from '../../src/transport/connection';

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly all: FakeSocket[] = [];
  readyState: number = WebSocket.CONNECTING;
  readonly sent: string[] = [];
  closedWith: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  readonly url: string;
  readonly subprotocol: string;

  constructor(url: string, subprotocol: string) {
    this.url = url;
    this.subprotocol = subprotocol;
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (socket === undefined) {
      throw new Error('socket: none (expected: one was opened)');
    }
    return socket;
  }

  send(frame: string): void {
    this.sent.push(frame);
  }

  close(code?: number): void {
    this.closedWith = code;
    this.readyState = WebSocket.CLOSING;
  }

  open(): this {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
    return this;
  }

  say(message: unknown): this {
    this.onmessage?.({ data: JSON.stringify(message) });
    return this;
  }

  welcome(heartbeatSeconds = 25): this {
    return this.say({
      type: 'welcome',
      user: { id: 'u', name: 'Ana', color: '#000000', initials: 'A' },
      token: 't',
      epoch: 'e',
      limits: {
        frameBytes: 1,
        textCodePoints: 1,
        roomsPerConnection: 1,
        resumeEvents: 1,
        historyPage: 1,
        sendBurst: 1,
        sendsPerSecond: 1,
      },
      heartbeatSeconds,
    });
  }

  end(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code });
  }
}

let statuses: ConnectionStatus[];
let heard: ServerMessage[];
let random: number;
let connection: Connection;

const kinds = () => statuses.map(({ kind }) => kind);
const status = () => statuses.at(-1);
/** How long the connection says it will wait. */
const waits = () => {
  const last = status();
  return last?.kind === 'waiting' ? last.until - Date.now() : null;
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
  statuses = [];
  heard = [];
  random = 0;
  connection = new Connection(
    'ws://host/ws',
    { statusChanged: (now) => statuses.push(now), received: (message) => heard.push(message) },
    {
      openSocket: (url, subprotocol) => new FakeSocket(url, subprotocol) as unknown as WebSocket,
      random: () => random,
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
});

describe('connecting', () => {
  it('opens one socket with the subprotocol', () => {
    connection.start();
    connection.start();
    expect(FakeSocket.all).toMatchObject([{ url: 'ws://host/ws', subprotocol: 'chat.v1' }]);
    FakeSocket.last.open();
    expect(kinds()).toEqual(['connecting', 'open']);
  });

  it('passes on what it understands, and nothing else', () => {
    connection.start();
    FakeSocket.last.open().welcome().say({ type: 'live', room: 'lobby' }).say({ type: 'news' }).say([]);
    FakeSocket.last.onmessage?.({ data: new ArrayBuffer(4) });
    expect(heard.map(({ type }) => type)).toEqual(['welcome', 'live']);
  });

  it('sends JSON while it is open, and drops what cannot be sent', () => {
    connection.send({ type: 'rooms', id: 1 });
    connection.start();
    connection.send({ type: 'rooms', id: 2 });
    FakeSocket.last.open();
    connection.send({ type: 'rooms', id: 3 });
    expect(FakeSocket.last.sent).toEqual(['{"type":"rooms","id":3}']);
  });

  it('listens where the page came from', () => {
    expect(socketUrl({ protocol: 'http:', host: 'localhost:8765' })).toBe('ws://localhost:8765/ws');
    expect(socketUrl({ protocol: 'https:', host: 'chat.example' })).toBe('wss://chat.example/ws');
  });
});

describe('a close code', () => {
  it.each([1000, 1002, 1003, 1007, 1008, 4001, 4042])('%i: does not come back', (code) => {
    connection.start();
    FakeSocket.last.open().welcome().end(code);
    expect(status()).toEqual({ kind: 'refused', code });
    vi.advanceTimersByTime(3_600_000);
    connection.networkAppeared();
    expect(FakeSocket.all).toHaveLength(1);
  });

  it.each([1001, 1005, 1006, 1009, 1011, 1012, 1013, 1015, 4100, 4150])('%i: comes back after a wait', (code) => {
    connection.start();
    FakeSocket.last.open().welcome().end(code);
    expect(status()).toEqual({ kind: 'waiting', until: Date.now() + 500, code });
    vi.advanceTimersByTime(499);
    expect(FakeSocket.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it.each([4200, 4201, 4250])('%i: comes back at once', (code) => {
    connection.start();
    FakeSocket.last.open().welcome().end(code);
    expect(FakeSocket.all).toHaveLength(2);
    expect(status()).toEqual({ kind: 'connecting' });
  });

  it('4201 again and again does not make the page hammer at the server', () => {
    connection.start();
    FakeSocket.last.open().welcome().end(4201);
    FakeSocket.last.open().welcome().end(4201);
    expect(FakeSocket.all).toHaveLength(2);
    expect(waits()).toBeGreaterThanOrEqual(500);
  });

  it('after a while of good connection starts from the beginning', () => {
    random = 0.999;
    connection.start();
    for (let i = 0; i < 6; i++) {
      FakeSocket.last.end(1006);
      vi.runOnlyPendingTimers();
    }
    FakeSocket.last.open().welcome();
    vi.advanceTimersByTime(10_000);
    FakeSocket.last.end(1006);
    expect(waits()).toBeLessThanOrEqual(1_000);
  });

  it('waits at least as long as the server asked for', () => {
    connection.start();
    FakeSocket.last.open().welcome().say({ type: 'closing', code: 1012, reason: 'r', retryAfterMillis: 5_000 });
    FakeSocket.last.end(1012);
    expect(waits()).toBe(5_500);
  });
});

describe('the wait', () => {
  it('is anything between half a second and a ceiling that doubles up to 20 s', () => {
    const bounds = Array.from({ length: 8 }, (_, failures) => [
      backOffMillis(failures, 0),
      backOffMillis(failures, 0.999_999),
    ]);
    expect(bounds).toEqual([
      [500, 1_000],
      [500, 2_000],
      [500, 4_000],
      [500, 8_000],
      [500, 16_000],
      [500, 20_000],
      [500, 20_000],
      [500, 20_000],
    ]);
    expect(backOffMillis(1_000_000, 0.5)).toBeLessThanOrEqual(20_000);
  });

  it('grows while no connection comes about', () => {
    random = 0.999_999;
    connection.start();
    const seen = [];
    for (let i = 0; i < 7; i++) {
      FakeSocket.last.end(1006);
      seen.push(waits());
      vi.runOnlyPendingTimers();
    }
    expect(seen).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  it('is cut short by the user and by the network', () => {
    connection.start();
    FakeSocket.last.end(1006);
    connection.start();
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.end(1006);
    connection.networkAppeared();
    expect(FakeSocket.all).toHaveLength(3);
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.all).toHaveLength(3);
  });

  it('ends when nobody wants the connection any more', () => {
    connection.start();
    FakeSocket.last.end(1006);
    connection.stop();
    vi.advanceTimersByTime(60_000);
    connection.networkAppeared();
    expect(FakeSocket.all).toHaveLength(1);
    expect(status()).toEqual({ kind: 'off' });
  });
});

describe('a silent connection', () => {
  it('is given up when it does not open or greet in time', () => {
    connection.start();
    vi.advanceTimersByTime(10_000);
    FakeSocket.last.open();
    vi.advanceTimersByTime(4_999);
    expect(FakeSocket.last.closedWith).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(FakeSocket.last.closedWith).toBe(1000);
    expect(status()).toMatchObject({ kind: 'waiting', code: 1006 });
  });

  it('is given up after two heartbeats and a little', () => {
    connection.start();
    FakeSocket.last.open().welcome(25);
    vi.advanceTimersByTime(59_999);
    expect(kinds()).toEqual(['connecting', 'open']);
    vi.advanceTimersByTime(1);
    expect(status()).toMatchObject({ kind: 'waiting', code: 1006 });
  });

  it('lives as long as anything is heard', () => {
    connection.start();
    FakeSocket.last.open().welcome(25);
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(59_000);
      FakeSocket.last.say({ type: 'ping' });
    }
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('is found out as soon as a sleeping page wakes up', () => {
    connection.start();
    FakeSocket.last.open().welcome(25);
    vi.setSystemTime(Date.now() + 3_600_000);
    connection.wokeUp();
    expect(status()).toMatchObject({ kind: 'waiting' });
  });

  it('is found out in twice the time at most when the clock is turned back meanwhile', () => {
    connection.start();
    FakeSocket.last.open().welcome(25);
    vi.setSystemTime(Date.now() - 24 * 3_600_000);
    vi.advanceTimersByTime(2 * 60_000);
    expect(status()).toMatchObject({ kind: 'waiting' });
  });

  it('is let go of at once when the network goes', () => {
    connection.start();
    const socket = FakeSocket.last.open().welcome();
    connection.networkVanished();
    expect(socket.closedWith).toBe(1000);
    expect(status()).toMatchObject({ kind: 'waiting', code: 1006 });
    socket.say({ type: 'live', room: 'lobby' }).end(1000);
    expect(heard.map(({ type }) => type)).toEqual(['welcome']);
    expect(kinds()).toEqual(['connecting', 'open', 'waiting']);
  });

  it('does not wake up when there is none', () => {
    connection.wokeUp();
    connection.networkVanished();
    connection.networkAppeared();
    expect(statuses).toEqual([]);
  });
});
