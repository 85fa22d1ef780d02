import type { Device } from '../protocol/api';
import { codePoints } from '../protocol/text';
import { PASSWORD_CODE_POINTS_MIN } from './access';
import type { Access, CallKind, Problem } from './model';
import type { Turn } from './turn';

/** What is the user's own: the account, where it is logged in, its password. */

export function showMe(turn: Turn): void {
  const access = accessOf(turn);
  const phase = access === undefined ? ({ kind: 'ready' } as const) : ({ kind: 'loading' } as const);
  turn.patch({ side: { kind: 'me', devices: [], form: { kind: 'idle' }, phase } });
  askDevices(turn);
}

export function askDevices(turn: Turn): void {
  const access = accessOf(turn);
  if (access !== undefined) {
    turn.call({ kind: 'devices', access });
  }
}

/** What calls about the account are made with; undefined for a guest, who has none. */
function accessOf({ state: { session } }: Turn): Access | null | undefined {
  return session.phase === 'inside' && session.pass.kind === 'account' ? session.pass.access : undefined;
}

export function onDevices(turn: Turn, devices: readonly Device[]): void {
  const { side } = turn.state;
  if (side.kind === 'me') {
    turn.patch({ side: { ...side, devices, phase: { kind: 'ready' } } });
  }
}

export function endDevice(turn: Turn, device: string): void {
  const access = accessOf(turn);
  if (access !== undefined) {
    turn.call({ kind: 'endDevice', access, device });
  }
}

export function endOthers(turn: Turn): void {
  const access = accessOf(turn);
  if (access !== undefined) {
    turn.call({ kind: 'endOthers', access });
  }
}

export function changePassword(turn: Turn, old: string, wanted: string): void {
  const access = accessOf(turn);
  const { side } = turn.state;
  if (access === undefined || side.kind !== 'me' || side.form.kind === 'asked') {
    return;
  }
  if (codePoints(wanted) < PASSWORD_CODE_POINTS_MIN) {
    const problem = { code: 'passwordTooShort', message: '' };
    turn.patch({ side: { ...side, form: { kind: 'failed', problem } } });
  } else {
    turn.patch({ side: { ...side, form: { kind: 'asked' } } });
    turn.call({ kind: 'changePassword', access, old, wanted });
  }
}

export function onFormAnswered(turn: Turn, to: CallKind): void {
  const { side } = turn.state;
  if (side.kind === 'me') {
    if (to === 'changePassword') {
      turn.patch({ side: { ...side, form: { kind: 'done' } } });
    }
    // Whatever it was, other devices may have gone with it.
    askDevices(turn);
  }
}

export function onFormFailed(turn: Turn, to: CallKind, problem: Problem): void {
  const { side } = turn.state;
  if (side.kind !== 'me') {
    return;
  }
  turn.patch({
    side:
      to === 'changePassword'
        ? { ...side, form: { kind: 'failed', problem } }
        : { ...side, phase: { kind: 'failed', problem } },
  });
}
