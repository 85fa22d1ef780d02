import type { Turn } from './turn';

/** A token that is good for less than this may be out of date before it is looked at. */
const ACCESS_SPARE_MILLIS = 10_000;

/** Says who is there, as soon as there is something to show for it. */
export function greet(turn: Turn, renewed = false): void {
  const { session } = turn.state;
  if (session.phase === 'naming') {
    turn.effect({ do: 'disconnect' });
  } else if (session.pass.kind === 'account') {
    const { access } = session.pass;
    if (access !== null && (renewed || access.until - ACCESS_SPARE_MILLIS > turn.now)) {
      turn.ask({ kind: 'hello', renewed }, { type: 'hello', token: access.token });
    } else {
      turn.call({ kind: 'renew' });
    }
  } else {
    const { token } = session.pass;
    const name = session.phase === 'inside' ? session.me.name : session.name;
    turn.ask({ kind: 'hello', renewed: false }, { type: 'hello', name, ...(token === null ? {} : { token }) });
  }
}
