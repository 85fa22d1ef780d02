// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en';
import { pt } from '../../src/i18n/pt';
import type { ServerMessage } from '../../src/protocol/messages';
import { BIA, CAIO, inLobby, ME, mine, type Page } from '../state/harness';
import { show } from './show';

const DIRECT = `~d${'a'.repeat(25)}`;
const author = ({ id, name }: typeof BIA) => ({ id, name });
const seen = (user: typeof BIA, seq: number): ServerMessage => ({
  type: 'seen',
  room: DIRECT,
  user: author(user),
  seq,
});

/** Where one talks to these, with two messages of one's own. */
function talking(...people: (typeof BIA)[]): Page {
  const page = inLobby();
  const asked = [...page.state.requests].find(([, { kind }]) => kind === 'myRooms')?.[0] ?? 0;
  const mark = { room: DIRECT, seq: 0, unread: 0, asOf: 2 };
  const about = { room: DIRECT, visibility: 'direct', title: '', role: 'member', seq: 2 } as const;
  page.hear({ type: 'myRooms', id: asked, rooms: [{ ...about, people: people.map(author), mark }], more: false });
  page.do({ type: 'roomChosen', room: DIRECT });
  const own = (seq: number) => ({ ...mine(seq, `c${seq}`, `message ${seq}`), room: DIRECT });
  return page
    .joined(0, { room: DIRECT, members: [ME] })
    .live(DIRECT)
    .hear(own(1), own(2));
}

const row = (text: string) => within(screen.getByText(text).closest('li')!);

describe('under a message of one’s own', () => {
  it('stands that the other one has seen it', () => {
    const { hear } = show(talking(BIA));
    expect(screen.queryByText(en.seen.seen)).toBeNull();

    hear(seen(BIA, 1));
    expect(row('message 1').getByText('Seen')).toBeTruthy();
    hear(seen(BIA, 2));
    expect(row('message 2').getByText('Seen')).toBeTruthy();
    expect(screen.getAllByText('Seen')).toHaveLength(1);
  });

  it('stands who of several has', () => {
    const { hear } = show(talking(BIA, CAIO));
    hear(seen(BIA, 2), seen(CAIO, 1));
    expect(row('message 1').getByText('Seen by Caio')).toBeTruthy();
    expect(row('message 2').getByText('Seen by Bia')).toBeTruthy();
    hear(seen(CAIO, 2));
    expect(row('message 2').getByText('Seen by Bia and Caio')).toBeTruthy();
  });

  it('is said in the page’s language, and not read out unasked', () => {
    const { hear } = show(talking(BIA, CAIO), pt);
    hear(seen(BIA, 2), seen(CAIO, 2));
    const line = row('message 2').getByText('Visto por Bia e Caio');
    expect(line.closest('[aria-live]')?.getAttribute('aria-live')).toBe('off');
  });
});
