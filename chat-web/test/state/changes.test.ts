import { describe, expect, it } from 'vitest';
import type { Addition, Change, KnownEvent, Posted, RoomEvent } from '../../src/protocol/messages';
import { after, anticipated, changed } from '../../src/state/changes';
import { EMOJI, inOrder } from '../../src/state/emoji';
import { isPosted } from '../../src/state/window';
import { BIA, CAIO, ME, posted } from './harness';
import { alike, ModelLog } from './model-log';
import { pick, randomFrom } from './random';

const by = (user: { id: string; name: string }) => ({ id: user.id, name: user.name });
const event = { room: 'lobby', at: 1, from: by(BIA), cid: 'x', target: 1 };
const edited = (seq: number, text: string): Change => ({ type: 'edited', ...event, seq, text });
const deleted = (seq: number): Change => ({ type: 'deleted', ...event, seq });
const pinned = (seq: number, on: boolean): Change => ({ type: 'pinned', ...event, seq, on });
const reacted = (seq: number, user: typeof ME, emoji: string, on: boolean, count: number): Change => ({
  type: 'reacted',
  ...event,
  from: by(user),
  seq,
  emoji,
  on,
  count,
});
const all = (message: Posted, ...changes: Change[]) => changes.reduce(changed, message);

describe('a message', () => {
  it('says what its newest edit says, in whatever order they are heard of', () => {
    expect(all(posted(1), edited(2, 'a'), edited(3, 'b'))).toMatchObject({ text: 'b', editedSeq: 3 });
    expect(all(posted(1), edited(3, 'b'), edited(2, 'a'))).toMatchObject({ text: 'b', editedSeq: 3 });
  });

  it('keeps its place and its thread when it is deleted, and nothing comes back', () => {
    const rich = posted(1, { replies: 2, lastReply: 9, reactions: [{ emoji: '👍', count: 1, users: ['me'] }] });
    const gone = all({ ...rich, pinned: true, editedSeq: 4 }, deleted(10));
    expect(gone).toEqual({ ...posted(1), text: '', deleted: true, replies: 2, lastReply: 9 });
    expect(all(gone, edited(11, 'back'), pinned(12, true), reacted(13, ME, '👍', true, 1))).toBe(gone);
  });

  it('is pinned or not as it was last said', () => {
    expect(all(posted(1), pinned(2, true)).pinned).toBe(true);
    expect(all(posted(1), pinned(2, true), pinned(3, false)).pinned).toBe(false);
  });

  it('counts reactions as the server does, and knows who reacted', () => {
    const message = all(posted(1), reacted(2, ME, '👍', true, 1), reacted(3, BIA, '👍', true, 2));
    expect(message.reactions).toEqual([{ emoji: '👍', count: 2, users: ['me', 'bia'] }]);
    expect(all(message, reacted(3, BIA, '👍', true, 2)).reactions).toEqual(message.reactions);
    // Said again, it is where it was.
    expect(all(message, reacted(4, ME, '👍', true, 2)).reactions).toEqual(message.reactions);
    const less = all(message, reacted(4, ME, '👍', false, 1));
    expect(less.reactions).toEqual([{ emoji: '👍', count: 1, users: ['bia'] }]);
    expect(all(less, reacted(5, BIA, '👍', false, 0)).reactions).toEqual([]);
  });

  it('names a bounded number of those who reacted', () => {
    const users = Array.from({ length: 100 }, (_, i) => `u${i}`);
    const message = all(
      posted(1, { reactions: [{ emoji: '👍', count: 100, users }] }),
      reacted(2, ME, '👍', true, 101),
    );
    expect(message.reactions).toEqual([{ emoji: '👍', count: 101, users }]);
  });

  it('stays the same object when nothing about it changes', () => {
    const message = all(posted(1), edited(3, 'b'));
    expect(all(message, edited(2, 'a'), pinned(4, false), reacted(5, ME, '👍', false, 0))).toBe(message);
  });
});

describe('a list of messages', () => {
  it('changes where an event is about one of them', () => {
    const list: RoomEvent[] = [posted(1), posted(2)];
    expect(after(list, edited(3, 'new')).map((it) => isPosted(it) && it.text)).toEqual(['new', 'message 2']);
  });

  it('counts answers once', () => {
    const answer = posted(3, { replyTo: 1 });
    const list = after(after([posted(1), posted(2)], answer), answer);
    expect(list[0]).toMatchObject({ replies: 1, lastReply: 3 });
    expect(after(list, posted(4, { replyTo: 1 }))[0]).toMatchObject({ replies: 2, lastReply: 4 });
  });

  it('is the same when an event is about a message that is not in it, or about none', () => {
    const list: RoomEvent[] = [posted(5), { type: 'unknownEvent', room: 'lobby', seq: 1 }];
    for (const other of [edited(6, 'x'), posted(7), posted(8, { replyTo: 2 })] as KnownEvent[]) {
      expect(after(list, other)).toBe(list);
    }
  });
});

describe('what is on its way', () => {
  const to = { room: 'lobby', cid: 'c', target: 1 };
  const react = (on: boolean, emoji = '👍'): Addition => ({ type: 'react', ...to, emoji, on });

  it('shows at once', () => {
    expect(anticipated(posted(1), { type: 'edit', ...to, text: 'new' }, ME.id)).toMatchObject({ text: 'new' });
    expect(anticipated(posted(1), { type: 'pin', ...to, on: true }, ME.id).pinned).toBe(true);
    const mine = anticipated(posted(1), react(true), ME.id);
    expect(mine.reactions).toEqual([{ emoji: '👍', count: 1, users: ['me'] }]);
    expect(anticipated(mine, react(false), ME.id).reactions).toEqual([]);
  });

  it('is not counted twice when its event is there', () => {
    const there = all(posted(1), reacted(2, ME, '👍', true, 1));
    expect(anticipated(there, react(true), ME.id)).toBe(there);
    expect(anticipated(posted(1), react(false), ME.id)).toEqual(posted(1));
  });

  it('leaves a message alone until it is really gone', () => {
    const message = posted(1);
    expect(anticipated(message, { type: 'delete', ...to }, ME.id)).toBe(message);
  });
});

it('reactions have one order for everybody', () => {
  const reaction = (emoji: string) => ({ emoji, count: 1, users: [] });
  const shuffled = ['🦊', '🎉', '👍', '🐢', '❤️'].map(reaction);
  expect(inOrder(shuffled).map(({ emoji }) => emoji)).toEqual(['👍', '❤️', '🎉', '🐢', '🦊']);
});

/** What a person in the room might do next. */
function addition(log: ModelLog, i: number, random: () => number): Addition {
  const to = { room: 'lobby', cid: `c${i}`, target: Math.ceil(random() * log.head) };
  const texts = { room: 'lobby', cid: `c${i}`, text: `text ${i}` };
  return pick<() => Addition>(
    [
      () => ({ type: 'send', ...texts }),
      () => ({ type: 'send', ...texts, replyTo: to.target }),
      () => ({ type: 'edit', ...to, text: `edit ${i}` }),
      () => ({ type: 'delete', ...to }),
      () => ({ type: 'react', ...to, emoji: pick(EMOJI, random), on: random() < 0.6 }),
      () => ({ type: 'react', ...to, emoji: pick(EMOJI, random), on: random() < 0.6 }),
      () => ({ type: 'pin', ...to, on: random() < 0.5 }),
    ],
    random,
  )();
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed))('seed %i', (seed) => {
  it('state first or events first, once or twice: the messages end the same', () => {
    const random = randomFrom(seed);
    const log = new ModelLog();
    const people = [ME, BIA, CAIO].map(by);
    for (let i = 0; i < 80; i++) {
      log.add(pick(people, random), addition(log, i, random));
    }
    const now = log.page(1, log.head).filter(isPosted).map(alike);
    expect(now.length).toBeGreaterThan(10);
    for (let round = 0; round < 10; round++) {
      // Told as it was at one time, then every event from an earlier or the same time on.
      const told = Math.ceil(random() * log.head);
      const earlier = new ModelLog();
      log.events.slice(0, told).forEach((it) => earlier.events.push(it));
      let messages: readonly RoomEvent[] = earlier.page(1, told);
      const from = Math.floor(random() * told);
      for (const next of log.page(from + 1, log.head)) {
        messages = after(next.seq > told ? [...messages, next] : messages, next);
        messages = random() < 0.2 ? after(messages, next) : messages;
      }
      expect(messages.filter(isPosted).map(alike)).toEqual(now);
    }
  });
});
