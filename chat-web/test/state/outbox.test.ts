import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../src/state/select';
import { BOUNDS } from '../../src/state/model';
import { EPOCH, inLobby, ME, mine, Page, posted, range } from './harness';

describe('sending', () => {
  it('shows a message at once and sends it', () => {
    const page = inLobby().submit('hello', 'c1');
    expect(page.shown()).toEqual(['hello']);
    expect(page.take('send')).toEqual([
      { type: 'send', id: expect.any(Number), room: 'lobby', cid: 'c1', text: 'hello' },
    ]);
    expect(page.room().draft).toBe('');
  });

  it('is settled by ack, then posted', () => {
    const page = inLobby().submit('hello', 'c1').ack('c1', 1);
    expect(page.fates()).toEqual(['c1 acked']);
    expect(page.shown()).toEqual(['hello']);
    page.hear(mine(1, 'c1', 'hello'));
    expect(page.fates()).toEqual([]);
    expect(page.shown()).toEqual(['hello']);
  });

  it('is settled by posted, then ack', () => {
    const page = inLobby()
      .submit('hello', 'c1')
      .hear(mine(1, 'c1', 'hello'));
    expect(page.shown()).toEqual(['hello']);
    page.ack('c1', 1);
    expect(page.fates()).toEqual([]);
    expect(page.shown()).toEqual(['hello']);
  });

  it('is never shown twice, whatever is said twice', () => {
    const page = inLobby().submit('hello', 'c1').ack('c1', 1).ack('c1', 1, true);
    page.hear(mine(1, 'c1', 'hello'), mine(1, 'c1', 'hello')).ack('c1', 1, true);
    expect(page.shown()).toEqual(['hello']);
  });

  it('is not settled by the message of somebody else with the same cid', () => {
    const page = inLobby()
      .submit('hello', 'c1')
      .hear(posted(1, { cid: 'c1', text: 'mine!' }));
    expect(page.fates()).toEqual(['c1 sent']);
    expect(page.shown()).toEqual(['mine!', 'hello']);
  });

  it('sends one at a time of a room, in the order they were written', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2').submit('three', 'c3');
    expect(page.take('send').map(({ cid }) => cid)).toEqual(['c1']);
    page.ack('c1', 1);
    expect(page.take('send').map(({ cid }) => cid)).toEqual(['c2']);
    page.hear(mine(1, 'c1', 'one'), mine(2, 'c2', 'two'));
    expect(page.take('send').map(({ cid }) => cid)).toEqual(['c3']);
    expect(page.shown()).toEqual(['one', 'two', 'three']);
  });

  it('sends in one room while another waits', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' }).joined(0, { room: 'jazz' }).live('jazz');
    page.take('send');
    page.submit('in the lobby', 'c1').submit('in jazz', 'c2', 'jazz');
    expect(page.take('send').map(({ room }) => room)).toEqual(['lobby', 'jazz']);
  });

  it('cleans what was typed', () => {
    const page = inLobby().submit('\r\n  a\r\nb\u0007\u009b\tc\ud800  \n\n', 'c1');
    expect(page.lastSaid('send').text).toBe('  a\nb\tc\ufffd');
  });

  it.each(['', '   ', '\n\t\n', '\u0000'])('does not send %j', (text) => {
    expect(
      inLobby()
        .submit(text, 'c1')
        .said.filter(({ type }) => type === 'send'),
    ).toEqual([]);
  });

  it('never sends what has too many characters, and keeps it as a draft', () => {
    const page = inLobby();
    page.submit('🙂'.repeat(8_001), 'c1');
    expect(page.take('send')).toEqual([]);
    expect(page.room().draft).toHaveLength(16_002);
    page.submit('🙂'.repeat(8_000), 'c2');
    expect(page.take('send')).toHaveLength(1);
  });

  it('never sends what makes too large a frame', () => {
    const page = inLobby();
    // Each of these is three bytes as UTF-8, and the frame has quotes and names too.
    const { session } = page.state;
    if (session.phase === 'inside') {
      page.state = { ...page.state, session: { ...session, limits: { ...session.limits, frameBytes: 300 } } };
    }
    page.submit('あ'.repeat(100), 'c1');
    expect(page.take('send')).toEqual([]);
    page.submit('あ'.repeat(70), 'c2');
    expect(page.take('send')).toHaveLength(1);
  });

  it('takes no more when too much is waiting', () => {
    const page = inLobby().lose();
    for (let i = 0; i <= BOUNDS.outboxMax; i++) {
      page.submit(`message ${i}`, `c${i}`);
    }
    expect(page.room().outbox).toHaveLength(BOUNDS.outboxMax);
    expect(page.room().draft).toBe(`message ${BOUNDS.outboxMax}`);
  });

  it('answers a message', () => {
    const page = inLobby(3).do({ type: 'replyChosen', room: 'lobby', seq: 2 }).submit('yes', 'c1');
    expect(page.lastSaid('send')).toMatchObject({ text: 'yes', replyTo: 2 });
    expect(page.room().replyTo).toBeNull();
  });

  it('sends again after a while without any answer', () => {
    const page = inLobby().submit('hello', 'c1');
    page.take('send');
    expect(nextDeadline(page.state)).toBe(page.now + 20_000);
    expect(page.wait(19_999).take('send')).toEqual([]);
    expect(page.wait(1).take('send')).toMatchObject([{ cid: 'c1', text: 'hello' }]);
  });
});

describe('reconnecting', () => {
  it('keeps what is written without a connection and sends it after live', () => {
    const page = inLobby(1).lose().submit('one', 'c1').submit('two', 'c2');
    expect(page.shown()).toEqual(['message 1', 'one', 'two']);
    page.connect().joined(1);
    expect(page.take('send')).toEqual([]);
    page.live();
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('sends again with the same cid what was not acknowledged', () => {
    const page = inLobby(1).submit('hello', 'c1').lose();
    expect(page.fates()).toEqual(['c1 queued']);
    page.connect().joined(1).live();
    expect(page.lastSaid('send')).toMatchObject({ cid: 'c1', text: 'hello' });
    page.ack('c1', 2, true).hear(mine(2, 'c1', 'hello'));
    expect(page.shown()).toEqual(['message 1', 'hello']);
  });

  it('does not send again what turns up among the missed events', () => {
    const page = inLobby(1).submit('hello', 'c1').lose().connect().joined(2);
    page.said = [];
    page.hear(mine(2, 'c1', 'hello')).live();
    expect(page.take('send')).toEqual([]);
    expect(page.shown()).toEqual(['message 1', 'hello']);
  });

  it('shows an acknowledged message once when its event comes only after the connection was lost', () => {
    const page = inLobby(1).submit('hello', 'c1').ack('c1', 2).lose();
    expect(page.shown()).toEqual(['message 1', 'hello']);
    page.connect().joined(2);
    page.said = [];
    page.hear(mine(2, 'c1', 'hello')).live();
    expect(page.take('send')).toEqual([]);
    expect(page.shown()).toEqual(['message 1', 'hello']);
  });

  it('finds its message in the page that a reset brings', () => {
    const page = inLobby(1).submit('hello', 'c1').submit('later', 'c2').lose().connect();
    page.hear({
      type: 'reset',
      id: page.lastSaid('join').id,
      room: 'lobby',
      title: 'lobby',
      seq: 3_000,
      epoch: EPOCH,
      count: 1,
      members: [ME],
      events: [...range(2_951, 2_999), mine(3_000, 'c1', 'hello')],
    });
    expect(page.fates()).toEqual(['c2 queued']);
    page.said = [];
    expect(page.live().take('send')).toMatchObject([{ cid: 'c2' }]);
  });

  it('does not show what lies deeper in the log than the page read anew', () => {
    const page = inLobby(1).submit('hello', 'c1').lose().connect();
    page.hear({
      type: 'reset',
      room: 'lobby',
      title: 'lobby',
      seq: 3_000,
      epoch: EPOCH,
      count: 1,
      members: [ME],
      events: range(2_951, 3_000),
    });
    page.live().ack('c1', 2, true);
    expect(page.fates()).toEqual([]);
  });
});

describe('a refusal', () => {
  it('that passes keeps order: the refused one is sent again first, after the wait', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2');
    page.refuse('rateLimited', 400);
    expect(page.fates()).toEqual(['c1 queued', 'c2 queued']);
    expect(nextDeadline(page.state)).toBe(page.now + 400);
    page.said = [];
    page.submit('three', 'c3');
    expect(page.wait(399).take('send')).toEqual([]);
    expect(
      page
        .wait(1)
        .take('send')
        .map(({ cid }) => cid),
    ).toEqual(['c1']);
    page.ack('c1', 1).ack('c2', 2);
    expect(page.take('send').map(({ cid }) => cid)).toEqual(['c2', 'c3']);
  });

  it('for being too fast holds the other rooms too', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' }).joined(0, { room: 'jazz' }).live('jazz');
    page.submit('one', 'c1').refuse('overloaded');
    page.said = [];
    page.submit('two', 'c2', 'jazz');
    expect(page.take('send')).toEqual([]);
    expect(
      page
        .wait(1_000)
        .take('send')
        .map(({ cid }) => cid),
    ).toEqual(['c1', 'c2']);
  });

  it('of another kind stays visible with its reason, and what came after it waits', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2');
    page.refuse('noSuchRoom');
    expect(page.room().outbox[0]?.status).toEqual({
      kind: 'failed',
      problem: { code: 'noSuchRoom', message: 'English for noSuchRoom' },
      again: true,
    });
    page.said = [];
    expect(page.wait(60_000).take('send')).toEqual([]);
    expect(page.shown()).toEqual(['one', 'two']);
  });

  it('can be answered by sending again, with the same cid', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2').refuse('noSuchRoom');
    page.said = [];
    page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
    expect(page.take('send')).toMatchObject([{ cid: 'c1', text: 'one' }]);
    page.ack('c1', 1);
    expect(page.take('send')).toMatchObject([{ cid: 'c2' }]);
  });

  it('can be answered by dropping the message', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2').refuse('noSuchRoom');
    page.said = [];
    page.do({ type: 'sendDropped', room: 'lobby', cid: 'c1' });
    expect(page.shown()).toEqual(['two']);
    expect(page.take('send')).toMatchObject([{ cid: 'c2' }]);
  });

  it.each(['tooLarge', 'invalidField', 'cidReused', 'noSuchMessage', 'notSupported'])(
    '%s is never tried again and stops nobody',
    (code) => {
      const page = inLobby().submit('one', 'c1').submit('two', 'c2').refuse(code);
      expect(page.fates()).toEqual(['c1 failed', 'c2 sent']);
      page.said = [];
      page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
      page.lose().connect().joined(0).live();
      expect(page.take('send').map(({ cid }) => cid)).toEqual(['c2']);
      expect(page.fates()).toEqual(['c1 failed', 'c2 sent']);
    },
  );

  it('can be answered by writing anew', () => {
    const page = inLobby(2).do({ type: 'replyChosen', room: 'lobby', seq: 1 }).submit('one', 'c1').refuse('tooLarge');
    page.do({ type: 'sendEdited', room: 'lobby', cid: 'c1' });
    expect(page.room()).toMatchObject({ draft: 'one', replyTo: 1, outbox: [] });
  });

  it('gives its text back without losing a newer draft', () => {
    const page = inLobby().submit('one', 'c1').refuse('tooLarge').do({ type: 'drafted', room: 'lobby', text: 'two' });
    page.do({ type: 'sendEdited', room: 'lobby', cid: 'c1' });
    expect(page.room().draft).toBe('one\ntwo');
  });

  it('because of not being in the room brings the page back into it', () => {
    const page = inLobby(4).submit('one', 'c1').refuse('notJoined');
    expect(page.lastSaid('join')).toMatchObject({ room: 'lobby', after: 4, epoch: EPOCH });
    expect(page.fates()).toEqual(['c1 failed']);
  });

  it('by closing because a message was too large fails the largest under way, and only that', () => {
    const page = inLobby().do({ type: 'roomChosen', room: 'jazz' }).joined(0, { room: 'jazz' }).live('jazz');
    page.submit('short', 'c1').submit('a good deal longer', 'c2', 'jazz').lose(1009);
    expect(page.fates()).toEqual(['c1 queued']);
    expect(page.fates('jazz')).toEqual(['c2 failed']);
    expect(page.room('jazz').outbox[0]?.status).toMatchObject({ again: false, problem: { code: 'tooLarge' } });
  });

  it('does nothing to messages that did not fail', () => {
    const page = inLobby().submit('one', 'c1');
    page.said = [];
    page.do(
      { type: 'sendWantedAgain', room: 'lobby', cid: 'c1' },
      { type: 'sendDropped', room: 'lobby', cid: 'c1' },
      { type: 'sendEdited', room: 'lobby', cid: 'c1' },
    );
    expect(page.fates()).toEqual(['c1 sent']);
    expect(page.said).toEqual([]);
  });

  it('is of no account after its user left the room', () => {
    const page = inLobby().submit('one', 'c1').do({ type: 'roomLeft', room: 'lobby' });
    page.refuse('noSuchRoom');
    expect(page.state.rooms.size).toBe(0);
  });
});

describe('a draft', () => {
  it('tells the others, but not more often than every three seconds', () => {
    const page = inLobby();
    const type = (text: string) => page.do({ type: 'drafted', room: 'lobby', text }).take('typing').length;
    expect([type('h'), type('he'), type('hel')]).toEqual([1, 0, 0]);
    page.now += 3_000;
    expect([type('hell'), type('hello')]).toEqual([1, 0]);
  });

  it('tells no sooner because a message was sent meanwhile', () => {
    const page = inLobby().submit('hello', 'c1');
    page.said = [];
    expect(page.do({ type: 'drafted', room: 'lobby', text: 'a' }).take('typing')).toEqual([]);
    page.now += 3_000;
    expect(page.do({ type: 'drafted', room: 'lobby', text: 'ab' }).take('typing')).toHaveLength(1);
  });

  it('says nothing while it is blank or there is no connection', () => {
    const page = inLobby().do({ type: 'drafted', room: 'lobby', text: ' ' });
    expect(page.take('typing')).toEqual([]);
    page.lose().do({ type: 'drafted', room: 'lobby', text: 'a' });
    expect(page.take('typing')).toEqual([]);
    expect(page.room().draft).toBe('a');
  });
});

describe('with another log', () => {
  it('replies become plain messages, because numbers mean others there', () => {
    const page = inLobby(5).lose().do({ type: 'replyChosen', room: 'lobby', seq: 3 }).submit('yes', 'c1');
    page.connect(ME, 'e2');
    page.hear({
      type: 'reset',
      room: 'lobby',
      title: 'lobby',
      seq: 0,
      epoch: 'e2',
      count: 1,
      members: [ME],
      events: [],
    });
    page.live();
    expect(page.lastSaid('send')).toEqual({
      type: 'send',
      id: expect.any(Number),
      room: 'lobby',
      cid: 'c1',
      text: 'yes',
    });
  });

  it('an acknowledged message that went down with the old one is not shown any more', () => {
    const page: Page = inLobby(1).submit('hello', 'c1').ack('c1', 2).lose().connect(ME, 'e2');
    page.hear({
      type: 'reset',
      room: 'lobby',
      title: 'lobby',
      seq: 0,
      epoch: 'e2',
      count: 1,
      members: [ME],
      events: [],
    });
    expect(page.shown()).toEqual([]);
  });
});
