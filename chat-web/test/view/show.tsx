import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { Store } from '../../src/app/store';
import { en } from '../../src/i18n/en';
import type { ClientMessage, ServerMessage } from '../../src/protocol/messages';
import type { LinkReport } from '../../src/state/actions';
import type { Request } from '../../src/state/model';
import { reduce } from '../../src/state/reduce';
import { App } from '../../src/view/App';
import { Page } from '../state/harness';

/** What the page said to the server, and what else it wanted done, since the test began. */
export const said: ClientMessage[] = [];
export const done: string[] = [];

beforeEach(() => {
  said.length = 0;
  done.length = 0;
  vi.useFakeTimers({ now: new Page().now });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The whole page on a given state, without a network. */
export function show(page: Page, texts = en) {
  const store = new Store(page.state, reduce, (effect) => {
    done.push(effect.do);
    if (effect.do === 'say') {
      said.push(effect.message);
    }
  });
  render(<App store={store} texts={texts} />);
  const report = (happening: Parameters<Store['report']>[0]) =>
    act(() => {
      store.report(happening);
      vi.advanceTimersByTime(20);
    });
  return {
    store,
    hear: (...messages: ServerMessage[]) => messages.forEach((message) => report({ type: 'received', message })),
    /** The number of a request that has no answer yet. */
    asked: (kind: Request['kind']) => {
      const [id] = [...store.state().requests].find(([, request]) => request.kind === kind) ?? [];
      if (id === undefined) {
        throw new Error(`asked: no ${kind} (expected: one without an answer)`);
      }
      return id;
    },
    link: (link: LinkReport) => report({ type: 'linkChanged', link }),
  };
}
