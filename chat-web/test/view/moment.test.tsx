// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { messageLink } from '../../src/app/link';
import { inLobby, posted, under } from '../state/harness';
import { show } from './show';

const AT = 10 * 3_600_000;
const lines = () =>
  within(screen.getByRole('log'))
    .getAllByRole('listitem')
    .filter((it) => 'seq' in it.dataset);
const links = () => within(screen.getByRole('log')).getAllByRole('link', { name: /^Link to this message, \d/ });

it('the time of a message is the link to it, and one of the timeline is reached by Tab', () => {
  const { hear } = show(inLobby(1));
  // Of the same author at once, so that it has no head of its own.
  hear(posted(2), posted(3, { at: posted(3).at + AT }));
  expect(lines().map((it) => it.classList.contains('continues'))).toEqual([false, true, false]);
  expect(links().map((it) => it.getAttribute('href'))).toEqual(
    [1, 2, 3].map((seq) => messageLink(location, 'lobby', seq)),
  );
  expect(lines().map((it) => within(it).getAllByRole('link').length)).toEqual([1, 1, 1]);
  expect(links().map((it) => it.tabIndex)).toEqual([-1, -1, 0]);
  fireEvent.keyDown(lines()[2]!, { key: 'ArrowUp' });
  expect(links().map((it) => it.tabIndex)).toEqual([-1, 0, -1]);
});

it('of a direct message there is none', () => {
  show(under({ visibility: 'direct' }));
  expect(within(screen.getByRole('log')).queryByRole('link')).toBeNull();
  expect(lines()[0]?.querySelector('time')?.dateTime).toBe('2026-01-01T10:00:01.000Z');
});
