import { GUESTS_ONLY, type Grant } from '../protocol/api';
import { isApiCode, isErrorCode } from '../protocol/codes';
import { codePoints, isPlausibleName } from '../protocol/text';
import { forgetChoices } from './choices';
import { emptied, newRoom, visibilityOf } from './initial';
import type { Access, Answer, Door, Pass, Problem, State } from './model';
import { greet } from './greet';
import { onDevices, onFormAnswered, onFormFailed } from './me';
import type { Turn } from './turn';

/** The ways in: which there are, the forms for them, and what comes back from the server over HTTP. */

/** As the server has it. */
export const PASSWORD_CODE_POINTS_MIN = 8;

/** A refusal as it is shown; the time to wait counts from now. */
export function problemOf(
  { now }: Turn,
  refusal: { code: string; message: string; suggestion?: string; retryAfterMillis?: number },
): Problem {
  const { code, message, suggestion, retryAfterMillis } = refusal;
  return {
    code,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(retryAfterMillis === undefined ? {} : { retryAt: now + retryAfterMillis }),
  };
}

/** Back to the screen with the ways in; a guest's token stays, so it is the same user who comes back with another name. */
export function askForName(turn: Turn, problem: Problem | null, door: Door | null): void {
  const { session, entry } = turn.state;
  const name = session.phase === 'inside' ? session.me.name : session.name;
  const token = tokenOf(turn);
  turn.patch({
    session: { phase: 'naming', name, token, problem },
    entry: { ...entry, door, form: { kind: 'idle' } },
  });
  turn.effect({ do: 'disconnect' });
}

/** A guest's token; null when there is none. */
export function tokenOf({ state: { session } }: Turn): string | null {
  if (session.phase === 'naming') {
    return session.token;
  }
  return session.pass.kind === 'guest' ? session.pass.token : null;
}

/** Who it is that leaves. */
export function leaver({ owner, session }: State): string | null {
  return owner ?? (session.phase === 'entering' ? session.user : null);
}

/**
 * The server let go of this user: what was shown is not for whoever sits here now. Words that were not sent wait for when the same
 * user comes back, as a guest by the token, too.
 */
export function loggedOut(turn: Turn, why: Problem): void {
  const { session, entry, rooms } = turn.state;
  const owner = leaver(turn.state);
  const account = session.phase !== 'naming' && session.pass.kind === 'account';
  const name = session.phase === 'inside' ? session.me.name : session.name;
  const token = tokenOf(turn);
  const problem = account && name === '' && why.code === 'loggedOut' ? null : why;
  turn.effect({ do: 'disconnect' });
  turn.effect({ do: 'letGo', owner, rooms });
  forgetChoices(turn, owner);
  turn.patch({
    ...emptied(turn.state),
    session: { phase: 'naming', name, token, problem },
    entry: { ...entry, door: account ? 'logIn' : null, form: { kind: 'idle' } },
  });
  turn.effect({ do: 'remember', name, token, account: 'no' });
}

/** The cookie is to go; until the server says so, the next visit tries again. */
export function callLogOut(turn: Turn): void {
  turn.effect({ do: 'remember', name: '', token: null, account: 'ending' });
  turn.call({ kind: 'logOut' });
}

export function openDoor(turn: Turn, door: Door): void {
  const { session, entry } = turn.state;
  if (session.phase === 'naming') {
    turn.patch({ session: { ...session, problem: null }, entry: { ...entry, door, form: { kind: 'idle' } } });
  } else {
    askForName(turn, null, door);
  }
}

/** Somebody was sent a link that lets an account be made. */
export function invited(turn: Turn, invite: string): void {
  const { entry } = turn.state;
  turn.patch({ entry: { ...entry, invite, door: 'signUp' } });
}

export function logIn(turn: Turn, typed: string, password: string): void {
  const name = typed.trim();
  if (admits(turn, name, null)) {
    turn.call({ kind: 'logIn', name, password });
  }
}

/** Makes an account; a guest becomes it and stays the same user. */
export function signUp(turn: Turn, typed: string, password: string, invite: string): void {
  const name = typed.trim();
  if (admits(turn, name, password)) {
    turn.call({ kind: 'signUp', name, password, invite: invite.trim(), guestToken: tokenOf(turn) });
  }
}

export function setUp(turn: Turn, code: string, typed: string, password: string): void {
  const name = typed.trim();
  if (admits(turn, name, password)) {
    turn.call({ kind: 'setUp', code: code.trim(), name, password });
  }
}

/** To the other place where one may log in; from there one comes back with a cookie, or without: then a guest is still the same. */
export function goElsewhere(turn: Turn): void {
  remember(turn, 'elsewhere');
  turn.effect({ do: 'goElsewhere' });
}

/** Back from there. */
export function comeBack(turn: Turn, failure: string | null): void {
  turn.call({ kind: 'ways' });
  if (failure === null) {
    turn.patch({ entry: { ...turn.state.entry, form: { kind: 'returning' } } });
    turn.call({ kind: 'comeBack' });
  } else {
    const known = isErrorCode(failure) || isApiCode(failure) ? failure : 'providerFailed';
    const code = known === 'banned' ? 'bannedHere' : known;
    askForName(turn, { code, message: '' }, turn.state.entry.door);
    remember(turn, 'no');
  }
}

function onCameBack(turn: Turn, grant: Grant): void {
  if (turn.state.entry.form.kind === 'returning') {
    // What was kept is the guest's, who is another user.
    dropOwned(turn);
    onGranted(turn, grant);
  }
}

/** Without a cookie: nobody logged in there. */
function onCameBackWithout(turn: Turn, problem: Problem, final: boolean): void {
  const { entry, session } = turn.state;
  if (entry.form.kind !== 'returning') {
    return;
  }
  turn.patch({ entry: { ...entry, form: { kind: 'idle' } } });
  if (final) {
    remember(turn, 'no');
  }
  if (session.phase === 'entering') {
    turn.effect({ do: 'connect' });
  } else if (!final) {
    askForName(turn, problem, entry.door);
  }
}

/** A guest's name and token stay, whatever becomes of the account. */
function remember(turn: Turn, account: 'elsewhere' | 'no'): void {
  const { session } = turn.state;
  const name = session.phase === 'inside' ? session.me.name : session.name;
  turn.effect({ do: 'remember', name, token: tokenOf(turn), account });
}

/** A form is sent only once, and not with what the server would refuse anyway. */
function admits(turn: Turn, name: string, password: string | null): boolean {
  const { entry } = turn.state;
  if (entry.form.kind === 'asked') {
    return false;
  }
  const code = !isPlausibleName(name)
    ? 'invalidName'
    : password !== null && codePoints(password) < PASSWORD_CODE_POINTS_MIN
      ? 'passwordTooShort'
      : null;
  if (code !== null) {
    failForm(turn, { code, message: '' });
    return false;
  }
  turn.patch({ entry: { ...entry, form: { kind: 'asked' } } });
  return true;
}

export function onAnswer(turn: Turn, answer: Answer): void {
  if ('problem' in answer) {
    onCallFailed(turn, answer);
    return;
  }
  switch (answer.to) {
    case 'ways':
      return turn.patch({ entry: { ...turn.state.entry, ways: answer.ways } });
    case 'renew':
      return onRenewed(turn, answer.grant);
    case 'logIn':
    case 'signUp':
    case 'setUp':
      return onGranted(turn, answer.grant);
    case 'comeBack':
      return onCameBack(turn, answer.grant);
    case 'logOut':
      if (turn.state.session.phase === 'naming') {
        turn.effect({ do: 'remember', name: '', token: null, account: 'no' });
      }
      return;
    case 'devices':
      return onDevices(turn, answer.devices);
    case 'endDevice':
    case 'endOthers':
    case 'changePassword':
      return onFormAnswered(turn, answer.to);
  }
}

function accessOf({ now }: Turn, { token, seconds }: Grant): Access {
  return { token, until: now + seconds * 1_000 };
}

/** Somebody is logged in, by whatever form: in with them. A guest who became an account goes on where it was. */
function onGranted(turn: Turn, grant: Grant): void {
  const { entry } = turn.state;
  turn.patch({ entry: { ...entry, invite: '', form: { kind: 'idle' } } });
  enterAs(turn, grant);
  turn.effect({ do: 'disconnect' });
  turn.effect({ do: 'connect' });
}

function enterAs(turn: Turn, grant: Grant): void {
  const { session, owner } = turn.state;
  const pass: Pass = { kind: 'account', access: accessOf(turn, grant) };
  const { id, name } = grant.user;
  if (owner !== null && owner !== id) {
    dropOwned(turn);
  }
  turn.patch({
    session:
      session.phase === 'inside' && session.me.id === id
        ? { ...session, pass }
        : { phase: 'entering', name, pass, user: id },
  });
  // Should the page be closed now, the cookie is there all the same.
  turn.effect({ do: 'remember', name, token: null, account: 'yes' });
}

/** What belongs to the user before: all but the names of rooms that are open to everybody. A guest will not be the same again. */
function dropOwned(turn: Turn): void {
  const { rooms, active, directory } = turn.state;
  const owner = leaver(turn.state);
  if (owner !== null) {
    turn.effect(tokenOf(turn) === null ? { do: 'letGo', owner, rooms } : { do: 'forget', owner });
  }
  const open = [...rooms.values()].filter(({ name }) => visibilityOf(name) === 'public');
  turn.patch({
    ...emptied(turn.state),
    directory,
    rooms: new Map(open.map(({ name, title }) => [name, newRoom(name, title)])),
    active: open.some(({ name }) => name === active) ? active : (open[0]?.name ?? null),
  });
}

/** There is a token again; whoever waits to be greeted is greeted with it. */
function onRenewed(turn: Turn, grant: Grant): void {
  const { session, link } = turn.state;
  if (session.phase === 'naming' || session.pass.kind !== 'account') {
    return; // Logged out meanwhile.
  }
  if (session.phase === 'inside' && session.me.id !== grant.user.id) {
    // Somebody else logged in, in another window of this browser.
    onGranted(turn, grant);
    return;
  }
  const pass: Pass = { kind: 'account', access: accessOf(turn, grant) };
  const { name } = grant.user;
  turn.patch({ session: session.phase === 'inside' ? { ...session, pass } : { ...session, name, pass } });
  if (link.kind === 'greeting' && !turn.isAsked(({ kind }) => kind === 'hello')) {
    greet(turn, true);
  }
}

function onCallFailed(turn: Turn, { to, problem, final }: Extract<Answer, { problem: Problem }>): void {
  const { session, link } = turn.state;
  switch (to) {
    case 'renew':
      if (session.phase === 'naming' || session.pass.kind !== 'account') {
        return;
      }
      if (final) {
        loggedOut(turn, endOf(problem));
      } else if (link.kind === 'greeting') {
        turn.effect({ do: 'backOff' });
      }
      return;
    case 'comeBack':
      return onCameBackWithout(turn, problem, final);
    case 'logIn':
    case 'signUp':
    case 'setUp':
      return failForm(turn, problem);
    case 'devices':
    case 'endDevice':
    case 'endOthers':
    case 'changePassword':
      return onFormFailed(turn, to, problem);
    case 'ways':
      // Good for a start; who is refused as a guest asks again.
      return turn.patch({ entry: { ...turn.state.entry, ways: turn.state.entry.ways ?? GUESTS_ONLY } });
    case 'logOut':
      if (final) {
        // There was no cookie any more.
        onAnswer(turn, { to });
      }
      return; // Otherwise it is tried again with the next visit.
  }
}

/** Why somebody is not let in again. */
export function endOf(problem: Problem): Problem {
  const { code } = problem;
  return code === 'bannedHere' || code === 'disabled' ? problem : { code: 'loggedOut', message: '' };
}

function failForm(turn: Turn, problem: Problem): void {
  turn.patch({ entry: { ...turn.state.entry, form: { kind: 'failed', problem } } });
}
