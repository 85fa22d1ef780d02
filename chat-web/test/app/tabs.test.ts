import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Tabs, type Surroundings } from '../../src/app/tabs';

/** The locks of one browser, as the specification has them: exclusive, first come, first served. */
class Locks {
  readonly #queues = new Map<string, { who: object; run: () => Promise<unknown> }[]>();

  /** What one window sees of them. */
  of(window: object): Pick<LockManager, 'request' | 'query'> {
    const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
      const work = rest.at(-1) as (lock: Lock | null) => unknown;
      const { ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as LockOptions;
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (ifAvailable && queue.length > 0) {
        return Promise.resolve(work(null));
      }
      return new Promise((done, fail) => {
        const run = async () => Promise.resolve(work({ name, mode: 'exclusive' })).then(done, fail);
        queue.push({ who: window, run });
        if (queue.length === 1) {
          this.#serve(name);
        }
      });
    };
    const query = () => {
      const held = [...this.#queues].filter(([, queue]) => queue.length > 0).map(([name]) => ({ name }));
      return Promise.resolve({ held, pending: [] });
    };
    return { request, query } as unknown as Pick<LockManager, 'request' | 'query'>;
  }

  /** A window goes, with all it holds and waits for. */
  end(window: object): void {
    for (const [name, queue] of this.#queues) {
      const held = queue[0]?.who === window;
      queue.splice(0, Infinity, ...queue.filter(({ who }) => who !== window));
      if (held) {
        this.#serve(name);
      }
    }
  }

  #serve(name: string): void {
    const queue = this.#queues.get(name) ?? [];
    const [first] = queue;
    void first?.run().finally(() => {
      if (queue[0] === first) {
        queue.shift();
        this.#serve(name);
      }
    });
  }
}

let locks: Locks;
let ids: number;
let channels: { onmessage: ((event: MessageEvent) => void) | null }[];

beforeEach(() => {
  vi.useFakeTimers();
  locks = new Locks();
  ids = 0;
  channels = [];
});

function surroundings(window: object, kept = new Map<string, string>()): Surroundings {
  return {
    locks: locks.of(window),
    storage: () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }),
    channel: () => {
      const own: (typeof channels)[number] = { onmessage: null };
      channels.push(own);
      const postMessage = (data: unknown) =>
        channels.filter((it) => it !== own).forEach((it) => it.onmessage?.({ data } as MessageEvent));
      return Object.assign(own, { postMessage }) as unknown as BroadcastChannel;
    },
    newId: () => `t${++ids}`,
  };
}

const isAlive = (tabs: Tabs, id: string) => tabs.settle((alive) => Promise.resolve(alive(id)));

describe('a window', () => {
  it('is known to the others while it lives', async () => {
    const [a, b] = [{}, {}];
    const first = await Tabs.open(surroundings(a));
    const second = await Tabs.open(surroundings(b));
    expect(await isAlive(second, first.id)).toBe(true);
    locks.end(a);
    expect(await isAlive(second, first.id)).toBe(false);
  });

  it('stays the same when it is loaded anew', async () => {
    const [before, after, kept] = [{}, {}, new Map<string, string>()];
    const first = await Tabs.open(surroundings(before, kept));
    locks.end(before);
    expect((await Tabs.open(surroundings(after, kept))).id).toBe(first.id);
  });

  it('that was doubled is another one', async () => {
    const kept = new Map<string, string>();
    const first = await Tabs.open(surroundings({}, kept));
    const second = await Tabs.open(surroundings({}, new Map(kept)));
    expect(second.id).not.toBe(first.id);
    expect(await isAlive(first, second.id)).toBe(true);
  });

  it('has a name where nothing can be kept, or locked', async () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const poor = { ...surroundings({}), locks: undefined, storage: forbidden };
    const tabs = await Tabs.open(poor);
    expect(tabs.id).toBe('t1');
    expect(await isAlive(tabs, 'another')).toBe(false);
    await tabs.watch(() => expect.unreachable());
  });
});

describe('the others', () => {
  it('learn that it is gone, those that were there before it and those that came after', async () => {
    const [a, b, c] = [{}, {}, {}];
    const [old, gone, late] = [vi.fn(), vi.fn(), vi.fn()];
    await (await Tabs.open(surroundings(a))).watch(old);
    await (await Tabs.open(surroundings(b))).watch(gone);
    await (await Tabs.open(surroundings(c))).watch(late);
    locks.end(b);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(old).toHaveBeenCalledOnce();
    expect(late).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
  });

  it('leave it the time to come back', async () => {
    const [a, b, again, kept] = [{}, {}, {}, new Map<string, string>()];
    const first = await Tabs.open(surroundings(a));
    const told = vi.fn();
    await first.watch(told);
    const second = await Tabs.open(surroundings(b, kept));
    await second.watch(() => undefined);
    locks.end(b);
    await vi.advanceTimersByTimeAsync(500);
    await Tabs.open(surroundings(again, kept));
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await isAlive(first, second.id)).toBe(true);
  });

  it('settle what is left one after the other', async () => {
    const [first, second] = [await Tabs.open(surroundings({})), await Tabs.open(surroundings({}))];
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await vi.advanceTimersByTimeAsync(10);
      steps.push(`${name} ends`);
    };
    await Promise.all([first.settle(work('first')), second.settle(work('second'))]);
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });
});
