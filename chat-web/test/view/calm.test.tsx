// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { inLobby } from '../state/harness';
import { done, show } from './show';

const root = document.documentElement;

describe('the look', () => {
  it('is the device’s until another one is chosen', () => {
    const { store } = show(inLobby());
    expect(root.dataset).toMatchObject({ theme: 'light', contrast: 'usual' });
    act(() => store.dispatch({ type: 'settingsChanged', change: { theme: 'dark', contrast: 'more' } }));
    expect(root.dataset).toMatchObject({ theme: 'dark', contrast: 'more' });
    act(() => store.dispatch({ type: 'settingsChanged', change: { theme: 'system', contrast: 'system' } }));
    expect(root.dataset).toMatchObject({ theme: 'light', contrast: 'usual' });
  });
});

describe('another language', () => {
  it('is spoken as soon as it is there', async () => {
    const { store } = show(inLobby());
    vi.useRealTimers();
    expect(screen.getByRole('heading', { name: 'Rooms' })).toBeTruthy();
    act(() => store.dispatch({ type: 'settingsChanged', change: { language: 'es' } }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Salas' })).toBeTruthy());
    // The document is told right after it is shown.
    await waitFor(() => expect(root.lang).toBe('es'));
  });
});

describe('a device without a network', () => {
  it('is told from a server that is away, and nothing is counted', () => {
    const { store, link } = show(inLobby());
    link({ kind: 'waiting', until: Date.now() + 5_000, code: 1006 });
    expect(screen.getByText('The connection was lost.')).toBeTruthy();
    act(() => store.dispatch({ type: 'networkChanged', online: false }));
    expect(screen.getByText(/^This device is offline\. What you write is kept/)).toBeTruthy();
    expect(screen.queryByText(/Trying again/)).toBeNull();
    act(() => store.dispatch({ type: 'networkChanged', online: true }));
    expect(screen.getByText('Trying again in 5 s.')).toBeTruthy();
  });
});

describe('a key', () => {
  const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  const opened = (key: object, target: () => Element = () => document.body) => {
    const { store } = show(inLobby());
    fireEvent.keyDown(target(), key);
    return store.state().over.kind;
  };

  it.each([
    ['Ctrl+K', { key: 'k', ctrlKey: true }, 'switcher'],
    ['Ctrl+K with capitals locked', { key: 'K', ctrlKey: true }, 'switcher'],
    ['Cmd+K', { key: 'K', metaKey: true }, 'none'],
    ['Ctrl+/', { key: '/', ctrlKey: true }, 'keys'],
    ['Ctrl+/ where that takes Shift', { key: '/', ctrlKey: true, shiftKey: true }, 'keys'],
    ['?', { key: '?', shiftKey: true }, 'keys'],
    ['AltGr+K', { key: 'k', ctrlKey: true, altKey: true }, 'none'],
    ['k', { key: 'k' }, 'none'],
    ['Ctrl+K of an input method', { key: 'k', ctrlKey: true, isComposing: true }, 'none'],
  ])('%s', (_, key, kind) => {
    expect(opened(key)).toBe(kind);
  });

  it('that is a letter is typed, in a field', () => {
    expect(opened({ key: '?' }, field)).toBe('none');
  });

  it('alone does nothing when that was switched off', () => {
    const { store } = show(inLobby().do({ type: 'settingsChanged', change: { singleKeys: false } }));
    fireEvent.keyDown(document.body, { key: '?' });
    fireEvent.keyDown(document.body, { key: '/' });
    expect(store.state()).toMatchObject({ over: { kind: 'none' }, side: { kind: 'none' } });
  });

  it('is left to what is chosen in a text', () => {
    const { store } = show(inLobby());
    fireEvent.change(field(), { target: { value: 'some words' } });
    field().setSelectionRange(0, 4);
    fireEvent.keyDown(field(), { key: 'k', ctrlKey: true });
    expect(store.state().over.kind).toBe('none');
    field().setSelectionRange(4, 4);
    fireEvent.keyDown(field(), { key: 'k', ctrlKey: true });
    expect(store.state().over.kind).toBe('switcher');
  });

  it('closes what is open before it reads all', () => {
    const { store } = show(inLobby().do({ type: 'searchOpened' }));
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(store.state().side.kind).toBe('none');
  });
});

describe('a newer version', () => {
  it('is told in a place that was there before, so that it is read aloud', () => {
    const { store } = show(inLobby());
    const places = screen.getAllByRole('status');
    act(() => {
      store.report({ type: 'outdated' });
      vi.advanceTimersByTime(20);
    });
    expect(places).toContain(screen.getByText('There is a new version of this page. What you are writing stays.'));
    fireEvent.click(screen.getByRole('button', { name: 'Reload' }));
    expect(done).toContain('reload');
  });
});
