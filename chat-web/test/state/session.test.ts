import { describe, expect, it } from 'vitest';
import { BIA, EPOCH, inLobby, LIMITS, ME, mine, Page, posted } from './harness';

const refused = (page: Page, code: string, more: { suggestion?: string; retryAfterMillis?: number } = {}) =>
  page.hear({ type: 'error', id: page.lastSaid('hello').id, code, message: `English for ${code}`, ...more });

describe('entering', () => {
  it('says hello with the name once the connection is open', () => {
    const page = new Page().do({ type: 'nameChosen', name: '  Ana ' });
    expect(page.state.session).toMatchObject({ phase: 'entering', name: 'Ana' });
    expect(page.effects).toEqual([{ do: 'connect' }]);
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    expect(page.said).toEqual([{ type: 'hello', id: 1, name: 'Ana' }]);
  });

  it.each(['', ' ', 'A', '7', 'a1', 'x'.repeat(33)])('refuses the name %j by itself', (name) => {
    const page = new Page().do({ type: 'nameChosen', name });
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: 'invalidName' } });
    expect(page.effects).toEqual([]);
  });

  it('is inside after welcome, remembers the token, joins the lobby and asks for the rooms', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect();
    expect(page.state.session).toEqual({
      phase: 'inside',
      me: ME,
      pass: { kind: 'guest', token: 'token of me' },
      admin: false,
      epoch: EPOCH,
      limits: LIMITS,
    });
    expect(page.state.link.kind).toBe('ready');
    expect(page.effects).toContainEqual({ do: 'remember', name: 'Ana', token: 'token of me', account: 'no' });
    expect(page.said.map(({ type }) => type)).toEqual(['hello', 'join', 'unread', 'myRooms', 'blocks', 'rooms']);
    expect(page.state.active).toBe('lobby');
  });

  it('goes straight in with what was remembered, the active room first', () => {
    const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby', 'jazz'], active: 'jazz' }).do({
      type: 'started',
    });
    expect(page.effects).toEqual([{ do: 'call', call: { kind: 'ways' } }, { do: 'connect' }]);
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    expect(page.lastSaid('hello')).toMatchObject({ name: 'Ana', token: 't' });
    page.hear({
      type: 'welcome',
      user: ME,
      token: 't',
      epoch: EPOCH,
      limits: LIMITS,
      heartbeatSeconds: 25,
    });
    expect(page.take('join').map(({ room }) => room)).toEqual(['jazz', 'lobby']);
  });

  it('stays on the name screen when nothing was remembered', () => {
    const page = new Page().do({ type: 'started' });
    expect(page.effects).toEqual([{ do: 'call', call: { kind: 'ways' } }]);
    expect(page.state.session.phase).toBe('naming');
  });

  it('shows the free name the server suggests, and takes it', () => {
    const page = new Page().do({ type: 'nameChosen', name: 'Ana' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    refused(page, 'nameTaken', { suggestion: 'Ana-2' });
    expect(page.state.session).toMatchObject({
      phase: 'naming',
      name: 'Ana',
      problem: { code: 'nameTaken', suggestion: 'Ana-2' },
    });
    expect(page.effects.at(-1)).toEqual({ do: 'disconnect' });
    page.do({ type: 'linkChanged', link: { kind: 'off' } }, { type: 'nameChosen', name: 'Ana-2' });
    expect(page.effects.at(-1)).toEqual({ do: 'connect' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    expect(page.lastSaid('hello').name).toBe('Ana-2');
  });

  it('says hello again without a token that the server does not know', () => {
    const page = new Page({ name: 'Ana', token: 'old' }).do({ type: 'started' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    refused(page, 'badToken');
    expect(page.take('hello').at(-1)).toEqual({ type: 'hello', id: 2, name: 'Ana' });
    expect(page.effects).not.toContainEqual({ do: 'disconnect' });
  });

  it('does not try for ever when even no token is a bad one', () => {
    const page = new Page({ name: 'Ana', token: 'old' }).do({ type: 'started' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    refused(refused(page, 'badToken'), 'badToken');
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: 'badToken' } });
  });

  it('drops a connection that opens while a name is being chosen', () => {
    const page = new Page().do({ type: 'linkChanged', link: { kind: 'open' } });
    expect(page.effects).toEqual([{ do: 'disconnect' }]);
  });
});

describe('leaving', () => {
  it('keeps user and rooms for another name', () => {
    const page = inLobby(1).do({ type: 'nameChangeWanted' }, { type: 'linkChanged', link: { kind: 'off' } });
    expect(page.state.session).toMatchObject({ phase: 'naming', name: 'Ana', token: 'token of me', problem: null });
    page.do({ type: 'nameChosen', name: 'Ana Maria' }).connect({ ...ME, name: 'Ana Maria' });
    expect(page.said.find(({ type }) => type === 'hello')).toMatchObject({ name: 'Ana Maria', token: 'token of me' });
    expect(page.lastSaid('join')).toMatchObject({ room: 'lobby', after: 1, epoch: EPOCH });
  });

  it('forgets everything when signed out', () => {
    const page = inLobby(3).do({ type: 'signedOut' });
    expect(page.effects).toEqual([{ do: 'disconnect' }, { do: 'forget', owner: ME.id }]);
    expect(page.state.session).toEqual({ phase: 'naming', name: '', token: null, problem: null });
    expect(page.state.rooms.size).toBe(0);
  });
});

describe('coming back', () => {
  it('says hello with the token and resumes where it was', () => {
    const page = inLobby(3).lose();
    expect(page.state.link).toMatchObject({ kind: 'waiting', code: 1006 });
    expect(page.room().phase.kind).toBe('joining');
    page.connect();
    expect(page.said[0]).toMatchObject({ type: 'hello', name: 'Ana', token: 'token of me' });
    expect(page.take('join')).toEqual([
      { type: 'join', id: expect.any(Number), room: 'lobby', after: 3, epoch: EPOCH },
    ]);
  });

  it('resumes with the epoch its position was counted in, not with the present one', () => {
    const page = inLobby(3).lose().connect(ME, 'e2');
    expect(page.lastSaid('join')).toMatchObject({ after: 3, epoch: 'e1' });
  });

  it('asks for another name when its own was taken meanwhile, and keeps what was not sent', () => {
    const page = inLobby(1).lose().submit('wait for me', 'c1');
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    refused(page, 'nameTaken', { suggestion: 'Ana-2' });
    expect(page.state.session).toMatchObject({ phase: 'naming', token: 'token of me' });
    page.do({ type: 'linkChanged', link: { kind: 'off' } }, { type: 'nameChosen', name: 'Ana-2' }).connect();
    page.joined(1).live();
    expect(page.lastSaid('send')).toMatchObject({ text: 'wait for me', cid: 'c1' });
  });

  it('does not send again by itself, as another user, what may have arrived', () => {
    const page = inLobby().submit('sent', 'c1').lose().submit('not sent', 'c2');
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    refused(page, 'badToken');
    expect(page.fates()).toEqual(['c1 failed', 'c2 queued']);
    expect(page.room().outbox[0]?.status).toMatchObject({ problem: { code: 'interrupted' }, again: true });
  });

  it('may be refused, and tries again only when told to', () => {
    const page = inLobby().do({ type: 'linkChanged', link: { kind: 'refused', code: 1008 } });
    expect(page.state.link).toEqual({ kind: 'refused', code: 1008 });
    expect(page.effects).toEqual([]);
    page.do({ type: 'connectionWanted' });
    expect(page.effects).toEqual([{ do: 'connect' }]);
    expect(page.state.session).toMatchObject({ pass: { token: 'token of me' } });
  });

  it('does not come back with a token that it was refused for', () => {
    const page = inLobby().do(
      { type: 'linkChanged', link: { kind: 'refused', code: 4001 } },
      { type: 'connectionWanted' },
      { type: 'linkChanged', link: { kind: 'open' } },
    );
    expect(page.lastSaid('hello')).toEqual({ type: 'hello', id: expect.any(Number), name: 'Ana' });
  });

  it('passes over answers to requests of an earlier connection', () => {
    const page = inLobby(80).do({ type: 'olderWanted', room: 'lobby' });
    const { id } = page.lastSaid('history');
    page.lose().connect().joined(80).live();
    const before = page.state;
    page.hear({ type: 'history', id, room: 'lobby', events: [posted(30)], first: 1, more: true });
    expect(page.state).toBe(before);
  });

  it('knows its own messages by its user id, from whichever tab they came', () => {
    const page = inLobby().hear(mine(1, 'from another tab', 'hello'), posted(2, { from: { id: BIA.id, name: 'Ana' } }));
    expect(page.room().reading.unread).toBe(0);
    expect(page.shown()).toEqual(['hello', 'message 2']);
  });
});
