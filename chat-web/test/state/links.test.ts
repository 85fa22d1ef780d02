import { describe, expect, it } from 'vitest';
import { EPOCH, inLobby, ME, Page, posted, range } from './harness';

const mark = (seq: number, unread: number, room = 'lobby') => ({ room, seq, unread, asOf: seq + unread });

describe('a link to a message', () => {
  it('is followed once its user is in, and takes nobody to the line of what is unread instead', () => {
    const page = new Page().do({ type: 'messageWanted', room: 'jazz', seq: 40 }, { type: 'nameChosen', name: 'Ana' });
    page.connect(ME, EPOCH, [mark(900, 100, 'jazz')]).joined(1_000, { room: 'jazz' });
    expect(page.lastSaid('history')).toMatchObject({ room: 'jazz', around: 40 });
    page.live('jazz');
    const events = range(16, 65).map((event) => ({ ...event, room: 'jazz' }));
    page.history(events, true);
    expect(page.room('jazz').reading).toMatchObject({
      jump: { seq: 40, at: 'message' },
      following: false,
      unread: 100,
    });
    expect(page.take('read')).toEqual([]);
  });

  it('leads into a room that was refused before', () => {
    const page = inLobby().do({ type: 'messageWanted', room: 'jazz', seq: 2 });
    const { id } = page.lastSaid('join');
    page.hear({ type: 'error', id, code: 'noSuchRoom', message: '' });
    expect(page.room('jazz').phase.kind).toBe('refused');
    page.take('join');
    page.do({ type: 'messageWanted', room: 'jazz', seq: 2 });
    expect(page.lastSaid('join')).toMatchObject({ room: 'jazz' });
  });

  it('is as near as it gets when the message is not in the log', () => {
    const page = inLobby(60).do({ type: 'messageWanted', room: 'lobby', seq: 1_000 });
    page.history(range(11, 60), true);
    expect(page.room().reading).toMatchObject({ jump: { seq: 60 }, wanted: null });
  });
});

describe('the place in a room', () => {
  const away = (page: Page) =>
    page
      .do({ type: 'scrolled', room: 'lobby', following: false }, { type: 'roomChosen', room: 'jazz' })
      .do({ type: 'placeLeft', room: 'lobby', seq: 20, offset: -7 });

  it('is come back to', () => {
    const page = away(inLobby(60)).do({ type: 'roomChosen', room: 'lobby' });
    expect(page.room().reading).toMatchObject({
      jump: { seq: 20, at: 'left', offset: -7 },
      following: false,
      left: null,
    });
  });

  it('is looked up again when it is not here any more', () => {
    const page = inLobby(5_000).do({ type: 'messageWanted', room: 'lobby', seq: 100 }).history(range(76, 125), true);
    page.do({ type: 'roomChosen', room: 'jazz' }, { type: 'placeLeft', room: 'lobby', seq: 100, offset: 3 });
    page.do({ type: 'roomChosen', room: 'lobby' });
    expect(page.lastSaid('history')).toMatchObject({ room: 'lobby', around: 100 });
    page.history(range(76, 125), true);
    expect(page.room().reading.jump).toMatchObject({ seq: 100, at: 'left', offset: 3 });
  });

  it('is not come back to when there is something unread', () => {
    const page = away(inLobby(60)).hear(posted(61)).do({ type: 'roomChosen', room: 'lobby' });
    expect(page.room().reading.jump).toMatchObject({ seq: 61, at: 'line' });
  });

  it('of a room that is shown is where it is', () => {
    const page = inLobby(60).do({ type: 'placeLeft', room: 'lobby', seq: 20, offset: 0 });
    expect(page.room().reading.left).toBeNull();
  });
});
