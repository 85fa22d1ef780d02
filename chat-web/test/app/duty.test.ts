import { describe, expect, it, vi } from 'vitest';
import { Duty } from '../../src/app/duty';
import { Lease, LEASE_MILLIS } from '../../src/app/lease';

interface Waiting {
  readonly grant: () => void;
  readonly fail: () => void;
}

/** Locks as a browser has them, for all its windows: one holds, the others stand in line, and stealing comes first. */
class Locks {
  readonly #line: Waiting[] = [];
  #holder: Waiting | null = null;

  readonly manager = {
    request: (_name: string, { steal = false, signal }: LockOptions, hold: () => Promise<void> | undefined) =>
      new Promise<void>((resolve, reject) => {
        const fail = () => reject(new DOMException('stolen', 'AbortError'));
        const waiting: Waiting = {
          grant: () => {
            this.#holder = waiting;
            void Promise.resolve(hold()).then(() => {
              if (this.#holder === waiting) {
                this.#holder = null;
                this.#next();
              }
              resolve();
            });
          },
          fail,
        };
        signal?.addEventListener('abort', () => {
          const place = this.#line.indexOf(waiting);
          if (place >= 0) {
            this.#line.splice(place, 1);
            fail();
          }
        });
        if (steal) {
          this.#holder?.fail();
          waiting.grant();
        } else {
          this.#line.push(waiting);
          this.#next();
        }
      }),
  } as unknown as LockManager;

  get waiting(): number {
    return this.#line.length;
  }

  #next(): void {
    if (this.#holder === null) {
      this.#line.shift()?.grant();
    }
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function windows(count: number) {
  const locks = new Locks();
  const duties = Array.from({ length: count }, () => new Duty(locks.manager));
  duties.forEach((duty) => duty.serve('ana', false));
  await settle();
  return { locks, duties, held: () => duties.map((duty) => duty.isOnDuty()) };
}

describe('of several windows', () => {
  it('one is on duty', async () => {
    const { held } = await windows(3);
    expect(held()).toEqual([true, false, false]);
  });

  it('the one that was looked at last is', async () => {
    const { duties, held, locks } = await windows(3);
    for (const [i, duty] of [2, 0, 1, 2].map((place) => [place, duties[place]] as const)) {
      duty?.take();
      await settle();
      expect(held()).toEqual([0, 1, 2].map((place) => place === i));
      // Each stands in line once, or they would be more and more.
      expect(locks.waiting).toBeLessThanOrEqual(2);
    }
  });

  it('another one takes over when it ends', async () => {
    const { duties, held } = await windows(2);
    duties[0]?.serve(null, false);
    await settle();
    expect(held()).toEqual([false, true]);
  });
});

it('a window that opens before somebody’s eyes is on duty as soon as it is known whose it is', async () => {
  const locks = new Locks();
  const [old, young] = [new Duty(locks.manager), new Duty(locks.manager)];
  old.serve('ana', true);
  await settle();
  young.serve(null, true);
  young.take();
  await settle();
  expect(old.isOnDuty()).toBe(true);
  young.serve('ana', true);
  await settle();
  expect([old.isOnDuty(), young.isOnDuty()]).toEqual([false, true]);
});

it('where locks are refused windows go by what is kept, and do not ask for ever', async () => {
  // Whoever asks so often would ask for ever, and nothing else would be done on the page.
  const request = vi.fn(() =>
    request.mock.calls.length < 100
      ? Promise.reject(new DOMException('denied', 'SecurityError'))
      : new Promise<void>(() => undefined),
  );
  const kept = new Map<string, string>();
  const duties = [0, 1].map(
    (i) => new Duty({ request } as unknown as LockManager, new Lease(`w${i}`, storageOf(kept))),
  );
  duties.forEach((duty, i) => duty.serve('ana', i === 1));
  await settle();
  expect(duties.map((duty) => duty.isOnDuty())).toEqual([false, true]);
  duties[0]?.take();
  await settle();
  expect(duties.map((duty) => duty.isOnDuty())).toEqual([true, false]);
  expect(request).toHaveBeenCalledTimes(2);
  duties.forEach((duty) => duty.serve(null, false));
});

function storageOf(kept: Map<string, string>): () => Storage {
  return () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }) as unknown as Storage;
}

describe('without locks', () => {
  /** Windows of one browser, on plain http. */
  function windowsOf(count: number, kept = new Map<string, string>()) {
    const storage = storageOf(kept);
    const duties = Array.from({ length: count }, (_, i) => new Duty(undefined, new Lease(`w${i}`, storage)));
    duties.forEach((duty) => duty.serve('ana', false));
    return { duties, kept, held: () => duties.map((duty) => duty.isOnDuty()) };
  }

  it('one window is on duty all the same: the one that was looked at last', () => {
    const { duties, held } = windowsOf(3);
    expect(held()).toEqual([true, false, false]);
    duties[2]?.take();
    expect(held()).toEqual([false, false, true]);
    duties[1]?.take();
    expect(held()).toEqual([false, true, false]);
  });

  it('another one takes over when that ends, or is nobody’s any more', () => {
    const { duties, held } = windowsOf(2);
    expect(held()).toEqual([true, false]);
    duties[0]?.serve(null, false);
    expect(duties[1]?.isOnDuty()).toBe(true);
  });

  it('each user has their own', () => {
    const { duties, held, kept } = windowsOf(3);
    duties[0]?.take();
    duties[1]?.serve('bia', true);
    expect(held()).toEqual([true, true, false]);
    // Who goes on as somebody else leaves it to another window.
    duties[0]?.serve('bia', false);
    expect(held()).toEqual([false, true, true]);
    expect(Object.keys(JSON.parse(kept.get('chat-duty') ?? ''))).toEqual(['bia', 'ana']);
  });

  it('nobody has it of whom there is no window', () => {
    const { duties, kept } = windowsOf(1);
    duties[0]?.serve(null, true);
    duties[0]?.take();
    expect(duties[0]?.isOnDuty()).toBe(false);
    expect(kept.size).toBe(0);
  });

  it('a window that goes says so, and one of the others takes its place at once', () => {
    const own = new EventTarget();
    vi.stubGlobal('window', own);
    const kept = new Map<string, string>();
    const { duties } = windowsOf(1, kept);
    duties[0]?.take();
    own.dispatchEvent(new Event('pagehide'));
    expect(kept.get('chat-duty')).toBe('{}');
    own.dispatchEvent(Object.assign(new Event('storage'), { key: 'chat-duty' }));
    expect(kept.get('chat-duty')).toContain('ana');
    duties[0]?.serve(null, false);
    vi.unstubAllGlobals();
  });

  it('one that is in the background for long stays on duty, and one that crashed does not', () => {
    vi.useFakeTimers();
    const { duties, held, kept } = windowsOf(2);
    duties[1]?.take();
    vi.advanceTimersByTime(10 * LEASE_MILLIS);
    expect(held()).toEqual([false, true]);
    vi.clearAllTimers();
    vi.advanceTimersByTime(LEASE_MILLIS);
    expect(held()).toEqual([true, false]);
    // Nor does rubbish, or a clock that was ahead, keep anybody from it.
    const ahead = { by: 'w9', until: Date.now() + 10 * LEASE_MILLIS };
    for (const rubbish of ['{', '7', 'null', '{"ana":7}', '{"ana":{"by":"w9"}}', JSON.stringify({ ana: ahead })]) {
      kept.set('chat-duty', rubbish);
      expect(held()).toEqual([true, false]);
    }
    vi.useRealTimers();
  });

  it('each is where nothing can be kept', () => {
    const forbidden = (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    };
    const duties = [0, 1].map((i) => new Duty(undefined, new Lease(`w${i}`, forbidden)));
    duties.forEach((duty) => duty.serve('ana', true));
    expect(duties.map((duty) => duty.isOnDuty())).toEqual([true, true]);
    duties.forEach((duty) => duty.serve(null, false));
  });
});
