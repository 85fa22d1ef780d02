import type { Author, Failure, RoomCreated } from '../protocol/messages';
import { problemOf } from './access';
import { block } from './mine';
import type { DeedMessage, Request } from './model';
import { enterRoom } from './rooms';
import type { Turn } from './turn';

/**
 * What is done to rooms and people: it is asked for, and whoever asked sees how it went. What is told is of the thing that was
 * wanted last, unless one before it failed.
 */

/** Things under way at a time; nobody has so many wishes before the first is answered. */
const DEEDS_MAX = 8;

export function doDeed(turn: Turn, message: DeedMessage, about: Author | null): void {
  const asked = deedsAsked(turn.state.requests);
  // Who clicks twice means it once.
  if (asked.length >= DEEDS_MAX || asked.some((deed) => isSame(deed.message, message))) {
    return;
  }
  if (turn.state.link.kind !== 'ready') {
    turn.patch({ deed: { kind: 'failed', message, problem: { code: 'connectionLost', message: '' } } });
    return;
  }
  turn.patch({ deed: { kind: 'asked', message } });
  turn.ask({ kind: 'deed', message, about }, message);
}

export function dropDeed(turn: Turn): void {
  if (turn.state.deed.kind !== 'asked') {
    turn.patch({ deed: { kind: 'idle' } });
  }
}

type Asked = Extract<Request, { kind: 'deed' }>;

/** What was asked for and has no answer yet, the oldest first. */
export function deedsAsked(requests: ReadonlyMap<number, Request>): readonly Asked[] {
  return [...requests.values()].filter((request): request is Asked => request.kind === 'deed');
}

/** Each wish has a `cid` of its own. */
function isSame(one: DeedMessage, other: DeedMessage): boolean {
  return JSON.stringify({ ...one, cid: '' }) === JSON.stringify({ ...other, cid: '' });
}

/** It was done; `made` is what came of it, if that is a room. */
export function onDeedDone(
  turn: Turn,
  { message, about }: Asked,
  made: Pick<RoomCreated, 'room' | 'title'> | null,
): void {
  const { deed, side } = turn.state;
  if (deed.kind === 'asked' && deed.message === message) {
    turn.patch({ deed: { kind: 'done', message, about } });
  }
  switch (message.type) {
    case 'block':
      if (about !== null) {
        block(turn, about, message.on);
      }
      return;
    case 'direct':
      if (made !== null) {
        turn.patch({ side: { kind: 'none' }, deed: { kind: 'idle' } });
        enterRoom(turn, made.room, made.title);
      }
      return;
    case 'restrict':
      if (side.kind === 'restrictions' && !message.on) {
        const isIt = (entry: (typeof side.entries)[number]) =>
          entry.user.id === message.user && entry.kind === message.kind;
        turn.patch({ side: { ...side, entries: side.entries.filter((entry) => !isIt(entry)) } });
      }
      return;
    case 'resolveReport':
      if (side.kind === 'reports') {
        turn.patch({ side: { ...side, entries: side.entries.filter(({ report }) => report !== message.report) } });
      }
      return;
    default:
  }
}

export function onDeedFailed(turn: Turn, { message }: Asked, error: Failure): void {
  turn.patch({ deed: { kind: 'failed', message, problem: problemOf(turn, error) } });
}
