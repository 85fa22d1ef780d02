import { describe, expect, it } from 'vitest';
import type { Hit, RoomEvent } from '../../src/protocol/messages';
import type { Side } from '../../src/state/model';
import { markedParts } from '../../src/state/select';
import { BIA, inLobby, Page, posted, range } from './harness';

const event = { room: 'lobby', at: 1, from: { id: BIA.id, name: BIA.name }, cid: 'x' };
const pinned = (seq: number, target: number, on = true): RoomEvent => ({ type: 'pinned', ...event, seq, target, on });
const deleted = (seq: number, target: number): RoomEvent => ({ type: 'deleted', ...event, seq, target });
const edited = (seq: number, target: number, text: string): RoomEvent => ({
  type: 'edited',
  ...event,
  seq,
  target,
  text,
});
const side = <K extends Side['kind']>(page: Page, kind: K): Extract<Side, { kind: K }> => {
  expect(page.state.side.kind).toBe(kind);
  return page.state.side as Extract<Side, { kind: K }>;
};
const heardPins = (page: Page, ...events: RoomEvent[]) =>
  page.hear({ type: 'pins', id: page.lastSaid('pins').id, room: 'lobby', events });

describe('pinned messages', () => {
  const open = () => {
    const page = inLobby(9).do({ type: 'pinsWanted', room: 'lobby' });
    return heardPins(page, posted(2, { pinned: true }), posted(5, { pinned: true }));
  };
  const seqs = (page: Page) => side(page, 'pins').events.map(({ seq }) => seq);

  it('are asked for and shown', () => {
    expect(seqs(open())).toEqual([2, 5]);
    expect(side(open(), 'pins').phase.kind).toBe('ready');
  });

  it('change with what happens to them', () => {
    const page = open().hear(edited(10, 5, 'new text'), pinned(11, 2, false));
    expect(side(page, 'pins').events).toMatchObject([{ seq: 5, text: 'new text' }]);
    expect(seqs(page.hear(deleted(12, 5)))).toEqual([]);
  });

  it('are asked for again when there is a new one', () => {
    const page = open();
    page.said = [];
    page.hear(pinned(10, 7));
    expect(page.take('pins')).toHaveLength(1);
  });

  it('are asked for once more when one was pinned while the answer was under way', () => {
    const page = inLobby(9).do({ type: 'pinsWanted', room: 'lobby' }).hear(pinned(10, 7));
    page.said = page.said.slice(0, 1);
    heardPins(page, posted(2, { pinned: true }));
    expect(page.take('pins')).toHaveLength(2);
  });

  it('know what happened while the answer was under way', () => {
    const page = inLobby(9).do({ type: 'pinsWanted', room: 'lobby' });
    page.hear(edited(10, 2, 'new text'), deleted(11, 5));
    heardPins(page, posted(2, { pinned: true }), posted(5, { pinned: true }));
    expect(side(page, 'pins').events).toMatchObject([{ seq: 2, text: 'new text' }]);
  });

  it('go away with their room, and are asked for again when the connection is back', () => {
    const page = open().lose().connect().joined(9);
    page.said = [];
    expect(page.live().take('pins')).toHaveLength(1);
    page.do({ type: 'roomChosen', room: 'jazz' });
    expect(page.state.side.kind).toBe('none');
  });

  it('say why they do not come', () => {
    const page = inLobby(9).do({ type: 'pinsWanted', room: 'lobby' });
    page.hear({ type: 'error', id: page.lastSaid('pins').id, code: 'overloaded', message: '' });
    expect(side(page, 'pins').phase).toMatchObject({ kind: 'failed', problem: { code: 'overloaded' } });
    page.said = [];
    expect(page.do({ type: 'sideWantedAgain' }).take('pins')).toHaveLength(1);
    page.lose();
    expect(side(page, 'pins').phase).toMatchObject({ kind: 'failed', problem: { code: 'connectionLost' } });
  });
});

describe('a thread', () => {
  const reply = (seq: number) => posted(seq, { replyTo: 1 });
  const open = () => inLobby(9).do({ type: 'threadWanted', room: 'lobby', root: 1 });
  const seqs = (page: Page) => side(page, 'thread').events.map(({ seq }) => seq);

  it('is asked for, newest first, and read backwards', () => {
    const page = open();
    expect(page.lastSaid('history')).toMatchObject({ thread: 1, limit: 50 });
    page.history([reply(5), reply(8)], true);
    expect(seqs(page)).toEqual([5, 8]);
    page.do({ type: 'olderRepliesWanted' });
    expect(page.lastSaid('history')).toMatchObject({ thread: 1, before: 5 });
    page.history([reply(2), reply(4)], false);
    expect(seqs(page)).toEqual([2, 4, 5, 8]);
    page.said = [];
    expect(page.do({ type: 'olderRepliesWanted' }).take('history')).toEqual([]);
  });

  it('grows, and changes', () => {
    const page = open()
      .history([reply(5)], false)
      .hear(reply(10), posted(11), edited(12, 5, 'new text'));
    expect(side(page, 'thread').events).toMatchObject([{ seq: 5, text: 'new text' }, { seq: 10 }]);
  });

  it('has each answer once, whatever comes while it is under way', () => {
    const page = open().hear(reply(10), reply(11), edited(12, 11, 'new text'));
    page.history([reply(5), reply(10)], false);
    expect(side(page, 'thread').events).toMatchObject([{ seq: 5 }, { seq: 10 }, { seq: 11, text: 'new text' }]);
  });
});

describe('the texts of a message', () => {
  const versions = (page: Page, ...texts: string[]) =>
    page.hear({
      type: 'versions',
      id: page.lastSaid('versions').id,
      room: 'lobby',
      target: 2,
      versions: texts.map((text, i) => ({ seq: i + 2, at: i, text })),
    });

  it('are asked for when somebody wants to see them, and again when there is another', () => {
    const page = inLobby(9).do({ type: 'versionsWanted', room: 'lobby', target: 2 });
    versions(page, 'first', 'second');
    expect(side(page, 'versions').versions.map(({ text }) => text)).toEqual(['first', 'second']);
    page.said = [];
    expect(page.hear(edited(10, 3, 'of another')).take('versions')).toEqual([]);
    expect(page.hear(edited(11, 2, 'third')).take('versions')).toHaveLength(1);
  });

  it('are gone when it is deleted', () => {
    const page = inLobby(9).do({ type: 'versionsWanted', room: 'lobby', target: 2 });
    versions(page, 'first', 'second').hear(deleted(10, 2));
    versions(page);
    expect(side(page, 'versions')).toMatchObject({ versions: [], phase: { kind: 'ready' } });
  });
});

describe('a search', () => {
  const hit = (seq: number, room = 'lobby'): Hit => ({
    event: posted(seq, { room }),
    snippet: `message ${seq}`,
    marks: [{ from: 0, to: 7 }],
  });
  const found = (page: Page, hits: Hit[], next?: string) =>
    page.hear({
      type: 'found',
      id: page.lastSaid('search').id,
      hits,
      ...(next === undefined ? {} : { next }),
    });
  const search = (query: string, room: string | null = null, from: typeof BIA | null = null) =>
    inLobby(9).do({ type: 'searchOpened' }, { type: 'searched', query, room, from });
  const seqs = (page: Page) => side(page, 'search').hits.map((it) => it.event.seq);

  it('looks everywhere, or in one room', () => {
    expect(search(' olá ').lastSaid('search')).toEqual({ type: 'search', id: expect.any(Number), query: 'olá' });
    expect(search('olá', 'lobby').lastSaid('search')).toMatchObject({ query: 'olá', room: 'lobby' });
    expect(search('olá', null, BIA).lastSaid('search')).toMatchObject({ query: 'olá', from: BIA.id });
    expect(search('  ').said).toEqual([]);
  });

  it('is read page by page', () => {
    const page = found(search('message'), [hit(9), hit(7)], 's1');
    expect(side(page, 'search')).toMatchObject({ next: 's1', phase: { kind: 'ready' } });
    page.do({ type: 'moreHitsWanted' }, { type: 'moreHitsWanted' });
    expect(page.lastSaid('search')).toMatchObject({ query: 'message', cursor: 's1' });
    expect(page.take('search')).toHaveLength(2);
    page.hear({ type: 'found', id: page.everSaid.at(-1)?.id ?? 0, hits: [hit(3)] });
    expect(seqs(page)).toEqual([9, 7, 3]);
    expect(side(page, 'search').next).toBeNull();
  });

  it('passes over the answer to an earlier one', () => {
    const page = search('first');
    const { id } = page.lastSaid('search');
    page.do({ type: 'searched', query: 'second', room: null, from: null });
    page.hear({ type: 'found', id, hits: [hit(9)] });
    expect(seqs(page)).toEqual([]);
    expect(seqs(found(page, [hit(4)]))).toEqual([4]);
  });

  it('says what is wrong with a question, and when there is no connection', () => {
    const page = search('*');
    page.hear({ type: 'error', id: page.lastSaid('search').id, code: 'invalidField', message: '', field: 'query' });
    expect(side(page, 'search').phase).toMatchObject({ kind: 'failed', problem: { code: 'badQuery' } });
    page.lose().do({ type: 'searched', query: 'olá', room: null, from: null });
    expect(side(page, 'search').phase).toMatchObject({ kind: 'failed', problem: { code: 'connectionLost' } });
  });

  it('does not keep what was deleted', () => {
    const page = found(search('message'), [hit(9), hit(9, 'jazz'), hit(7)]).hear(deleted(10, 9));
    expect(side(page, 'search').hits.map(({ event: { room, seq } }) => `${room} ${seq}`)).toEqual([
      'jazz 9',
      'lobby 7',
    ]);
  });

  it('leads to a message in a room that is not even entered', () => {
    const page = found(search('message'), [hit(700, 'jazz')]);
    page.do({ type: 'messageWanted', room: 'jazz', seq: 700 });
    expect(page.state.active).toBe('jazz');
    page.joined(5_000, { room: 'jazz' });
    expect(page.lastSaid('history')).toMatchObject({ room: 'jazz', around: 700 });
    page.history(
      range(675, 724).map((it) => ({ ...it, room: 'jazz' })),
      true,
    );
    page.live('jazz');
    expect(page.room('jazz')).toMatchObject({
      window: { from: 675, to: 724 },
      reading: { jump: { seq: 700 }, wanted: null, following: false },
    });
    expect(page.state.side.kind).toBe('search');
  });

  it('leads to a message of a room whose newest page is just being read', () => {
    const page = inLobby(9).do({ type: 'roomChosen', room: 'jazz' }).joined(5_000, { room: 'jazz' });
    page.do({ type: 'messageWanted', room: 'jazz', seq: 700 });
    const inJazz = (from: number, to: number) => range(from, to).map((it) => ({ ...it, room: 'jazz' }));
    expect(page.lastSaid('history')).toMatchObject({ before: 5_001 });
    page.history(inJazz(4_951, 5_000), true);
    expect(page.lastSaid('history')).toMatchObject({ around: 700 });
    page.history(inJazz(675, 724), true);
    expect(page.room('jazz').reading).toMatchObject({ jump: { seq: 700 } });
  });

  it('shows where the hits are, and nothing where marks make no sense', () => {
    const parts = (...marks: [number, number][]) =>
      markedParts(
        'olá, mundo',
        marks.map(([from, to]) => ({ from, to })),
      ).map(({ text, marked }) => (marked ? `[${text}]` : text));
    expect(parts([0, 3], [5, 10])).toEqual(['[olá]', ', ', '[mundo]']);
    expect(parts([5, 99], [3, 3], [4, 2])).toEqual(['olá, mundo']);
    expect(parts([0, 5], [3, 8])).toEqual(['[olá, ]', 'mundo']);
    expect(parts()).toEqual(['olá, mundo']);
  });
});
