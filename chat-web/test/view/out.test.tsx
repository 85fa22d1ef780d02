// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import { fetchReader } from '../../src/words/words';
import { inLobby, posted } from '../state/harness';
import { show } from './show';

beforeAll(fetchReader);

it('a link out of the page says that it opens in a new window, one within does not', () => {
  const here = `${location.origin}/#room=jazz`;
  show(inLobby()).hear(posted(1, { text: `[out](https://x.example) and ${here}` }));
  const links = within(screen.getByRole('log'));
  const description = 'Opens in a new window';
  expect(links.getAllByRole('link', { description }).map(({ textContent }) => textContent)).toEqual(['out']);
  expect(links.getAllByRole('link').filter((it) => it.closest('.text'))).toHaveLength(2);
});
