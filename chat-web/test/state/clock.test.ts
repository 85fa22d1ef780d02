import { describe, expect, it } from 'vitest';
import { serverTime } from '../../src/state/clock';
import { nextDeadline } from '../../src/state/select';
import { inLobby, mine, posted, type Page } from './harness';

const DAY_MILLIS = 24 * 3_600_000;

/** A page whose device's clock is wrong by so much. */
function skewed(millis: number): { page: Page; serverNow: () => number } {
  const page = inLobby(1);
  const right = page.now;
  page.now = right + millis;
  return { page, serverNow: () => page.now - millis };
}

describe.each([DAY_MILLIS, -DAY_MILLIS])('a clock that is wrong by %i ms', (millis) => {
  it('is known from what the server says has just happened', () => {
    const { page, serverNow } = skewed(millis);
    page.hear(posted(2, { at: serverNow() }));
    expect(serverTime(page.state, page.now)).toBe(serverNow());
  });

  it('does not silence anybody longer, or shorter, than was decided', () => {
    const { page, serverNow } = skewed(millis);
    page.hear(posted(2, { at: serverNow() }));
    const mutedUntil = serverNow() + 60_000;
    page.hear({ type: 'standing', room: 'lobby', mutedUntil });
    page.wait(59_000);
    expect(page.room().terms.mutedUntil).toBe(mutedUntil);
    expect((nextDeadline(page.state) ?? 0) - page.now).toBe(1_000);
    page.wait(1_000);
    expect(page.room().terms.mutedUntil).toBe(null);
  });

  it('lets messages out, and again after a refusal', () => {
    const { page, serverNow } = skewed(millis);
    page.submit('one', 'c1').refuse('rateLimited', 500);
    page.wait(500);
    expect(page.take('send').filter(({ cid }) => cid === 'c1')).toHaveLength(2);
    page.hear({ type: 'ack', room: 'lobby', cid: 'c1', seq: 2, at: serverNow(), duplicate: false });
    page.hear(mine(2, 'c1', 'one'));
    expect(page.room().outbox).toEqual([]);
  });
});

describe('what is heard late', () => {
  it('is not taken for a clock that is slow, once something was heard in time', () => {
    const { page, serverNow } = skewed(0);
    page.hear(posted(2, { at: serverNow() - DAY_MILLIS }), posted(3, { at: serverNow() }));
    page.hear(posted(4, { at: serverNow() - DAY_MILLIS }));
    expect(serverTime(page.state, page.now)).toBe(page.now);
  });

  it('is not looked at before the room is live', () => {
    const page = inLobby(1).lose().connect().joined(2);
    page.hear(posted(2));
    expect(page.state.skew).toBe(null);
  });
});

describe('a clock that is turned back', () => {
  it('makes nothing wait for the time that it was', () => {
    const page = inLobby(1).submit('one', 'c1').refuse('overloaded', 1_000);
    page.take('send');
    page.now -= DAY_MILLIS;
    page.do({ type: 'clockTurnedBack' }, { type: 'ticked' });
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('sends again what had no answer, as soon as without', () => {
    const page = inLobby(1).submit('one', 'c1');
    page.take('send');
    page.now -= DAY_MILLIS;
    page.do({ type: 'clockTurnedBack' }).wait(20_000);
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('does not keep anybody waiting for a connection by its countdown', () => {
    const page = inLobby(1).lose();
    page.now -= DAY_MILLIS;
    page.do({ type: 'clockTurnedBack' });
    const { link } = page.state;
    expect(link.kind === 'waiting' && link.until - page.now).toBeLessThanOrEqual(60_000);
  });
});
