// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pt } from '../../src/i18n/pt';
import type { Ways } from '../../src/protocol/api';
import type { Answer } from '../../src/state/model';
import { inLobby, ME, Page } from '../state/harness';
import { done, show } from './show';

const ALL: Ways = { guest: true, accounts: true, oidc: 'Uni', signUp: 'open', setUp: true };

/** The page before anybody came in, where there are these ways to do so. */
function entry(ways: Partial<Ways> = {}, page = new Page()) {
  page.state = { ...page.state, entry: { ...page.state.entry, ways: { ...ALL, ...ways } } };
  const shown = show(page);
  return { ...shown, answer: (answer: Answer) => act(() => shown.store.dispatch({ type: 'answered', answer })) };
}

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const doors = () => screen.queryAllByRole('button', { pressed: false }).map(({ textContent }) => textContent);

describe('the ways in', () => {
  it('are a name, an account, a new one, and another place', () => {
    entry();
    expect(screen.getByRole('button', { name: 'Guest' }).getAttribute('aria-pressed')).toBe('true');
    expect(doors()).toEqual(['My account', 'New account']);
    expect(screen.getByLabelText('Your name')).toBeTruthy();
    click('Continue with Uni');
    expect(done).toContain('goElsewhere');
  });

  it('are only those that there are', () => {
    entry({ guest: false, signUp: 'off', oidc: null, setUp: false });
    expect(doors()).toEqual([]);
    expect(screen.getByRole('button', { name: 'Log in' })).toBeTruthy();
    expect(screen.queryByText('New account')).toBeNull();
  });

  it('say what was wrong even where there is no form', () => {
    const page = new Page({ account: 'elsewhere' }).do({ type: 'cameBack', failure: 'providerFailed' });
    entry({ guest: false, accounts: false, setUp: false }, page);
    expect(screen.getByRole('alert').textContent).toBe('The other place did not say who you are. Try again.');
  });

  it('wait for somebody who comes back from elsewhere', () => {
    const { answer } = entry(
      {},
      new Page({ account: 'elsewhere', name: 'Ana' }).do({ type: 'cameBack', failure: null }),
    );
    expect(screen.getByText('Logging you in…').getAttribute('role')).toBe('status');
    expect(screen.queryByRole('textbox')).toBeNull();
    answer({ to: 'comeBack', problem: { code: 'badToken', message: '' }, final: true });
    expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('Ana');
  });

  it('may be another place alone, or none', () => {
    entry({ guest: false, accounts: false, setUp: false });
    expect(screen.getByRole('button', { name: 'Continue with Uni' })).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('say so when there are none', () => {
    entry({ guest: false, accounts: false, oidc: null, setUp: false });
    expect(screen.getByText('This server lets nobody in right now.')).toBeTruthy();
  });

  it('are in the language of the page', () => {
    const page = new Page();
    page.state = { ...page.state, entry: { ...page.state.entry, ways: ALL } };
    show(page, pt);
    expect(screen.getByRole('button', { name: 'Minha conta' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Continuar com Uni' })).toBeTruthy();
  });
});

describe('logging in', () => {
  it('sends what was typed, and tells what was wrong and when to try again', () => {
    const { answer, store } = entry();
    click('My account');
    type('Name', 'Ana');
    type('Password', 'correct horse');
    click('Log in');
    expect(screen.getByRole('button', { name: 'Logging in…' }).getAttribute('aria-disabled')).toBe('true');
    const retryAt = Date.now() + 65_000;
    answer({ to: 'logIn', problem: { code: 'rateLimited', message: '', retryAt }, final: false });
    expect(screen.getByRole('alert').textContent).toContain('Try again in 65 seconds.');
    act(() => vi.advanceTimersByTime(6_000));
    expect(screen.getByRole('alert').textContent).toContain('Try again in 59 seconds.');
    expect(JSON.stringify(store.state())).not.toContain('correct horse');
  });

  it('lets a password be seen', () => {
    entry();
    click('My account');
    const field = screen.getByLabelText<HTMLInputElement>('Password');
    expect([field.type, field.autocomplete]).toEqual(['password', 'current-password']);
    fireEvent.click(screen.getByLabelText('Show password'));
    expect(screen.getByLabelText<HTMLInputElement>('Password').type).toBe('text');
  });

  it('begins with why somebody is no longer logged in', () => {
    const page = new Page({ name: 'Ana', account: 'yes' }).do({ type: 'started' });
    page.do({ type: 'answered', answer: { to: 'renew', problem: { code: 'badToken', message: '' }, final: true } });
    entry({}, page);
    expect(screen.getByRole('alert').textContent).toBe('You were logged out here. Log in again to go on.');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Ana');
  });

  it('is waited for by whoever was here before', () => {
    entry({}, new Page({ name: 'Ana', account: 'yes' }));
    expect(screen.getByText('Entering as Ana…')).toBeTruthy();
    click('Cancel');
    expect(screen.getByRole('button', { name: 'Log in' })).toBeTruthy();
  });
});

describe('a new account', () => {
  it('asks for an invitation where one is needed, and has it from the link', () => {
    entry({ signUp: 'invite' }, new Page().do({ type: 'invited', invite: 'abc' }));
    expect(screen.getByLabelText<HTMLInputElement>('Invitation code').value).toBe('abc');
    expect(screen.getByLabelText<HTMLInputElement>('Password').autocomplete).toBe('new-password');
  });

  it('says which field is wrong', () => {
    entry();
    click('New account');
    type('Name', 'Ana');
    type('Password', 'short');
    click('Create account');
    expect(screen.getByText('This password is too short.')).toBeTruthy();
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('false');
  });
});

it('lets the first admin set the server up', () => {
  entry();
  click('Set up');
  type('Code of the server', 'abcd');
  type('Name', 'Root');
  type('Password', 'correct horse');
  done.length = 0;
  click('Set up');
  expect(done).toEqual(['call']);
});

describe('who is inside', () => {
  it('may change the name and sign out as a guest', () => {
    show(inLobby());
    expect(screen.getByRole('button', { name: 'Change name' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy();
  });

  it('may log out of an account, whose name stays', () => {
    const page = inLobby();
    const { session } = page.state;
    const access = { token: 'a', until: page.now + 900_000 };
    const pass = { kind: 'account', access } as const;
    page.state = { ...page.state, session: session.phase === 'inside' ? { ...session, me: ME, pass } : session };
    show(page);
    expect(screen.queryByRole('button', { name: 'Change name' })).toBeNull();
    done.length = 0;
    click('Log out');
    expect(done).toEqual(['disconnect', 'forget', 'remember', 'call']);
  });
});
