import type { Failure, Welcome } from '../protocol/messages';
import { isPlausibleName } from '../protocol/text';
import { askForName, callLogOut, endOf, leaver, loggedOut, problemOf, tokenOf } from './access';
import type { LinkReport } from './actions';
import { greet } from './greet';
import { forgetChoices } from './choices';
import { deedsAsked } from './deeds';
import { emptied, newRoom } from './initial';
import { join } from './join';
import { askMine } from './mine';
import type { Pass, Problem } from './model';
import { failTooLarge, failTried, requeue } from './outbox';
import { askUnread, onUntold } from './reading';
import { refreshRooms } from './rooms';
import { onSideLost } from './side';
import type { Turn } from './turn';

/** The room everybody finds. */
const LOBBY = 'lobby';

/** Close codes that say what was wrong. */
const TOO_BIG = 1009;
const NOT_AUTHENTICATED = 4001;
const LOGGED_OUT = 4002;
const BANNED = 4003;

/** Who the user is, and how the connection stands. */

export function start(turn: Turn): void {
  turn.call({ kind: 'ways' });
  if (turn.state.session.phase !== 'naming') {
    turn.effect({ do: 'connect' });
  }
}

export function chooseName(turn: Turn, typed: string): void {
  const { session } = turn.state;
  if (session.phase !== 'naming') {
    return;
  }
  const name = typed.trim();
  const { token } = session;
  if (!isPlausibleName(name)) {
    const problem = { code: 'invalidName', message: '' };
    turn.patch({ session: { phase: 'naming', name, token, problem } });
    return;
  }
  turn.patch({ session: { phase: 'entering', name, pass: { kind: 'guest', token }, user: null } });
  turn.effect({ do: 'connect' });
}

/** Leaves for good: the next one to sit here is somebody else. */
export function signOut(turn: Turn): void {
  const { session, entry } = turn.state;
  const owner = leaver(turn.state);
  turn.effect({ do: 'disconnect' });
  turn.effect({ do: 'forget', owner });
  const account = session.phase !== 'naming' && session.pass.kind === 'account';
  forgetChoices(turn, owner);
  turn.patch({
    ...emptied(turn.state),
    entry: { ...entry, door: account ? 'logIn' : null, invite: '', form: { kind: 'idle' } },
  });
  if (account) {
    callLogOut(turn);
  }
}

/** The user wants the connection now, whatever the back-off or the server says. */
export function connectNow(turn: Turn): void {
  const { link } = turn.state;
  if (link.kind === 'refused' && link.code === NOT_AUTHENTICATED) {
    forgetToken(turn);
  }
  turn.effect({ do: 'connect' });
}

export function linkChanged(turn: Turn, link: LinkReport): void {
  switch (link.kind) {
    case 'connecting':
      turn.patch({ link });
      return;
    case 'open':
      turn.patch({ link: { kind: 'greeting' } });
      greet(turn);
      return;
    case 'waiting':
    case 'refused':
      connectionLost(turn, link.code);
      turn.patch({ link });
      if (link.kind === 'refused' && link.code === BANNED) {
        loggedOut(turn, turn.state.entry.ban ?? { code: 'bannedHere', message: '' });
      } else if (link.kind === 'refused' && link.code === LOGGED_OUT) {
        letGo(turn);
      }
      return;
    case 'off':
      connectionLost(turn, 1000);
      turn.patch({ link });
  }
}

/** The server knows this user no longer by what it was shown. A guest may have become an account, here or in another window. */
function letGo(turn: Turn): void {
  const { session, entry } = turn.state;
  if (session.phase === 'inside' && session.pass.kind === 'guest') {
    if (entry.form.kind !== 'asked') {
      turn.patch({ session: { ...session, pass: { kind: 'account', access: null } } });
      turn.effect({ do: 'connect' });
    }
  } else {
    loggedOut(turn, { code: 'loggedOut', message: '' });
  }
}

/** Nothing asked will be answered now; what was sent and not acknowledged is sent again later. */
function connectionLost(turn: Turn, code: number): void {
  if (code === TOO_BIG) {
    failTooLarge(turn);
  }
  onUntold(turn);
  onSideLost(turn);
  const { creation, deed, requests } = turn.state;
  const lost = deedsAsked(requests).at(-1);
  const problem = { code: 'connectionLost', message: '' };
  turn.patch({
    requests: new Map(),
    creation: creation.kind === 'asked' ? { kind: 'failed', problem } : creation,
    deed: lost === undefined ? deed : { kind: 'failed', message: lost.message, problem },
  });
  for (const room of turn.state.rooms.values()) {
    turn.putRoom({
      ...room,
      phase: { kind: 'joining' },
      recent: [],
      loading: { kind: 'idle' },
      typing: [],
      outbox: room.outbox.map(requeue),
    });
  }
}

export function onWelcome(turn: Turn, message: Welcome): void {
  turn.answered(message.id);
  const { user, epoch, limits, admin = false } = message;
  const pass = passAfter(turn, message);
  turn.patch({ session: { phase: 'inside', me: user, pass, admin, epoch, limits }, link: { kind: 'ready' } });
  turn.patch({ owner: user.id });
  const account = pass.kind === 'account' ? 'yes' : 'no';
  const token = pass.kind === 'guest' ? pass.token : null;
  turn.effect({ do: 'remember', name: user.name, token, account });
  if (turn.state.rooms.size === 0) {
    turn.putRoom(newRoom(LOBBY, LOBBY));
  }
  const { active, rooms } = turn.state;
  const first = active !== null && rooms.has(active) ? active : [...rooms.keys()][0];
  turn.patch({ active: first ?? null });
  // The room that is looked at comes first.
  [...rooms.values()]
    .sort((a, b) => Number(b.name === first) - Number(a.name === first))
    .forEach(({ name }) => join(turn, name));
  askUnread(turn);
  askMine(turn);
  refreshRooms(turn);
}

function passAfter({ state: { session } }: Turn, { token }: Welcome): Pass {
  if (session.phase !== 'naming' && session.pass.kind === 'account') {
    return session.pass;
  }
  return { kind: 'guest', token: token ?? null };
}

export function onHelloFailed(turn: Turn, error: Failure, renewed: boolean): void {
  const { session } = turn.state;
  const { code } = error;
  const problem = code === 'banned' ? banOf(turn, error) : problemOf(turn, error);
  if (session.phase !== 'naming' && session.pass.kind === 'account') {
    if ((code !== 'tokenExpired' && code !== 'badToken') || renewed) {
      loggedOut(turn, endOf(problem));
    } else {
      turn.patch({ session: { ...session, pass: { kind: 'account', access: null } } });
      turn.call({ kind: 'renew' });
    }
    return;
  }
  if (code === 'badToken' && tokenOf(turn) !== null) {
    forgetToken(turn);
    greet(turn);
    return;
  }
  if (code === 'loginRequired') {
    turn.call({ kind: 'ways' });
  }
  askForName(turn, problem, code === 'loginRequired' ? 'logIn' : 'guest');
}

/** Not out of a room, but from the server, as is said before it ends the connection. */
export function onBanned(turn: Turn, error: Failure): void {
  turn.patch({ entry: { ...turn.state.entry, ban: banOf(turn, error) } });
}

function banOf(turn: Turn, error: Failure): Problem {
  return { ...problemOf(turn, error), code: 'bannedHere' };
}

/** From now on this is another user, for whom the `cid` of a message sent before means nothing. */
function forgetToken(turn: Turn): void {
  const { session } = turn.state;
  if (session.phase !== 'naming' && session.pass.kind === 'guest' && session.pass.token !== null) {
    turn.patch({ session: { ...session, pass: { kind: 'guest', token: null } } });
    failTried(turn);
  }
}
