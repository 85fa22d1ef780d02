import { describe, expect, it } from 'vitest';
import type { Addition, Posted } from '../../src/protocol/messages';
import { lastOwn, nextDeadline, timeline, topicOf } from '../../src/state/select';
import { BIA, EPOCH, inLobby, ME, mine, Page, posted } from './harness';

const by = (user: typeof ME) => ({ id: user.id, name: user.name });
const to = (target: number, cid = 'x') => ({ room: 'lobby', cid, target });
const want = (page: Page, message: Exclude<Addition, { type: 'send' | 'edit' }>) =>
  page.do({ type: 'additionWanted', message });
const react = (page: Page, cid = 'x', on = true) => want(page, { type: 'react', ...to(1, cid), emoji: '👍', on });
const edit = (page: Page, seq: number, text: string, cid = 'x') =>
  page.do(
    { type: 'editChosen', room: 'lobby', seq },
    { type: 'drafted', room: 'lobby', text },
    { type: 'submitted', room: 'lobby', cid },
  );
/** A message as a person sees it. */
const seen = (page: Page, seq: number): Posted => {
  const line = timeline(page.room(), ME.id).find((it) => it.kind === 'message' && it.event.seq === seq);
  if (line?.kind !== 'message') {
    throw new Error(`message: no ${seq} (expected: a line of the timeline)`);
  }
  return line.event;
};
const refuse = (page: Page, type: Addition['type'], code: string) =>
  page.hear({ type: 'error', id: page.lastSaid(type).id, code, message: '', cid: page.lastSaid(type).cid });

/** The lobby with one message of the user's own, the first. */
const withOwn = () => inLobby().hear(mine(1, 'm', 'hello'), posted(2));

describe('editing', () => {
  it('puts the text into the field, leaves the draft alone, and sends the new text', () => {
    const page = withOwn().do({ type: 'drafted', room: 'lobby', text: 'later' });
    page.do({ type: 'editChosen', room: 'lobby', seq: 1 });
    expect(page.room().editing).toEqual({ seq: 1, text: 'hello' });
    page.said = [];
    edit(page, 1, 'hello!');
    expect(page.take('typing')).toEqual([]);
    expect(page.room()).toMatchObject({ editing: null, draft: 'later' });
    expect(page.everSaid.at(-1)).toEqual({
      type: 'edit',
      id: expect.any(Number),
      room: 'lobby',
      cid: 'x',
      target: 1,
      text: 'hello!',
    });
    expect(page.shown()).toEqual(['hello!', 'message 2']);
  });

  it('is over when its event comes', () => {
    const page = edit(withOwn(), 1, 'hello!').ack('x', 3);
    expect(page.fates()).toEqual(['x acked']);
    page.hear({ type: 'edited', ...to(1), seq: 3, at: 1, from: by(ME), text: 'hello!' });
    expect(page.fates()).toEqual([]);
    expect(seen(page, 1)).toMatchObject({ text: 'hello!', editedSeq: 3 });
  });

  it('says nothing when nothing was changed, or nothing is left', () => {
    const page = edit(withOwn(), 1, ' hello'.trim());
    expect(page.take('edit')).toEqual([]);
    expect(page.room().editing).toBeNull();
    edit(page, 1, '  ');
    expect(page.take('edit')).toEqual([]);
    expect(page.room().editing).toEqual({ seq: 1, text: '  ' });
  });

  it('goes on from what was meant last, not from what is stored yet', () => {
    const page = edit(withOwn().lose(), 1, 'second').do({ type: 'editChosen', room: 'lobby', seq: 1 });
    expect(page.room().editing?.text).toBe('second');
    edit(page, 1, 'third', 'y').connect().joined(2).live();
    expect(page.take('edit').map(({ text }) => text)).toEqual(['second']);
    page.ack('x', 3);
    expect(page.take('edit').map(({ text }) => text)).toEqual(['third']);
  });

  it('ends when the message is deleted elsewhere', () => {
    const page = withOwn().do({ type: 'editChosen', room: 'lobby', seq: 1 });
    page.hear({ type: 'deleted', ...to(1, 'd'), seq: 3, at: 1, from: by(ME) });
    expect(page.room().editing).toBeNull();
  });

  it('that failed keeps its text, to be tried again or written anew', () => {
    const page = edit(withOwn(), 1, 'hello!');
    refuse(page, 'edit', 'notAuthor');
    expect(page.room().outbox[0]?.status).toMatchObject({ kind: 'failed', again: false });
    expect(seen(page, 1).text).toBe('hello!');
    page.do({ type: 'sendEdited', room: 'lobby', cid: 'x' });
    expect(page.room()).toMatchObject({ outbox: [], editing: { seq: 1, text: 'hello!' } });
  });

  it('starts from the newest message of one’s own', () => {
    const page = withOwn().hear(mine(3, 'n', 'last'));
    expect(lastOwn(page.room(), ME.id)?.seq).toBe(3);
    page.hear({ type: 'deleted', ...to(3, 'd'), seq: 4, at: 1, from: by(ME) });
    expect(lastOwn(page.room(), ME.id)?.seq).toBe(1);
  });
});

describe('a change of a message', () => {
  it('shows at once and is settled by ack and event in either order', () => {
    const event = { type: 'reacted', ...to(1), seq: 3, at: 1, from: by(ME), emoji: '👍', on: true, count: 1 } as const;
    const settled = [{ emoji: '👍', count: 1, users: ['me'] }];
    const page = react(withOwn());
    expect(seen(page, 1).reactions).toEqual(settled);
    page.ack('x', 3);
    expect(seen(page, 1).reactions).toEqual(settled);
    page.hear(event);
    expect(seen(page, 1).reactions).toEqual(settled);
    expect(page.fates()).toEqual([]);

    const other = react(withOwn()).hear(event).ack('x', 3);
    expect(seen(other, 1).reactions).toEqual(settled);
    expect(other.fates()).toEqual([]);
  });

  it('does not wait for a message that failed, nor hold one up', () => {
    const page = inLobby(1).submit('one', 'c1').refuse('noSuchRoom');
    page.said = [];
    react(page);
    expect(page.take('react')).toHaveLength(1);
    page.submit('two', 'c2').do({ type: 'sendDropped', room: 'lobby', cid: 'c1' });
    expect(page.take('send').map(({ cid }) => cid)).toEqual(['c2']);
  });

  it('goes out one after the other', () => {
    const page = react(react(withOwn(), 'x', true), 'y', false);
    expect(page.take('react').map(({ cid }) => cid)).toEqual(['x']);
    page.ack('x', 3);
    expect(page.take('react').map(({ cid }) => cid)).toEqual(['y']);
  });

  it('is sent again with the same cid after the connection was lost', () => {
    const page = react(withOwn()).lose();
    expect(page.fates()).toEqual(['x queued']);
    page.connect().joined(2).live();
    expect(page.lastSaid('react')).toMatchObject({ cid: 'x', target: 1, emoji: '👍', on: true });
    page.ack('x', 3, true);
    page.hear({ type: 'reacted', ...to(1), seq: 3, at: 1, from: by(ME), emoji: '👍', on: true, count: 1 });
    expect(page.fates()).toEqual([]);
  });

  it('is given up in another log, where its number means another message', () => {
    const page = edit(withOwn().lose(), 1, 'hello!');
    want(page, { type: 'setTopic', room: 'lobby', cid: 't', topic: 'Jazz' }).connect(ME, 'e2');
    const room = { room: 'lobby', title: 'lobby', seq: 0, epoch: 'e2', count: 1, members: [ME], events: [] };
    page.hear({ type: 'reset', ...room });
    expect(page.fates()).toEqual(['t queued']);
  });

  it('is dropped in silence when the message is gone', () => {
    const page = react(withOwn());
    refuse(page, 'react', 'noSuchMessage');
    expect(page.fates()).toEqual([]);
    react(page, 'y');
    page.hear({ type: 'deleted', ...to(1, 'd'), seq: 3, at: 1, from: by(ME) });
    expect(page.fates()).toEqual([]);
    expect(seen(page, 1)).toMatchObject({ text: '', deleted: true });
  });

  it.each(['notAuthor', 'tooManyReactions', 'tooManyPins', 'invalidField'])(
    'refused with %s is taken back, and says why',
    (code) => {
      const page = react(withOwn());
      refuse(page, 'react', code);
      expect(page.room().outbox[0]?.status).toMatchObject({ kind: 'failed', problem: { code }, again: false });
      expect(seen(page, 1).reactions).toBeUndefined();
      // Wanted again it is something new.
      react(page, 'y');
      expect(page.fates()).toEqual(['y sent']);
    },
  );
});

describe('a topic', () => {
  it('comes with the room, changes with its events, and shows at once when it is one’s own', () => {
    const page = inLobby(1).lose().connect();
    const { id } = page.lastSaid('join');
    page.hear({ type: 'joined', id, room: 'lobby', title: 'lobby', topic: 'Jazz', seq: 1, count: 1, members: [ME] });
    page.live();
    expect(page.room().topic).toBe('Jazz');
    page.hear({ type: 'topicChanged', room: 'lobby', seq: 2, at: 1, from: by(BIA), cid: 'b', topic: 'Blues' });
    expect(page.room().topic).toBe('Blues');
    want(page, { type: 'setTopic', room: 'lobby', cid: 't', topic: 'Choro' });
    expect(topicOf(page.room())).toBe('Choro');
    refuse(page, 'setTopic', 'invalidField');
    expect(topicOf(page.room())).toBe('Blues');
  });

  it('that was taken away is told by its absence', () => {
    const page = inLobby(1);
    page.hear({ type: 'topicChanged', room: 'lobby', seq: 2, at: 1, from: by(BIA), cid: 'b', topic: 'Blues' });
    page.lose().connect().joined(3);
    expect(page.room().topic).toBe('');
  });
});

describe('a server that cannot store', () => {
  it.each(['unwritable', 'overloaded'])('is tried again with back-off after %s, and the message says why', (code) => {
    const page = inLobby().submit('hello', 'c1');
    const waits = [];
    for (let i = 0; i < 7; i++) {
      page.refuse(code);
      expect(page.room().outbox[0]?.status).toMatchObject({ kind: 'queued', problem: { code } });
      const wait = (nextDeadline(page.state) ?? 0) - page.now;
      waits.push(Math.round(wait / 100) / 10);
      page.said = [];
      expect(page.wait(wait - 1).take('send')).toEqual([]);
      expect(page.wait(1).lastSaid('send')).toMatchObject({ cid: 'c1', text: 'hello' });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 20, 20]);
    page.ack('c1', 1).hear(mine(1, 'c1', 'hello'));
    expect(page.shown()).toEqual(['hello']);
    // The next trouble starts from a short wait again.
    page.submit('again', 'c2').refuse(code);
    expect((nextDeadline(page.state) ?? 0) - page.now).toBeLessThanOrEqual(1_000);
  });

  it('that failed is asked a few times whether it has stored the message, then its user is asked', () => {
    const page = inLobby().submit('hello', 'c1');
    for (let i = 0; i < 3; i++) {
      page.refuse('internal');
      expect(page.fates()).toEqual(['c1 queued']);
      page.said = [];
      page.wait(20_000);
    }
    page.refuse('internal');
    expect(page.room().outbox[0]?.status).toMatchObject({ kind: 'failed', again: true, problem: { code: 'internal' } });
    page.said = [];
    page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
    page.ack('c1', 1, true).hear(mine(1, 'c1', 'hello'));
    expect(page.shown()).toEqual(['hello']);
  });

  it('says nothing about being a little too fast', () => {
    const page = inLobby().submit('hello', 'c1').refuse('rateLimited', 400);
    expect(page.room().outbox[0]?.status).toEqual({ kind: 'queued', problem: null });
  });
});

it('a server that is killed and comes back with the same log gets everything once', () => {
  const page = inLobby(2).submit('one', 'c1').submit('two', 'c2');
  edit(page.hear(mine(3, 'm', 'old')), 3, 'new', 'e1');
  page.said = [];
  page.lose().connect(ME, EPOCH).joined(4);
  // The first had been stored, its answer was lost.
  page.hear(mine(4, 'c1', 'one')).live();
  expect(page.take('send').map(({ cid }) => cid)).toEqual(['c2']);
  expect(page.everSaid.filter((said) => said.type === 'edit').map(({ cid }) => cid)).toEqual(['e1', 'e1']);
  page.hear(mine(5, 'c2', 'two')).ack('c2', 5);
  expect(page.shown()).toEqual(['message 1', 'message 2', 'new', 'one', 'two']);
});
