import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../src/state/model';
import { isAttached } from '../../src/state/window';
import { BIA, inLobby, Page, posted, range } from './harness';

const seqs = (page: Page) => page.room().window.events.map(({ seq }) => seq);
const away = (page: Page) => page.do({ type: 'scrolled', room: 'lobby', following: false });

describe('the window', () => {
  it('loses its oldest events when it is full, and can get them back', () => {
    const page = inLobby(50).hear(...range(51, BOUNDS.windowMax + 10));
    expect(seqs(page)).toHaveLength(BOUNDS.windowMax);
    expect(page.room().window).toMatchObject({ from: 11, atStart: false });
    page.do({ type: 'olderWanted', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ before: 11 });
  });

  it('grows upwards without an end, and lets go of the newest then', () => {
    const page = away(inLobby(BOUNDS.windowMax + 100));
    for (let from = page.room().window.from; from > 1; from = page.room().window.from) {
      page.do({ type: 'olderWanted', room: 'lobby' });
      const first = Math.max(1, from - 50);
      page.history(range(first, from - 1), first > 1);
    }
    expect(page.room().window).toMatchObject({ from: 1, to: BOUNDS.windowMax, atStart: true });
    expect(isAttached(page.room())).toBe(false);
    page.do({ type: 'olderWanted', room: 'lobby' });
    expect(page.room().loading.kind).toBe('idle');
  });

  it('that was let go of counts new messages, goes down again and takes up with them', () => {
    const page = away(inLobby(BOUNDS.windowMax + 30));
    for (let from = page.room().window.from; from > 1; from = page.room().window.from) {
      page.do({ type: 'olderWanted', room: 'lobby' }).history(range(Math.max(1, from - 50), from - 1), from > 51);
    }
    page.hear(posted(BOUNDS.windowMax + 31));
    expect(page.room().window.to).toBe(BOUNDS.windowMax);
    expect(page.room().reading.unread).toBe(1);
    page.do({ type: 'newerWanted', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ after: BOUNDS.windowMax });
    page.history(range(BOUNDS.windowMax + 1, BOUNDS.windowMax + 31), false);
    expect(isAttached(page.room())).toBe(true);
    page.do({ type: 'scrolled', room: 'lobby', following: true });
    page.hear(posted(BOUNDS.windowMax + 32), posted(BOUNDS.windowMax + 33));
    expect(page.room().window).toMatchObject({ from: 34, to: BOUNDS.windowMax + 33 });
    expect(page.room().reading.unread).toBe(0);
  });

  it('takes what a page brings beyond what was known', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 4_900 });
    page.history(range(4_875, 4_960), true).do({ type: 'newerWanted', room: 'lobby' });
    page.history(range(4_961, 5_002), false).hear(posted(5_002), posted(5_003));
    expect(page.room()).toMatchObject({ last: 5_003, window: { from: 4_875, to: 5_003 } });
    expect(page.room().reading.unread).toBe(3);
  });

  it('does not pull what is being read away when it is full', () => {
    const page = inLobby(50).hear(...range(51, BOUNDS.windowMax));
    away(page).hear(posted(BOUNDS.windowMax + 1));
    expect(page.room().window).toMatchObject({ from: 1, to: BOUNDS.windowMax });
    expect(page.room().last).toBe(BOUNDS.windowMax + 1);
  });

  it('is small in a room that nobody looks at', () => {
    const page = inLobby(50).hear(...range(51, 400));
    page.do({ type: 'roomChosen', room: 'jazz' });
    expect(seqs(page)).toHaveLength(BOUNDS.windowIdleMax);
    page.hear(posted(401));
    expect(seqs(page)).toHaveLength(BOUNDS.windowIdleMax);
    expect(page.room().window.to).toBe(401);
  });

  it('goes back to the newest at the user’s wish, however far that is', () => {
    const page = away(inLobby(5_000));
    page.do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    expect(page.lastSaid('history')).toMatchObject({ around: 100, limit: 50 });
    page.history(range(75, 124), true);
    expect(page.room()).toMatchObject({ window: { from: 75, to: 124 }, reading: { jump: { seq: 100, nonce: 1 } } });
    page.hear(posted(5_001)).do({ type: 'newestWanted', room: 'lobby' });
    expect(page.lastSaid('history')).not.toHaveProperty('before');
    page.history(range(4_953, 5_002), true).hear(posted(5_002), posted(5_003));
    expect(page.room()).toMatchObject({ window: { from: 4_953, to: 5_003 }, reading: { following: true, unread: 0 } });
  });

  it('goes to the newest after the page that is under way', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page
      .history(range(75, 124), true)
      .do({ type: 'newerWanted', room: 'lobby' }, { type: 'newestWanted', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ after: 124 });
    page.history(range(125, 174), true);
    expect(page.lastSaid('history')).not.toHaveProperty('after');
    page.history(range(4_951, 5_000), true);
    expect(page.room()).toMatchObject({ window: { to: 5_000 }, reading: { following: true, wanted: null } });
  });

  it('goes to the newest and nowhere else, if that was wished last', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page.do({ type: 'newestWanted', room: 'lobby' }).history(range(75, 124), true);
    expect(page.room()).toMatchObject({ window: { to: 5_000 }, reading: { following: true, jump: null } });
  });

  it('goes to the newest though the page before could not be had', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page
      .history(range(75, 124), true)
      .do({ type: 'olderWanted', room: 'lobby' }, { type: 'newestWanted', room: 'lobby' });
    const { id } = page.lastSaid('history');
    page.hear({ type: 'error', id, code: 'unavailable', message: 'Later.' });
    expect(page.lastSaid('history')).not.toHaveProperty('before');
    page.history(range(4_951, 5_000), true);
    expect(isAttached(page.room())).toBe(true);
  });

  it('goes nowhere later when the newest could not be had', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page.history(range(75, 124), true).do({ type: 'newestWanted', room: 'lobby' });
    const { id } = page.lastSaid('history');
    page.hear({ type: 'error', id, code: 'unavailable', message: 'Later.' });
    page.do({ type: 'olderWanted', room: 'lobby' }).history(range(25, 74), true);
    expect(page.room()).toMatchObject({ window: { from: 25, to: 124 }, loading: { kind: 'idle' } });
  });

  it.each([
    { type: 'scrolled', room: 'lobby', following: false },
    { type: 'olderWanted', room: 'lobby' },
    { type: 'newerWanted', room: 'lobby' },
  ] as const)('does not go to the newest any more after $type, with this connection or the next', (way) => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page.history(range(75, 124), true).do({ type: 'newestWanted', room: 'lobby' });
    page.do(way).history(range(4_951, 5_000), true);
    expect(page.room()).toMatchObject({ window: { from: 75, to: 124 }, loading: { kind: 'idle' } });
    page.do({ type: 'newestWanted', room: 'lobby' }).lose().do(way).take('history');
    page.connect().joined(5_000).live();
    expect(page.take('history')).toEqual([]);
  });

  it('goes to the newest with the next connection when nobody scrolled since', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page.history(range(75, 124), true).do({ type: 'newestWanted', room: 'lobby' }).lose().connect().joined(5_000);
    page.live().history(range(4_951, 5_000), true);
    expect(isAttached(page.room())).toBe(true);
  });

  it('jumps to a message that it has without asking', () => {
    const page = inLobby(40).do({ type: 'messageWanted', room: 'lobby', seq: 7 });
    expect(page.said).toEqual([]);
    expect(page.room().reading.jump).toEqual({ seq: 7, at: 'message', nonce: 1 });
    page.do({ type: 'messageWanted', room: 'lobby', seq: 7 });
    expect(page.room().reading.jump).toEqual({ seq: 7, at: 'message', nonce: 2 });
  });

  it('passes over a page that fits nowhere any more', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' });
    const { id } = page.lastSaid('history');
    page.do({ type: 'roomChosen', room: 'jazz' });
    page.hear({ type: 'history', id, room: 'lobby', events: range(10, 20), first: 10, more: false });
    expect(page.room().window).toMatchObject({ from: 31, to: 80 });
    expect(page.room().loading.kind).toBe('idle');
  });

  it('knows what happened to its messages while they were under way', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' });
    const event = { room: 'lobby', at: 1, from: { id: BIA.id, name: BIA.name }, cid: 'x' };
    page.hear({ type: 'edited', ...event, seq: 81, target: 20, text: 'new' }, posted(82, { replyTo: 10 }));
    page.hear({ type: 'deleted', ...event, seq: 83, target: 30 });
    // The page was read before all that, but told after it.
    page.history(range(1, 30), false);
    expect(page.room().window.events[19]).toMatchObject({ text: 'new', editedSeq: 81 });
    expect(page.room().window.events[9]).toMatchObject({ replies: 1, lastReply: 82 });
    expect(page.room().window.events[29]).toMatchObject({ text: '', deleted: true });
  });

  it('is asked for again when more happened meanwhile than is kept', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' });
    const event = { room: 'lobby', at: 1, from: { id: BIA.id, name: BIA.name }, cid: 'x', target: 1 };
    for (let i = 1; i <= BOUNDS.recentMax; i++) {
      page.hear({ type: 'edited', ...event, seq: 80 + i, text: `${i}` });
    }
    page.history(range(1, 30), false);
    expect(page.room().window.from).toBe(31);
    expect(page.lastSaid('history')).toMatchObject({ before: 31 });
    page.history(
      [posted(1, { text: `${BOUNDS.recentMax}`, editedSeq: 80 + BOUNDS.recentMax }), ...range(2, 30)],
      false,
    );
    expect(page.room().window).toMatchObject({ from: 1, atStart: true });
  });

  it('changes the messages of a window that is elsewhere in the log', () => {
    const page = away(inLobby(5_000)).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
    page.history(range(75, 124), true);
    const event = { room: 'lobby', at: 1, from: { id: BIA.id, name: BIA.name }, cid: 'x' };
    page.hear({ type: 'edited', ...event, seq: 5_001, target: 100, text: 'new' });
    expect(page.room().window).toMatchObject({ from: 75, to: 124 });
    expect(page.room().window.events[25]).toMatchObject({ text: 'new' });
  });

  it('begins where the log begins, which need not be with the first event', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' }).history(range(21, 30), false, 21);
    expect(page.room().window).toMatchObject({ from: 21, atStart: true });
    page.do({ type: 'messageWanted', room: 'lobby', seq: 7 }).history(range(21, 50), true, 21);
    expect(page.room()).toMatchObject({ window: { from: 21, atStart: true }, reading: { jump: { seq: 21 } } });
  });

  it('says why a page did not come, and asks again', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' });
    page.hear({ type: 'error', id: page.lastSaid('history').id, code: 'overloaded', message: '' });
    expect(page.room().loading).toMatchObject({ kind: 'failed', what: 'older', problem: { code: 'overloaded' } });
    page.said = [];
    page.do({ type: 'loadWantedAgain', room: 'lobby', what: 'older' });
    expect(page.lastSaid('history')).toMatchObject({ before: 31 });
  });

  it('asks for one page at a time', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' }, { type: 'olderWanted', room: 'lobby' });
    expect(page.take('history')).toHaveLength(1);
  });
});
