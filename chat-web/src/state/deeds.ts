import type { Author, Failure, RoomCreated } from '../protocol/messages';
import { problemOf } from './access';
import { block } from './mine';
import type { DeedMessage, Request } from './model';
import { enterRoom } from './rooms';
import type { Turn } from './turn';

/** What is done to rooms and people, one thing at a time: it is asked for, and whoever asked sees how it went. */

export function doDeed(turn: Turn, message: DeedMessage, about: Author | null): void {
  const { deed, link } = turn.state;
  if (deed.kind === 'asked') {
    return;
  }
  if (link.kind !== 'ready') {
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

/** It was done; `made` is what came of it, if that is a room. */
export function onDeedDone(
  turn: Turn,
  { message, about }: Asked,
  made: Pick<RoomCreated, 'room' | 'title'> | null,
): void {
  turn.patch({ deed: { kind: 'done', message, about } });
  const { side } = turn.state;
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
