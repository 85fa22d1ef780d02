// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { Memory } from '../../src/app/memory';
import { followSignOuts } from '../../src/app/sign-outs';
import { Store } from '../../src/app/store';
import type { Effect } from '../../src/state/model';
import { reduce } from '../../src/state/reduce';
import { inLobby, type Page } from '../state/harness';

let memory: Memory;
let effects: Effect[];

beforeEach(() => {
  localStorage.clear();
  memory = new Memory();
  effects = [];
});

/** A window of this browser, and what another one does. */
function windowOf({ state }: Page): Store {
  const store = new Store(state, reduce, (effect) => effects.push(effect));
  followSignOuts(store, memory);
  return store;
}

function removed(): void {
  window.dispatchEvent(new StorageEvent('storage', { key: 'chat', newValue: null }));
}

it('signs a guest out who signed out in another window, and whoever came in since stays', () => {
  const store = windowOf(inLobby(1));
  memory.keep({ name: 'Bia', token: 'b', user: 'bia' });
  removed();
  expect(store.state()).toMatchObject({ owner: null, session: { phase: 'naming', name: '', token: null } });
  expect(effects).toEqual([{ do: 'disconnect' }, { do: 'forget', owner: 'me' }]);
});

it('leaves alone who may come back, and what is changed otherwise', () => {
  const store = windowOf(inLobby(1));
  memory.keep({ name: 'Ana', token: 'token of me' });
  removed();
  localStorage.clear();
  window.dispatchEvent(new StorageEvent('storage', { key: 'chat', newValue: '{}' }));
  window.dispatchEvent(new StorageEvent('storage', { key: 'chat-settings', newValue: null }));
  expect(store.state().session.phase).toBe('inside');
});

it('leaves an account to the server, which ends all of its windows', () => {
  const page = inLobby(1);
  const { session } = page.state;
  if (session.phase === 'inside') {
    page.state = { ...page.state, session: { ...session, pass: { kind: 'account', access: null } } };
  }
  const store = windowOf(page);
  removed();
  expect(store.state().session.phase).toBe('inside');
});
