// @vitest-environment happy-dom
import { createElement, Profiler } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { Store } from '../../src/app/store';
import { en } from '../../src/i18n/en';
import { reduce } from '../../src/state/reduce';
import { App } from '../../src/view/App';
import { inLobby } from '../state/harness';

it('is there to be written in before its messages are drawn', async () => {
  const store = new Store(inLobby().state, reduce, () => {});
  const place = document.body.appendChild(document.createElement('div'));
  const pictures: string[] = [];
  const note = () => {
    const [field, log] = [place.querySelector('#message-field'), place.querySelector('[role=log]')];
    pictures.push(`${field === null ? 'no' : 'a'} field, ${log === null ? 'no' : 'a'} log`);
  };
  const root = createRoot(place);
  root.render(createElement(Profiler, { id: 'page', onRender: note }, createElement(App, { store, texts: en })));
  await vi.waitFor(() => expect(place.querySelector('[role=log]')).not.toBeNull());
  expect(pictures[0]).toBe('a field, no log');
  root.unmount();
});
