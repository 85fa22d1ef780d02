import type { Failure, Welcome } from '../protocol/messages';
import { isPlausibleName } from '../protocol/text';
import type { LinkReport } from './actions';
import { initialState, newRoom, NOTHING_REMEMBERED } from './initial';
import type { Problem } from './model';
import { failTooLarge, failTried, requeue } from './outbox';
import { join } from './join';
import { askUnread, onUntold } from './reading';
import { refreshRooms } from './rooms';
import { onSideLost } from './side';
import type { Turn } from './turn';

/** The room everybody finds. */
const LOBBY = 'lobby';

/** Close codes that say what was wrong. */
const TOO_BIG = 1009;
const NOT_AUTHENTICATED = 4001;

/** Who the user is, and how the connection stands. */

export function start(turn: Turn): void {
  if (turn.state.session.phase === 'entering') {
    turn.effect({ do: 'connect' });
  }
}

export function chooseName(turn: Turn, typed: string): void {
  const { session } = turn.state;
  const name = typed.trim();
  const token = session.token;
  if (!isPlausibleName(name)) {
    const problem = { code: 'invalidName', message: '' };
    turn.patch({ session: { phase: 'naming', name, token, problem } });
    return;
  }
  turn.patch({ session: { phase: 'entering', name, token } });
  turn.effect({ do: 'connect' });
}

/** Back to the name screen; the token stays, so it is the same user who comes back with another name. */
export function askForName(turn: Turn, problem: Problem | null): void {
  const { session } = turn.state;
  const name = session.phase === 'inside' ? session.me.name : session.name;
  turn.patch({ session: { phase: 'naming', name, token: session.token, problem } });
  turn.effect({ do: 'disconnect' });
}

/** Leaves for good: the next one to sit here is somebody else. */
export function signOut(turn: Turn): void {
  turn.effect({ do: 'disconnect' });
  turn.effect({ do: 'forget' });
  turn.patch({ ...initialState(NOTHING_REMEMBERED), nextId: turn.state.nextId, attention: turn.state.attention });
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
      sayHello(turn);
      return;
    case 'waiting':
    case 'refused':
      connectionLost(turn, link.code);
      turn.patch({ link });
      return;
    case 'off':
      connectionLost(turn, 1000);
      turn.patch({ link });
  }
}

function sayHello(turn: Turn): void {
  const { session } = turn.state;
  if (session.phase === 'naming') {
    turn.effect({ do: 'disconnect' });
    return;
  }
  const name = session.phase === 'inside' ? session.me.name : session.name;
  const { token } = session;
  turn.ask({ kind: 'hello' }, { type: 'hello', name, ...(token === null ? {} : { token }) });
}

/** Nothing asked will be answered now; what was sent and not acknowledged is sent again later. */
function connectionLost(turn: Turn, code: number): void {
  if (code === TOO_BIG) {
    failTooLarge(turn);
  }
  onUntold(turn);
  onSideLost(turn);
  const { creation } = turn.state;
  turn.patch({
    requests: new Map(),
    creation:
      creation.kind === 'asked' ? { kind: 'failed', problem: { code: 'connectionLost', message: '' } } : creation,
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
  const { user, token, epoch, limits } = message;
  turn.patch({ session: { phase: 'inside', me: user, token, epoch, limits }, link: { kind: 'ready' } });
  turn.effect({ do: 'remember', name: user.name, token });
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
  refreshRooms(turn);
}

export function onHelloFailed(turn: Turn, error: Failure): void {
  if (error.code === 'badToken' && turn.state.session.token !== null) {
    forgetToken(turn);
    sayHello(turn);
    return;
  }
  const { code, message, suggestion } = error;
  askForName(turn, { code, message, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** From now on this is another user, for whom the `cid` of a message sent before means nothing. */
function forgetToken(turn: Turn): void {
  const { session } = turn.state;
  if (session.token !== null) {
    turn.patch({ session: { ...session, token: null } });
    failTried(turn);
  }
}
