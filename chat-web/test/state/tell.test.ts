import { describe, expect, it } from 'vitest';
import type { Posted } from '../../src/protocol/messages';
import type { Alert } from '../../src/state/model';
import { nextDeadline } from '../../src/state/select';
import { totalCounts } from '../../src/state/select-rooms';
import { isQuiet, type Telling } from '../../src/state/settings';
import { TELL_EVERY_MILLIS } from '../../src/state/tell';
import { alertFrom, BIA, EPOCH, inLobby, ME, Page, posted, range } from './harness';

const CALL = { mentions: [ME.id] };

/** In the lobby, which is not looked at, with sound and notifications on. */
function away(telling: Telling | 'usual' = 'all'): Page {
  return inLobby().do(
    { type: 'settingsChanged', change: { desktop: true, sound: true, volume: 0.4 } },
    { type: 'roomChoiceChanged', room: 'lobby', change: { telling } },
    { type: 'attentionChanged', attention: false },
  );
}

/** What was told since the last time. */
function told(page: Page): Alert[] {
  const alerts = page.effects.flatMap((effect) => (effect.do === 'tell' ? [effect.alert] : []));
  page.effects = [];
  return alerts;
}

describe('somebody who looks elsewhere', () => {
  it('is told of a message', () => {
    const page = away().hear(posted(1, { text: 'hi' }));
    expect(told(page)).toEqual([alertFrom(BIA, { volume: 0.4 })]);
  });

  it('is told of a room every few seconds, with the number of messages', () => {
    const page = away().hear(posted(1, { text: 'a' }));
    told(page);
    page.hear(posted(2, { text: 'b' }), posted(3, { text: 'c', ...CALL }), posted(4, { text: 'd' }));
    expect(told(page)).toEqual([]);
    expect(nextDeadline(page.state)).toBe(page.now + TELL_EVERY_MILLIS);
    page.wait(TELL_EVERY_MILLIS);
    expect(told(page)).toMatchObject([{ count: 3, calls: true, seq: 4, text: 'd' }]);
    page.wait(10 * TELL_EVERY_MILLIS);
    expect(told(page)).toEqual([]);
  });

  it.each(['ana', 'blocked'])('is not told what is of no interest: %s', (what) => {
    const page = away();
    if (what === 'blocked') {
      page.hear({ type: 'blocked', user: BIA, on: true });
    }
    page.hear(posted(1, { from: what === 'ana' ? ME : BIA }));
    expect(told(page)).toEqual([]);
  });

  it('is not told when everything is switched off', () => {
    const page = away().do({ type: 'settingsChanged', change: { desktop: false, sound: false } });
    expect(told(page.hear(posted(1, { text: 'x' })))).toEqual([]);
  });

  it('hears nothing when only the sound is off', () => {
    const page = away().do({ type: 'settingsChanged', change: { sound: false } });
    expect(told(page.hear(posted(1, { text: 'x' })))).toMatchObject([{ desktop: true, volume: 0 }]);
  });

  it('is not told what was read on another device meanwhile', () => {
    const page = away().hear(posted(1, { text: 'a' }), posted(2, { text: 'b' }));
    told(page);
    page.hear({ type: 'readUpTo', room: 'lobby', seq: 2, unread: 0, asOf: 2 }).wait(TELL_EVERY_MILLIS);
    expect(told(page)).toEqual([]);
  });

  it('is not told what is seen before it is told', () => {
    const page = away().hear(posted(1, { text: 'a' }), posted(2, { text: 'b' }));
    told(page);
    page.do({ type: 'attentionChanged', attention: true }).wait(TELL_EVERY_MILLIS);
    expect(told(page)).toEqual([]);
  });

  it('is not told at night, and not in the morning of the night', () => {
    const hours = new Date(new Page().now).getHours();
    const quiet = { on: true, from: hours * 60, to: (hours * 60 + 1) % 1_440 };
    const page = away().do({ type: 'settingsChanged', change: { quiet } });
    expect(told(page.hear(posted(1, { text: 'x' })))).toEqual([]);
    page.wait(60_000 + TELL_EVERY_MILLIS);
    expect(told(page)).toEqual([]);
    expect(told(page.hear(posted(2, { text: 'y' })))).toMatchObject([{ count: 1, text: 'y' }]);
  });
});

describe('what is missed and not told yet', () => {
  const since = { room: 'lobby', at: 1, cid: 'x', from: { id: BIA.id, name: BIA.name } };
  const twoMissed = (...events: Posted[]) => {
    const page = away().hear(posted(1));
    told(page);
    return page.hear(...events);
  };
  const later = (page: Page) => told(page.wait(TELL_EVERY_MILLIS));

  it('is told as it is by then', () => {
    const page = twoMissed(posted(2, { text: 'secert' }));
    page.hear({ type: 'edited', ...since, seq: 3, target: 2, text: 'secret' });
    expect(later(page)).toMatchObject([{ count: 1, text: 'secret' }]);
  });

  it('is not told when it was deleted, and what came before it is', () => {
    const one = twoMissed(posted(2, { text: 'gone' })).hear({ type: 'deleted', ...since, seq: 3, target: 2 });
    expect(later(one)).toEqual([]);
    const two = twoMissed(posted(2, { text: 'stays' }), posted(3, { text: 'gone' }));
    expect(later(two.hear({ type: 'deleted', ...since, seq: 4, target: 3 }))).toMatchObject([
      { count: 1, from: 'Bia', text: 'stays' },
    ]);
  });

  it('leads to what is left of it, and calls nobody whom only the deleted message called', () => {
    const page = twoMissed(posted(2, { text: 'stays' }), posted(3, { text: 'gone', ...CALL }));
    page.hear({ type: 'deleted', ...since, seq: 4, target: 3 });
    expect(later(page)).toMatchObject([{ count: 1, seq: 2, by: BIA.id, calls: false }]);
  });

  it('calls whom one that is left calls, be it not the newest', () => {
    const page = twoMissed(posted(2, CALL), posted(3), posted(4)).hear({
      type: 'deleted',
      ...since,
      seq: 5,
      target: 4,
    });
    expect(later(page)).toMatchObject([{ count: 2, seq: 3, calls: true }]);
  });

  it('is told without words when those that are left are not here', () => {
    const page = inLobby(5_000).do(
      { type: 'settingsChanged', change: { desktop: true } },
      { type: 'roomChoiceChanged', room: 'lobby', change: { telling: 'all' } },
      { type: 'messageWanted', room: 'lobby', seq: 100 },
    );
    page.history(range(75, 124), true).do({ type: 'attentionChanged', attention: false }).hear(posted(5_001));
    told(page);
    page.hear(posted(5_002), posted(5_003)).hear({ type: 'deleted', ...since, seq: 5_004, target: 5_003 });
    expect(later(page)).toMatchObject([{ count: 1, calls: false, from: '', text: '' }]);
  });

  it('is not told when its author was blocked meanwhile', () => {
    const page = twoMissed(posted(2, { text: 'x' })).hear({ type: 'blocked', user: BIA, on: true });
    expect(later(page)).toEqual([]);
  });

  it('waits until it is known who is blocked', () => {
    const page = away().lose().welcome().joined(0).live();
    page.hear({ type: 'unread', id: page.lastSaid('unread').id, rooms: [], more: false }, posted(1));
    expect(told(page)).toEqual([]);
    page.hear({ type: 'blocks', id: page.lastSaid('blocks').id, users: [] });
    expect(later(page)).toHaveLength(1);
  });

  it('counts no more than there is unread', () => {
    const page = away().lose().welcome();
    page.hear({ type: 'blocks', id: page.lastSaid('blocks').id, users: [] });
    const events = range(1, 50).map((event) => ({ ...event, at: page.now + event.seq }));
    const { id } = page.lastSaid('join');
    page.hear({
      type: 'reset',
      id,
      room: 'lobby',
      title: 'lobby',
      seq: 50,
      epoch: EPOCH,
      events,
      count: 1,
      members: [],
    });
    page.live();
    const mark = { room: 'lobby', seq: 40, unread: 10, asOf: 50 };
    page.hear({ type: 'unread', id: page.lastSaid('unread').id, rooms: [mark], more: false });
    expect(later(page)).toMatchObject([{ count: 10, seq: 50 }]);
  });

  it('is not cut in the middle of a character', () => {
    expect(told(away().hear(posted(1, { text: `${'a'.repeat(199)}🎉🎉` })))).toMatchObject([
      { text: `${'a'.repeat(199)}🎉` },
    ]);
  });
});

it('nobody is told of a room that is looked at', () => {
  const page = away().do({ type: 'attentionChanged', attention: true });
  expect(told(page.hear(posted(1, { text: 'x' })))).toEqual([]);
});

describe('of a room', () => {
  it.each([
    ['usual', 0, 1],
    ['all', 1, 1],
    ['mentions', 0, 1],
    ['none', 0, 0],
  ] as const)('for %s, of %i plain messages and %i that call', (telling, plain, calling) => {
    expect(told(away(telling).hear(posted(1, { text: 'x' })))).toHaveLength(plain);
    expect(told(away(telling).hear(posted(1, { text: '@Ana', ...CALL })))).toHaveLength(calling);
  });

  it.each([
    ['usual', '@1 · 2'],
    ['all', '@1 · 2'],
    ['mentions', '@1'],
    ['none', ''],
  ] as const)('for %s, the title counts %j', (telling, counts) => {
    const page = away(telling).hear(posted(1, { text: 'x' }), posted(2, { text: '@Ana', ...CALL }));
    expect(totalCounts(page.state)).toBe(counts);
  });
});

describe('what was missed without a connection', () => {
  function comingBack(attention: boolean): Page {
    const page = away().hear(posted(1, { text: 'before' }));
    told(page);
    page.do({ type: 'attentionChanged', attention }).lose().wait(60_000);
    page.connect().joined(40);
    for (let seq = 2; seq <= 40; seq++) {
      page.hear(posted(seq, { text: `m${seq}` }));
    }
    return page;
  }

  it('is told at once, and only when all of it is there', () => {
    const page = comingBack(false);
    expect(told(page)).toEqual([]);
    page.live();
    expect(told(page)).toMatchObject([{ room: 'lobby', count: 39, seq: 40 }]);
    page.hear(posted(41, { text: 'now' })).wait(TELL_EVERY_MILLIS);
    expect(told(page)).toMatchObject([{ count: 1, text: 'now' }]);
  });

  it('is not told to whoever sees it come', () => {
    const page = comingBack(true).live();
    expect(told(page)).toEqual([]);
  });
});

describe('quiet hours', () => {
  const at = (hours: number, minutes = 0) => new Date(2026, 5, 1, hours, minutes).getTime();
  const night = { on: true, from: 22 * 60, to: 7 * 60 };

  it.each([
    [21, 59, false],
    [22, 0, true],
    [3, 0, true],
    [6, 59, true],
    [7, 0, false],
  ])('over midnight, at %i:%i', (hours, minutes, quiet) => {
    expect(isQuiet(night, at(hours, minutes))).toBe(quiet);
  });

  it.each([
    [12, 59, false],
    [13, 0, true],
    [14, 0, false],
  ])('of an afternoon, at %i:%i', (hours, minutes, quiet) => {
    expect(isQuiet({ on: true, from: 13 * 60, to: 14 * 60 }, at(hours, minutes))).toBe(quiet);
  });

  it('are none when they are off, or no time long', () => {
    expect(isQuiet({ ...night, on: false }, at(3))).toBe(false);
    expect(isQuiet({ on: true, from: 60, to: 60 }, at(1))).toBe(false);
  });
});
