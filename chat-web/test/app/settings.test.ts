// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepInStep } from '../../src/app/in-step';
import { parseSettings, settingsShelf } from '../../src/app/settings';
import { Store } from '../../src/app/store';
import { initialState, NOTHING_REMEMBERED } from '../../src/state/initial';
import { reduce } from '../../src/state/reduce';
import { USUAL_SETTINGS } from '../../src/state/settings';

const forbidden = (): Storage => {
  throw new DOMException('denied', 'SecurityError');
};

function open(storage?: () => Storage): Store {
  const shelf = settingsShelf(storage);
  const store = new Store(initialState(NOTHING_REMEMBERED, shelf.read()), reduce, () => undefined);
  keepInStep(store, shelf, {
    part: ({ settings }) => settings,
    taken: (change) => ({ type: 'settingsChanged', change }),
  });
  return store;
}

beforeEach(() => localStorage.clear());

describe('what is chosen', () => {
  it('is chosen on the next visit, too', () => {
    open().dispatch({ type: 'settingsChanged', change: { language: 'es', volume: 0.2 } });
    expect(open().state().settings).toEqual({ ...USUAL_SETTINGS, language: 'es', volume: 0.2 });
  });

  it('outlives the user', () => {
    const store = open();
    store.dispatch({ type: 'settingsChanged', change: { theme: 'dark' } });
    store.dispatch({ type: 'signedOut' });
    expect(store.state().settings.theme).toBe('dark');
    expect(open().state().settings.theme).toBe('dark');
  });

  it('is chosen in the other windows of the browser', () => {
    vi.useFakeTimers();
    const store = open();
    localStorage.setItem('chat-settings', JSON.stringify({ ...USUAL_SETTINGS, contrast: 'more' }));
    dispatchEvent(new StorageEvent('storage', { key: 'chat-settings' }));
    expect(store.state().settings.contrast).toBe('more');
    vi.useRealTimers();
  });

  it('is good for as long as the page is open where nothing may be kept', () => {
    const store = open(forbidden);
    store.dispatch({ type: 'settingsChanged', change: { language: 'es' } });
    expect(store.state().settings.language).toBe('es');
  });
});

describe('rubbish', () => {
  it.each([
    null,
    'dark',
    7,
    [],
    { language: 'xx', theme: 1, contrast: null, desktop: 'yes', sound: 0, volume: 7, quiet: 'night', singleKeys: [] },
    { quiet: { on: 'yes', from: -1, to: 1_440 }, volume: Number.NaN },
    { quiet: { on: null, from: 1.5, to: '7' }, language: { toString: 'en' } },
  ])('%j is as good as nothing', (kept) => {
    expect(parseSettings(kept)).toEqual(USUAL_SETTINGS);
  });

  it('that is no JSON is as good as nothing', () => {
    localStorage.setItem('chat-settings', '{"theme":"da');
    expect(open().state().settings).toEqual(USUAL_SETTINGS);
  });

  it('does not spoil what stands beside it', () => {
    const kept = { language: 'es', theme: 'purple', quiet: { on: true, from: 60, to: 'x' } };
    expect(parseSettings(kept)).toEqual({
      ...USUAL_SETTINGS,
      language: 'es',
      quiet: { on: true, from: 60, to: USUAL_SETTINGS.quiet.to },
    });
  });
});
