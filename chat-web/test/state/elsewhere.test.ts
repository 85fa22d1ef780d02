import { describe, expect, it } from 'vitest';
import { initialState, NOTHING_REMEMBERED, type Remembered } from '../../src/state/initial';
import type { Call } from '../../src/state/model';
import { BIA, inLobby, ME, Page } from './harness';

const GRANT = { user: { id: BIA.id, name: BIA.name }, admin: false, token: 'access', seconds: 900 };
const GUEST: Partial<Remembered> = {
  name: 'Ana',
  token: 'token of me',
  rooms: ['~pguest', 'lobby'],
  active: '~pguest',
};

/** A page that was opened on the way back. */
const back = (remembered: Partial<Remembered> = {}, failure: string | null = null) =>
  new Page({ ...remembered, account: 'elsewhere' }).do({ type: 'cameBack', failure });
const calls = (page: Page): Call[] => page.effects.flatMap((effect) => (effect.do === 'call' ? [effect.call] : []));
const refuse = (page: Page, final: boolean) =>
  page.do({
    type: 'answered',
    answer: { to: 'comeBack', problem: { code: final ? 'badToken' : 'unreachable', message: '' }, final },
  });

describe('logging in elsewhere', () => {
  it('keeps a guest who may come back without', () => {
    const page = inLobby().do({ type: 'oidcChosen' });
    expect(page.effects).toEqual([
      { do: 'remember', name: 'Ana', token: 'token of me', account: 'elsewhere' },
      { do: 'goElsewhere' },
    ]);
  });

  it('ends with a cookie, for another user than the guest before', () => {
    const page = back(GUEST);
    expect(calls(page)).toEqual([{ kind: 'ways' }, { kind: 'comeBack' }]);
    expect(page.effects).not.toContainEqual({ do: 'connect' });
    page.do({ type: 'answered', answer: { to: 'comeBack', grant: GRANT } });
    expect(page.state.session).toMatchObject({ phase: 'entering', name: 'Bia', pass: { kind: 'account' } });
    expect([...page.state.rooms.keys()]).toEqual(['lobby']);
    expect(page.effects).toContainEqual({ do: 'remember', name: 'Bia', token: null, account: 'yes' });
    page.do({ type: 'linkChanged', link: { kind: 'open' } });
    expect(page.lastSaid('hello')).toMatchObject({ token: 'access' });
  });

  it('ends without one when nobody logged in: a guest goes on as the same', () => {
    const page = refuse(back(GUEST), true);
    expect(page.effects).toContainEqual({ do: 'remember', name: 'Ana', token: 'token of me', account: 'no' });
    page.connect(ME);
    expect(page.everSaid.find(({ type }) => type === 'hello')).toMatchObject({ name: 'Ana', token: 'token of me' });
  });

  it('ends without one and without a word for somebody new', () => {
    const page = refuse(back(), true);
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: null });
    expect(page.state.entry.form.kind).toBe('idle');
    expect(page.effects).not.toContainEqual({ do: 'connect' });
  });

  it('is asked about again later when the server could not be asked', () => {
    const page = refuse(back(), false);
    expect(page.state.session).toMatchObject({ phase: 'naming', problem: { code: 'unreachable' } });
    expect(page.effects).not.toContainEqual(expect.objectContaining({ do: 'remember' }));
  });

  it.each([
    ['providerFailed', 'providerFailed'],
    ['disabled', 'disabled'],
    ['<b>anything</b>', 'providerFailed'],
  ])('that failed with %s says so, and a guest has its name still', (failure, code) => {
    const page = back(GUEST, failure);
    expect(page.state.session).toMatchObject({ phase: 'naming', name: 'Ana', token: 'token of me', problem: { code } });
    expect(calls(page)).toEqual([{ kind: 'ways' }]);
    expect(page.effects).toContainEqual({ do: 'remember', name: 'Ana', token: 'token of me', account: 'no' });
  });

  it('comes to nothing for somebody who gave up waiting', () => {
    const page = back().do({ type: 'doorChosen', door: 'guest' });
    page.do({ type: 'answered', answer: { to: 'comeBack', grant: GRANT } });
    expect(page.state.session.phase).toBe('naming');
  });

  it('is nothing that a page waits for at its start', () => {
    expect(initialState({ ...NOTHING_REMEMBERED, account: 'elsewhere' }).session.phase).toBe('naming');
  });
});
