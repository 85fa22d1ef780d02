import { describe, expect, it } from 'vitest';
import { GUESTS_ONLY, type Grant, type Ways } from '../../src/protocol/api';
import { doorShown, doorsOf } from '../../src/state/doors';
import type { Answer, Call } from '../../src/state/model';
import { BIA, inLobby, ME, Page } from './harness';

const ALL: Ways = { guest: true, accounts: true, oidc: 'Uni', signUp: 'open', setUp: true };
const PASSWORD = 'correct horse';

const grant = (user = ME, seconds = 900): Grant => ({
  user: { id: user.id, name: user.name },
  admin: false,
  token: `access ${user.id} ${seconds}`,
  seconds,
});

/** The calls over HTTP since the last look. */
function calls(page: Page): Call[] {
  const made = page.effects.flatMap((effect) => (effect.do === 'call' ? [effect.call] : []));
  page.effects = [];
  return made;
}

const answer = (page: Page, given: Answer): Page => page.do({ type: 'answered', answer: given });
const refuse = (page: Page, to: Call['kind'], code: string, final = true): Page =>
  answer(page, { to, problem: { code, message: `English for ${code}` }, final });
const open = (page: Page): Page => page.do({ type: 'linkChanged', link: { kind: 'open' } });
const remembered = () => new Page({ name: 'Ana', account: 'yes', rooms: ['lobby'] }).do({ type: 'started' });

function welcome(page: Page, user = ME): Page {
  const { id } = page.lastSaid('hello');
  const limits = { frameBytes: 65_536, textCodePoints: 8_000, roomsPerConnection: 100, resumeEvents: 2_000 };
  const rates = { historyPage: 300, sendBurst: 20, sendsPerSecond: 5 };
  const about = { user, account: true, admin: false, epoch: 'e1', heartbeatSeconds: 25 };
  return page.hear({ type: 'welcome', id, ...about, limits: { ...limits, ...rates } });
}

/** Somebody with an account, in the lobby. */
function loggedIn(): Page {
  const page = open(remembered());
  answer(page, { to: 'renew', grant: grant() });
  welcome(page).joined(3).live();
  page.effects = [];
  return page;
}

describe('the ways in', () => {
  it('are asked for at the start', () => {
    const page = new Page().do({ type: 'started' });
    expect(calls(page)).toEqual([{ kind: 'ways' }]);
    answer(page, { to: 'ways', ways: ALL });
    expect(page.state.entry.ways).toEqual(ALL);
  });

  it('are a name alone while the server does not say', () => {
    const page = new Page();
    page.state = { ...page.state, entry: { ...page.state.entry, ways: null } };
    refuse(page, 'ways', 'unreachable', false);
    expect(page.state.entry.ways).toEqual(GUESTS_ONLY);
  });

  it.each([
    [ALL, ['guest', 'logIn', 'signUp', 'setUp']],
    [{ ...ALL, guest: false, setUp: false, signUp: 'off' }, ['logIn']],
    [{ ...ALL, guest: false, accounts: false, signUp: 'off', setUp: false }, []],
    [GUESTS_ONLY, ['guest']],
  ] as const)('%j have the forms %j', (ways, doors) => {
    expect(doorsOf(ways)).toEqual(doors);
  });

  it('show the form that is wanted only where there is one', () => {
    const page = new Page().do({ type: 'doorChosen', door: 'signUp' });
    expect(doorShown(page.state.entry)).toBe('guest');
    answer(page, { to: 'ways', ways: ALL });
    expect(doorShown(page.state.entry)).toBe('signUp');
  });

  it('begin with a new account for somebody who was invited', () => {
    const page = new Page().do({ type: 'invited', invite: 'abc' });
    answer(page, { to: 'ways', ways: { ...ALL, signUp: 'invite' } });
    expect(doorShown(page.state.entry)).toBe('signUp');
    page.do({ type: 'signUpWanted', name: 'Ana', password: PASSWORD, invite: 'abc ' });
    expect(calls(page)).toContainEqual(expect.objectContaining({ kind: 'signUp', invite: 'abc' }));
  });
});

describe('a form', () => {
  it('is sent once', () => {
    const page = new Page();
    const wanted = { type: 'logInWanted', name: ' Ana ', password: PASSWORD } as const;
    page.do(wanted, wanted);
    expect(calls(page)).toEqual([{ kind: 'logIn', name: 'Ana', password: PASSWORD }]);
    expect(page.state.entry.form.kind).toBe('asked');
  });

  it.each([
    ['7', PASSWORD, 'invalidName'],
    ['Ana', 'short', 'passwordTooShort'],
  ])('with %s and %s is not sent', (name, password, code) => {
    const page = new Page().do({ type: 'signUpWanted', name, password, invite: '' });
    expect(calls(page)).toEqual([]);
    expect(page.state.entry.form).toMatchObject({ kind: 'failed', problem: { code } });
  });

  it('takes any password for logging in: the rule may have been another once', () => {
    const page = new Page().do({ type: 'logInWanted', name: 'Ana', password: 'old' });
    expect(calls(page)).toHaveLength(1);
  });

  it('tells why it was refused, and may be sent again', () => {
    const page = new Page().do({ type: 'logInWanted', name: 'Ana', password: 'wrong' });
    refuse(page, 'logIn', 'rateLimited');
    expect(page.state.entry.form).toMatchObject({ kind: 'failed', problem: { code: 'rateLimited' } });
    page.do({ type: 'logInWanted', name: 'Ana', password: PASSWORD });
    expect(page.state.entry.form.kind).toBe('asked');
  });

  it('never leaves a password in the state', () => {
    const page = new Page().do({ type: 'logInWanted', name: 'Ana', password: PASSWORD });
    expect(JSON.stringify(page.state)).not.toContain(PASSWORD);
  });

  it('leads in', () => {
    const page = new Page().do({ type: 'logInWanted', name: 'Ana', password: PASSWORD });
    page.effects = [];
    answer(page, { to: 'logIn', grant: grant() });
    expect(page.effects).toEqual([
      { do: 'remember', name: 'Ana', token: null, account: 'yes' },
      { do: 'disconnect' },
      { do: 'connect' },
    ]);
    open(page);
    expect(page.lastSaid('hello')).toEqual({ type: 'hello', id: expect.any(Number), token: 'access me 900' });
    expect(welcome(page).state.session).toMatchObject({ phase: 'inside', pass: { kind: 'account' } });
  });

  it('for the first admin says the code', () => {
    const page = new Page().do({ type: 'setUpWanted', code: ' 1-2 ', name: 'Ana', password: PASSWORD });
    expect(calls(page)).toEqual([{ kind: 'setUp', code: '1-2', name: 'Ana', password: PASSWORD }]);
  });
});

describe('a guest', () => {
  it('becomes an account and goes on where it was', () => {
    const page = inLobby(5).do({ type: 'drafted', room: 'lobby', text: 'half a' });
    page.do({ type: 'signUpWanted', name: 'Ana', password: PASSWORD, invite: '' });
    expect(calls(page)).toEqual([
      { kind: 'signUp', name: 'Ana', password: PASSWORD, invite: '', guestToken: 'token of me' },
    ]);
    answer(page, { to: 'signUp', grant: grant() });
    page.do({ type: 'linkChanged', link: { kind: 'off' } });
    welcome(open(page));
    expect(page.lastSaid('join')).toMatchObject({ room: 'lobby', after: 5 });
    expect(page.room().draft).toBe('half a');
  });

  it('becomes an account although its connection is closed before it hears so', () => {
    const page = inLobby(5).do({ type: 'drafted', room: 'lobby', text: 'half a' });
    page.do({ type: 'signUpWanted', name: 'Ana', password: PASSWORD, invite: '' });
    page.do({ type: 'linkChanged', link: { kind: 'refused', code: 4002 } });
    expect(page.room().draft).toBe('half a');
    page.effects = [];
    answer(page, { to: 'signUp', grant: grant() });
    expect(page.effects).toContainEqual({ do: 'connect' });
    welcome(open(page));
    expect(page.room().draft).toBe('half a');
  });

  it('becomes in every window the account that it became in one', () => {
    const page = inLobby(5).do({ type: 'drafted', room: 'lobby', text: 'half a' });
    page.effects = [];
    page.do({ type: 'linkChanged', link: { kind: 'refused', code: 4002 } });
    expect(page.effects).toEqual([{ do: 'connect' }]);
    page.effects = [];
    open(page);
    expect(calls(page)).toEqual([{ kind: 'renew' }]);
    answer(page, { to: 'renew', grant: grant() });
    welcome(page);
    expect(page.room().draft).toBe('half a');
  });

  it('is out when there is no account either', () => {
    const page = inLobby(5).do({ type: 'linkChanged', link: { kind: 'refused', code: 4002 } });
    refuse(open(page), 'renew', 'loginRequired');
    expect(page.state.session).toMatchObject({ phase: 'naming', name: 'Ana', problem: { code: 'loggedOut' } });
  });

  it('who logs in as somebody else leaves everything behind but open rooms', () => {
    const page = inLobby(5).do({ type: 'roomChosen', room: '~pabc' }).submit('mine', 'c1');
    page.do({ type: 'doorChosen', door: 'logIn' }, { type: 'logInWanted', name: 'Bia', password: PASSWORD });
    answer(page, { to: 'logIn', grant: grant(BIA) });
    // Nobody has the guest's token any more.
    expect(page.effects).toContainEqual({ do: 'forget', owner: ME.id });
    expect([...page.state.rooms.keys()]).toEqual(['lobby']);
    expect(page.room()).toMatchObject({ last: null, outbox: [], window: { events: [] } });
    welcome(open(page), BIA);
    expect(page.state.owner).toBe(BIA.id);
  });

  it('is asked to log in where guests are not let in', () => {
    const page = open(new Page().do({ type: 'nameChosen', name: 'Ana' }));
    page.effects = [];
    const { id } = page.lastSaid('hello');
    page.hear({ type: 'error', id, code: 'loginRequired', message: '' });
    expect(calls(page)).toEqual([{ kind: 'ways' }]);
    answer(page, { to: 'ways', ways: ALL });
    expect(doorShown(page.state.entry)).toBe('logIn');
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: 'loginRequired' } });
  });
});

describe('an account', () => {
  it('comes back by the cookie alone', () => {
    const page = remembered();
    expect(page.effects).toContainEqual({ do: 'connect' });
    open(page);
    expect(page.said).toEqual([]);
    expect(calls(page)).toContainEqual({ kind: 'renew' });
    answer(page, { to: 'renew', grant: grant() });
    expect(page.lastSaid('hello')).toMatchObject({ token: 'access me 900' });
  });

  it('shows its token as long as that is good, and gets a new one then', () => {
    const page = loggedIn().lose();
    page.said = [];
    open(page);
    expect(page.lastSaid('hello')).toMatchObject({ token: 'access me 900' });
    page.lose();
    page.now += 895_000;
    page.said = [];
    calls(open(page));
    expect(page.said).toEqual([]);
    answer(page, { to: 'renew', grant: grant(ME, 800) });
    expect(page.lastSaid('hello')).toMatchObject({ token: 'access me 800' });
  });

  it('gets another token when the server finds it too old, and loses nothing', () => {
    const page = loggedIn().submit('hello', 'c1').lose();
    open(page);
    page.effects = [];
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'tokenExpired', message: '' });
    expect(calls(page)).toEqual([{ kind: 'renew' }]);
    answer(page, { to: 'renew', grant: grant(ME, 800) });
    welcome(page).joined(3).live();
    expect(page.lastSaid('send')).toMatchObject({ cid: 'c1', text: 'hello' });
  });

  it('is logged out when a new token is no better', () => {
    const page = open(loggedIn().lose());
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'badToken', message: '' });
    answer(page, { to: 'renew', grant: grant() });
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'badToken', message: '' });
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: 'loggedOut' } });
  });

  it('is logged out when the cookie is not accepted: nothing stays on the page, and on the device what was not sent', () => {
    const page = open(loggedIn().submit('mine', 'c1').lose());
    const { rooms } = page.state;
    page.hear({ type: 'error', id: page.lastSaid('hello').id, code: 'tokenExpired', message: '' });
    page.effects = [];
    refuse(page, 'renew', 'badToken');
    expect(page.state.session).toMatchObject({ phase: 'naming', name: 'Ana', problem: { code: 'loggedOut' } });
    expect(page.state.entry.door).toBe('logIn');
    expect(page.state.rooms.size).toBe(0);
    expect(page.effects).toContainEqual({ do: 'letGo', owner: ME.id, rooms });
    expect(page.effects).not.toContainEqual({ do: 'forget', owner: ME.id });
  });

  it('is known by its id before it is inside again', () => {
    const page = open(new Page({ name: 'Ana', account: 'yes', user: ME.id }).do({ type: 'started' }));
    refuse(page, 'renew', 'badToken');
    expect(page.effects).toContainEqual({ do: 'letGo', owner: ME.id, rooms: new Map() });
  });

  it('waits when the server cannot be asked', () => {
    const page = open(remembered());
    page.effects = [];
    refuse(page, 'renew', 'unreachable', false);
    expect(page.effects).toEqual([{ do: 'backOff' }]);
    expect(page.state.session.phase).toBe('entering');
  });

  it.each([
    [4002, 'loggedOut'],
    [4003, 'bannedHere'],
  ])('is shown the ways in after %i', (code, problem) => {
    const page = loggedIn().do({ type: 'linkChanged', link: { kind: 'refused', code } });
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: problem } });
    expect(page.state.rooms.size).toBe(0);
  });

  it('is told for how long it is kept out of the server', () => {
    const page = loggedIn();
    page.hear({ type: 'error', code: 'banned', message: 'You are banned.', retryAfterMillis: 60_000 });
    expect(page.state.session.phase).toBe('inside');
    page.do({ type: 'linkChanged', link: { kind: 'refused', code: 4003 } });
    const problem = { code: 'bannedHere', message: 'You are banned.', retryAt: page.now + 60_000 };
    expect(page.state.session).toMatchObject({ phase: 'naming', problem });
  });

  it('is told so when it comes again, as a guest and with an account', () => {
    const refused = { type: 'error', code: 'banned', message: '', retryAfterMillis: 60_000 } as const;
    const guest = open(new Page().do({ type: 'nameChosen', name: 'Ana' }));
    guest.hear({ ...refused, id: guest.lastSaid('hello').id });
    const page = open(remembered());
    const problem = { code: 'bannedHere', message: '', retryAt: page.now + 60_000, why: 'spam' };
    answer(page, { to: 'renew', problem, final: true });
    for (const { state } of [guest, page]) {
      expect(state.session).toMatchObject({ phase: 'naming', name: 'Ana', problem: { code: 'bannedHere' } });
    }
    expect(page.state.session).toMatchObject({ problem });
  });

  it('logs out: its cookie goes, and is tried to be got rid of until it has gone', () => {
    const page = loggedIn().do({ type: 'signedOut' });
    expect(page.effects).toEqual([
      { do: 'disconnect' },
      { do: 'forget', owner: ME.id },
      { do: 'remember', name: '', token: null, account: 'ending' },
      { do: 'call', call: { kind: 'logOut' } },
    ]);
    page.effects = [];
    answer(page, { to: 'logOut' });
    expect(page.effects).toEqual([{ do: 'remember', name: '', token: null, account: 'no' }]);
  });

  it('makes way for somebody else who logged in in another window', () => {
    const page = loggedIn().submit('mine', 'c1').lose();
    page.now += 900_000;
    open(page);
    answer(page, { to: 'renew', grant: grant(BIA) });
    expect(page.state.session).toMatchObject({ phase: 'entering', name: 'Bia' });
    expect(page.room().outbox).toEqual([]);
  });
});

describe('what is the user’s own', () => {
  const device = (id: string, current = false) => ({ id, name: id, createdAt: 1, usedAt: 2, current });

  it('is shown with the devices', () => {
    const page = loggedIn().do({ type: 'meWanted' });
    expect(calls(page)).toEqual([{ kind: 'devices', access: expect.objectContaining({ token: 'access me 900' }) }]);
    answer(page, { to: 'devices', devices: [device('a', true), device('b')] });
    expect(page.state.side).toMatchObject({
      kind: 'me',
      phase: { kind: 'ready' },
      devices: [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('has no devices for a guest', () => {
    const page = inLobby().do({ type: 'meWanted' });
    expect(calls(page)).toEqual([]);
    expect(page.state.side).toMatchObject({ kind: 'me', phase: { kind: 'ready' } });
  });

  it('tells of devices that were logged out', () => {
    const page = loggedIn().do({ type: 'meWanted' }, { type: 'deviceEnded', device: 'b' }, { type: 'othersEnded' });
    expect(calls(page).map(({ kind }) => kind)).toEqual(['devices', 'endDevice', 'endOthers']);
    answer(page, { to: 'endDevice' });
    expect(calls(page).map(({ kind }) => kind)).toEqual(['devices']);
  });

  it('has a password that can be changed', () => {
    const page = loggedIn().do({ type: 'meWanted' });
    page.do({ type: 'passwordChangeWanted', old: 'x', wanted: 'short' });
    expect(page.state.side).toMatchObject({ form: { kind: 'failed', problem: { code: 'passwordTooShort' } } });
    page.effects = [];
    page.do({ type: 'passwordChangeWanted', old: 'x', wanted: PASSWORD });
    expect(calls(page)).toMatchObject([{ kind: 'changePassword', old: 'x', wanted: PASSWORD }]);
    answer(page, { to: 'changePassword' });
    expect(page.state.side).toMatchObject({ form: { kind: 'done' } });
  });

  it('tells why a password was not changed', () => {
    const page = loggedIn().do({ type: 'meWanted' }, { type: 'passwordChangeWanted', old: 'x', wanted: PASSWORD });
    refuse(page, 'changePassword', 'forbidden');
    expect(page.state.side).toMatchObject({ form: { kind: 'failed', problem: { code: 'forbidden' } } });
  });
});
