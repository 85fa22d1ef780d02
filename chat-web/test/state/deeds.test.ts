import { describe, expect, it } from 'vitest';
import type { DeedMessage } from '../../src/state/model';
import { nextDeadline } from '../../src/state/select';
import { BIA, CAIO, inLobby, ME, Page, posted } from './harness';

const deed = (message: DeedMessage, about = BIA) => ({ type: 'deedWanted', message, about }) as const;
const KICK = { type: 'kick', room: 'lobby', user: BIA.id } as const;
const BLOCK = { type: 'block', user: BIA.id, on: true } as const;
const DIRECT = `~d${'b'.repeat(25)}`;

function refuse(page: Page, type: DeedMessage['type'], code: string): Page {
  return page.hear({ type: 'error', id: page.lastSaid(type).id, code, message: `English for ${code}` });
}

describe('a deed', () => {
  it('is asked for, and told to be done', () => {
    const page = inLobby().do(deed(KICK));
    expect(page.lastSaid('kick')).toEqual({ ...KICK, id: expect.any(Number) });
    expect(page.state.deed.kind).toBe('asked');
    page.hear({ type: 'done', id: page.lastSaid('kick').id });
    expect(page.state.deed).toEqual({ kind: 'done', message: KICK, about: BIA });
  });

  it('that adds to the log is done when that is acknowledged', () => {
    const invite = { type: 'invite', room: 'lobby', cid: 'i1', user: BIA.id } as const;
    const page = inLobby().do(deed(invite));
    const { id } = page.lastSaid('invite');
    page.hear({ type: 'ack', id, room: 'lobby', cid: 'i1', seq: 4, at: 1, duplicate: false });
    expect(page.state.deed.kind).toBe('done');
  });

  it('is asked for once, however often one clicks', () => {
    const invite = { type: 'invite', room: 'lobby', cid: 'i1', user: BIA.id } as const;
    expect(inLobby().do(deed(KICK), deed(KICK)).take('kick')).toHaveLength(1);
    expect(
      inLobby()
        .do(deed(invite), deed({ ...invite, cid: 'i2' }))
        .take('invite'),
    ).toHaveLength(1);
  });

  it('does not wait for the one before it, and what is told is of the later one', () => {
    const page = inLobby().do(deed(KICK), deed(BLOCK));
    const [kick, block] = [page.lastSaid('kick').id, page.lastSaid('block').id];
    page.hear({ type: 'done', id: kick });
    expect(page.state.deed).toEqual({ kind: 'asked', message: BLOCK });
    page.hear({ type: 'done', id: block });
    expect(page.state.deed).toMatchObject({ kind: 'done', message: BLOCK });
  });

  it('that was refused is not covered by a later one that went well', () => {
    const page = inLobby().do(deed(KICK), deed(BLOCK));
    refuse(page, 'kick', 'forbidden');
    page.hear({ type: 'done', id: page.lastSaid('block').id });
    expect(page.state.deed).toMatchObject({ kind: 'failed', message: KICK });
    expect(page.state.blocked.has(BIA.id)).toBe(true);
  });

  it('that had no answer when the connection went is told to have failed, even behind one that went well', () => {
    const page = inLobby().do(deed(KICK), deed(BLOCK));
    page.hear({ type: 'done', id: page.lastSaid('block').id }).lose();
    expect(page.state.deed).toMatchObject({ kind: 'failed', message: KICK, problem: { code: 'connectionLost' } });
  });

  it('is not asked for beside eight others', () => {
    const page = inLobby();
    for (let i = 0; i < 9; i++) {
      page.do(deed({ ...BLOCK, user: `u${i}` }));
    }
    expect(page.take('block')).toHaveLength(8);
  });

  it('tells why it was refused, and may be tried again', () => {
    const page = inLobby().do(deed(KICK));
    refuse(page, 'kick', 'forbidden');
    expect(page.state.deed).toMatchObject({ kind: 'failed', problem: { code: 'forbidden' } });
    page.do(deed(KICK));
    expect(page.state.deed.kind).toBe('asked');
  });

  it('fails without a connection, before and while it is asked', () => {
    const problem = { code: 'connectionLost', message: '' };
    expect(inLobby().do(deed(KICK)).lose().state.deed).toMatchObject({ kind: 'failed', problem });
    expect(inLobby().lose().do(deed(KICK)).state.deed).toMatchObject({ kind: 'failed', problem });
  });

  it('is forgotten with the panel it was done in', () => {
    const page = inLobby().do({ type: 'personWanted', room: 'lobby', user: BIA }, deed(KICK));
    page.hear({ type: 'done', id: page.lastSaid('kick').id });
    page.do({ type: 'sideClosed' });
    expect(page.state.deed.kind).toBe('idle');
  });

  it('blocks and unblocks', () => {
    const page = inLobby().do(deed(BLOCK));
    page.hear({ type: 'done', id: page.lastSaid('block').id });
    expect([...page.state.blocked.values()]).toEqual([BIA]);
    page.do(deed({ ...BLOCK, on: false }));
    page.hear({ type: 'done', id: page.lastSaid('block').id });
    expect(page.state.blocked.size).toBe(0);
  });

  it('opens direct messages', () => {
    const page = inLobby().do({ type: 'peopleWanted', room: null }, deed({ type: 'direct', users: [BIA.id] }));
    const { id } = page.lastSaid('direct');
    page.hear({ type: 'roomCreated', id, room: DIRECT, title: 'Bia', visibility: 'direct', created: true });
    expect(page.state.active).toBe(DIRECT);
    expect(page.state.side.kind).toBe('none');
    expect(page.take('join')).toMatchObject([{ room: DIRECT }]);
  });
});

describe('a panel of people', () => {
  it('finds them while their name is typed; only the last answer counts', () => {
    const page = inLobby().do({ type: 'peopleWanted', room: 'lobby' }, { type: 'peopleSought', query: 'b' });
    const { id } = page.lastSaid('findUsers');
    page.do({ type: 'peopleSought', query: 'bi' });
    page.hear({ type: 'foundUsers', id, users: [CAIO] });
    expect(page.state.side).toMatchObject({ users: [], phase: { kind: 'loading' } });
    page.hear({ type: 'foundUsers', id: page.lastSaid('findUsers').id, users: [BIA] });
    expect(page.state.side).toMatchObject({ users: [BIA], phase: { kind: 'ready' } });
    page.said = [];
    page.do({ type: 'peopleSought', query: ' ' });
    expect(page.said).toEqual([]);
    expect(page.state.side).toMatchObject({ users: [], phase: { kind: 'ready' } });
  });

  it('goes with its room, and stays with any when it is about none', () => {
    const page = inLobby().do({ type: 'personWanted', room: 'lobby', user: BIA });
    expect(page.do({ type: 'roomChosen', room: 'jazz' }).state.side.kind).toBe('none');
    page.do({ type: 'meWanted' }, { type: 'roomChosen', room: 'lobby' });
    expect(page.state.side.kind).toBe('me');
  });

  it('shows what was reported, until somebody has looked at it', () => {
    const page = inLobby().do({ type: 'entriesWanted', what: 'reports', room: 'lobby' });
    const report = (n: number) => ({ report: n, post: posted(n), reason: 'spam', by: CAIO, at: 1 });
    const { id } = page.lastSaid('reports');
    page.hear({ type: 'reports', id, room: 'lobby', entries: [report(1), report(2)], more: true });
    page.do({ type: 'moreEntriesWanted' });
    expect(page.lastSaid('reports')).toMatchObject({ after: 2 });
    const { id: more } = page.lastSaid('reports');
    page.hear({ type: 'reports', id: more, room: 'lobby', entries: [report(3)], more: false });
    page.do(deed({ type: 'resolveReport', room: 'lobby', report: 2, outcome: 'handled' }));
    page.hear({ type: 'done', id: page.lastSaid('resolveReport').id });
    expect(page.state.side).toMatchObject({ entries: [{ report: 1 }, { report: 3 }], more: false });
  });

  it('shows who is muted or banned, until that is lifted', () => {
    const page = inLobby().do({ type: 'entriesWanted', what: 'restrictions', room: 'lobby' });
    const muted = { user: BIA, kind: 'mute', by: ME, at: 1, byAddress: false } as const;
    const banned = { ...muted, kind: 'ban' } as const;
    const { id } = page.lastSaid('restrictions');
    page.hear({ type: 'restrictions', id, room: 'lobby', entries: [muted, banned], more: false });
    page.do(deed({ type: 'restrict', room: 'lobby', user: BIA.id, kind: 'mute', on: false }));
    page.hear({ type: 'done', id: page.lastSaid('restrict').id });
    expect(page.state.side).toMatchObject({ entries: [banned] });
  });

  it('tells why it shows nothing, and asks again', () => {
    const page = inLobby().do({ type: 'entriesWanted', what: 'reports', room: 'lobby' });
    page.hear({ type: 'error', id: page.lastSaid('reports').id, code: 'forbidden', message: '' });
    expect(page.state.side).toMatchObject({ phase: { kind: 'failed', problem: { code: 'forbidden' } } });
    page.said = [];
    page.do({ type: 'sideWantedAgain' });
    expect(page.said.map(({ type }) => type)).toEqual(['reports']);
  });
});

describe('a slow room', () => {
  it('keeps a message until its time, and sends it then', () => {
    const page = inLobby().submit('one', 'c1').submit('two', 'c2');
    page.refuse('slowMode', 25_000);
    expect(page.fates()).toEqual(['c1 queued', 'c2 queued']);
    expect(nextDeadline(page.state)).toBe(page.now + 25_000);
    page.said = [];
    expect(page.wait(24_000).said).toEqual([]);
    expect(page.wait(1_000).take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('holds up neither reactions nor other rooms', () => {
    const page = inLobby(3).submit('one', 'c1').refuse('slowMode', 25_000);
    page.said = [];
    const react = { type: 'react', room: 'lobby', cid: 'c2', target: 3, emoji: '👍', on: true } as const;
    page.do({ type: 'additionWanted', message: react });
    expect(page.take('react')).toHaveLength(1);
  });
});

describe('somebody muted', () => {
  it('keeps what was written, and sends it only by hand', () => {
    const page = inLobby().submit('one', 'c1').refuse('muted', 60_000);
    expect(page.fates()).toEqual(['c1 failed']);
    expect(page.room().terms.mutedUntil).toBe(page.now + 60_000);
    page.said = [];
    page.submit('two', 'c2');
    expect(page.room().draft).toBe('two');
    page.wait(60_000);
    expect(page.room().terms.mutedUntil).toBeNull();
    expect(page.said).toEqual([]);
    page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
    expect(page.take('send')).toMatchObject([{ cid: 'c1' }]);
  });

  it('is told so, and when it is over', () => {
    const page = inLobby().hear({ type: 'standing', room: 'lobby', mutedUntil: 0 });
    expect(page.room().terms.mutedUntil).toBe(0);
    expect(nextDeadline(page.state)).toBeNull();
    page.do({ type: 'drafted', room: 'lobby', text: 'hm' });
    expect(page.take('typing')).toEqual([]);
    page.hear({ type: 'standing', room: 'lobby' });
    expect(page.room().terms.mutedUntil).toBeNull();
  });
});

it('does not send again by itself what is not allowed', () => {
  const page = inLobby().submit('one', 'c1').refuse('forbidden');
  page.do({ type: 'sendWantedAgain', room: 'lobby', cid: 'c1' });
  expect(page.fates()).toEqual(['c1 failed']);
  page.do({ type: 'sendEdited', room: 'lobby', cid: 'c1' });
  expect(page.room().draft).toBe('one');
});
