import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frames } from '../../src/app/redraws';
import { Store } from '../../src/app/store';
import type { Effect } from '../../src/state/model';
import { reduce } from '../../src/state/reduce';
import { inLobby, posted } from '../state/harness';

beforeEach(() => vi.useFakeTimers({ now: inLobby().now }));
afterEach(() => vi.useRealTimers());

const FRAME_MILLIS = 16;

/** A screen whose frames come by the clock of the test. */
const frames: Frames = {
  now: () => Date.now(),
  next: (callback) => void setTimeout(callback, FRAME_MILLIS),
  after: (millis, callback) => void setTimeout(callback, millis),
};

function storeInLobby(perform: (effect: Effect) => void = () => undefined) {
  const store = new Store(inLobby(1).state, reduce, perform, frames);
  const draws = vi.fn();
  store.subscribe(draws);
  return { store, draws };
}

describe('the store', () => {
  it('shows at once what the user does', () => {
    const { store, draws } = storeInLobby();
    store.dispatch({ type: 'drafted', room: 'lobby', text: 'h' });
    expect(draws).toHaveBeenCalledTimes(1);
    expect(store.state().rooms.get('lobby')?.draft).toBe('h');
  });

  it('draws a burst from the network once', () => {
    const { store, draws } = storeInLobby();
    for (let seq = 2; seq < 100; seq++) {
      store.report({ type: 'received', message: posted(seq) });
    }
    expect(draws).not.toHaveBeenCalled();
    expect(store.state().rooms.get('lobby')?.last).toBe(99);
    vi.advanceTimersByTime(20);
    expect(draws).toHaveBeenCalledTimes(1);
  });

  it('has effects done in order, and what they bring about after them', () => {
    const seen: string[] = [];
    const { store } = storeInLobby((effect) => {
      seen.push(effect.do);
      if (effect.do === 'disconnect') {
        store.report({ type: 'linkChanged', link: { kind: 'off' } });
        seen.push(store.state().link.kind);
      }
    });
    store.dispatch({ type: 'signedOut' });
    expect(seen).toEqual(['disconnect', 'off', 'forget']);
    expect(store.state().link.kind).toBe('off');
  });

  it('wakes up when something is due', () => {
    const { store, draws } = storeInLobby();
    store.report({
      type: 'received',
      message: { type: 'typing', room: 'lobby', user: { id: 'bia', name: 'Bia' } },
    });
    vi.advanceTimersByTime(4_900);
    expect(store.state().rooms.get('lobby')?.typing).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(store.state().rooms.get('lobby')?.typing).toEqual([]);
    expect(draws).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells nobody who does not listen any more', () => {
    const { store } = storeInLobby();
    const listener = vi.fn();
    store.subscribe(listener)();
    store.dispatch({ type: 'drafted', room: 'lobby', text: 'h' });
    expect(listener).not.toHaveBeenCalled();
  });

  it('goes on with what waited when the clock is turned back', () => {
    const said: string[] = [];
    const { store } = storeInLobby((effect) => effect.do === 'say' && said.push(effect.message.type));
    store.dispatch({ type: 'drafted', room: 'lobby', text: 'one' });
    store.dispatch({ type: 'submitted', room: 'lobby', cid: 'c1' });
    const id = [...store.state().requests.keys()].at(-1) ?? 0;
    const refusal = { type: 'error', id, code: 'overloaded', message: '', cid: 'c1', retryAfterMillis: 1_000 } as const;
    store.report({ type: 'received', message: refusal });
    said.length = 0;
    vi.setSystemTime(Date.now() - 24 * 3_600_000);
    vi.advanceTimersByTime(1_100);
    expect(said).toContain('send');
  });
});
