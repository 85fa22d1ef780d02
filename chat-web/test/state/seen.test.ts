import { describe, expect, it } from 'vitest';
import type { SeenMark, ServerMessage } from '../../src/protocol/messages';
import { LIMITS } from '../../src/protocol/messages';
import { seenBy } from '../../src/state/seen';
import { isPosted } from '../../src/state/window';
import { BIA, CAIO, EPOCH, inLobby, ME, mine, type Page, posted, range } from './harness';

const mark = (user: typeof BIA, seq: number): SeenMark => ({ user: { id: user.id, name: user.name }, seq });
const seen = (user: typeof BIA, seq: number): ServerMessage => ({ type: 'seen', room: 'lobby', ...mark(user, seq) });

/** Who stands under which message. */
function shown(page: Page): Record<number, string[]> {
  const own = page
    .room()
    .window.events.filter(isPosted)
    .filter(({ from }) => from.id === ME.id);
  const under = own.map(({ seq }) => [seq, seenBy(page.room(), seq, ME.id).map(({ user }) => user.name)] as const);
  return Object.fromEntries(under.filter(([, names]) => names.length > 0));
}

/** The lobby as if it were a direct room, with a message of Bia's and two of the user's own. */
const open = () => inLobby(1).hear(mine(2, 'a', 'one'), mine(3, 'b', 'two'));

/** Comes back into the room, as the server tells it then. */
function back(page: Page, marks?: readonly SeenMark[]): Page {
  page.lose().connect();
  const { id } = page.lastSaid('join');
  const told = marks === undefined ? {} : { seen: marks };
  return page.hear({ type: 'joined', id, room: 'lobby', title: 'lobby', seq: 3, count: 1, members: [ME], ...told });
}

describe('how far the others have read', () => {
  it('is shown at the newest message that each of them has seen', () => {
    const page = open().hear(seen(BIA, 2), seen(CAIO, 3));
    expect(shown(page)).toEqual({ 2: ['Bia'], 3: ['Caio'] });

    page.hear(seen(BIA, 3), mine(4, 'c', 'three'));
    expect(shown(page)).toEqual({ 3: ['Caio', 'Bia'] });
  });

  it('is nothing as long as they have seen less', () => {
    expect(shown(open().hear(seen(BIA, 1)))).toEqual({});
    expect(shown(open())).toEqual({});
  });

  it('never goes back', () => {
    expect(shown(open().hear(seen(BIA, 3), seen(BIA, 2)))).toEqual({ 3: ['Bia'] });
  });

  it('is not shown of somebody who was blocked just now', () => {
    const page = open().hear(seen(BIA, 3), seen(CAIO, 3)).hear({ type: 'blocked', user: BIA, on: true });
    expect(shown(page)).toEqual({ 3: ['Caio'] });
  });

  it('is told anew when the room is entered, and what is not told any more is forgotten', () => {
    const page = back(open().hear(seen(BIA, 3)), [mark(CAIO, 2)]);
    expect(shown(page)).toEqual({ 2: ['Caio'] });
    expect(shown(back(page))).toEqual({});
  });

  it('is told with what replaces the log', () => {
    const page = open().hear(seen(BIA, 3)).lose().connect();
    const { id } = page.lastSaid('join');
    const events = [posted(7), mine(8, 'h', 'eight')];
    const reset = { type: 'reset', id, room: 'lobby', title: 'lobby', seq: 8, epoch: EPOCH, count: 1, events } as const;
    page.hear({ ...reset, members: [ME], seen: [mark(BIA, 8)] });
    expect(shown(page)).toEqual({ 8: ['Bia'] });
  });

  it('is not shown at a message that was deleted', () => {
    const page = open().hear(seen(BIA, 3));
    page.hear({ type: 'deleted', room: 'lobby', seq: 4, at: 1, from: ME, cid: 'd', target: 3 });
    expect(seenBy(page.room(), 2, ME.id)).toHaveLength(1);
  });

  it('is not known where the newest messages are not here', () => {
    const page = inLobby(400).hear(mine(401, 'x', 'own'), ...range(402, 500), seen(BIA, 450));
    expect(shown(page)).toEqual({ 401: ['Bia'] });
    page.do({ type: 'messageWanted', room: 'lobby', seq: 20 });
    page.history([...range(1, 19), mine(20, 'y', 'old'), ...range(21, 40)], true);
    expect(page.room().window.to).toBe(40);
    expect(shown(page)).toEqual({});
  });

  it('is kept of as many as there may be in such a room', () => {
    const crowd = Array.from({ length: 50 }, (_, i) => ({ ...BIA, id: `u${i}` }));
    expect(
      open()
        .hear(...crowd.map((user) => seen(user, 2)))
        .room().seen,
    ).toHaveLength(LIMITS.directUsersMax);
    expect(
      back(
        open(),
        crowd.map((user) => mark(user, 2)),
      ).room().seen,
    ).toHaveLength(LIMITS.directUsersMax);
  });
});
