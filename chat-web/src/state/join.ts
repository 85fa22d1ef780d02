import type { Turn } from './turn';

/** Enters a room, or comes back to where it was left. Without a connection it stays wanted until there is one. */
export function join(turn: Turn, name: string): void {
  const room = turn.room(name);
  if (room === undefined) {
    return;
  }
  turn.putRoom({ ...room, phase: { kind: 'joining' } });
  if (turn.state.link.kind === 'ready') {
    const position = room.last === null ? {} : { after: room.last, epoch: room.epoch };
    turn.ask({ kind: 'join', room: name }, { type: 'join', room: name, ...position });
  }
}

/** Forgets where the room was left and enters it as if for the first time. */
export function joinAnew(turn: Turn, name: string): void {
  turn.patchRoom(name, () => ({ last: null }));
  join(turn, name);
}
