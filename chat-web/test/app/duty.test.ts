import { describe, expect, it } from 'vitest';
import { Duty } from '../../src/app/duty';

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
  return { locks, duties, held: () => duties.map(({ held }) => held) };
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
  expect(old.held).toBe(true);
  young.serve('ana', true);
  await settle();
  expect([old.held, young.held]).toEqual([false, true]);
});

it('a window alone is on duty where there are no locks', () => {
  expect(new Duty(undefined).held).toBe(true);
});
