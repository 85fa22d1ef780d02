import type { Posting, RoomCreated } from '../protocol/messages';
import { roomKey } from '../protocol/text';
import { onDeedDone } from './deeds';
import { add } from './outbox';
import { enterRoom, refreshRooms } from './rooms';
import type { Turn } from './turn';

/** Making rooms. */

/** How a new room is to be. */
export interface Plan {
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly posting: Posting;
  /** Names it, should it be asked for twice; the next is for what is decided about it right away. */
  readonly cid: string;
  readonly nextCid: string;
}

/** Makes a room called what was typed. A public one gets a key made from that, a private one gets its key from the server. */
export function createRoom(turn: Turn, { visibility, cid, ...plan }: Plan): void {
  const title = plan.title.trim();
  const room = roomKey(title);
  if (room === null) {
    turn.patch({ creation: { kind: 'failed', problem: { code: 'roomNameEmpty', message: '' } } });
  } else if (turn.state.link.kind !== 'ready') {
    turn.patch({ creation: { kind: 'failed', problem: { code: 'connectionLost', message: '' } } });
  } else {
    turn.patch({ creation: { kind: 'asked', title } });
    turn.ask(
      { kind: 'create', posting: plan.posting, cid: plan.nextCid },
      visibility === 'private'
        ? { type: 'createRoom', cid, title, visibility }
        : { type: 'createRoom', room, ...(room === title ? {} : { title }), visibility },
    );
  }
}

export function onRoomCreated(turn: Turn, { id, room, title, created }: RoomCreated): void {
  const request = turn.answered(id);
  if (request?.kind === 'deed') {
    onDeedDone(turn, request, { room, title });
    return;
  }
  turn.patch({ creation: { kind: 'idle' } });
  enterRoom(turn, room, title);
  if (request?.kind === 'create' && request.posting === 'staff' && created) {
    add(turn, { type: 'setRoom', room, cid: request.cid, posting: 'staff' });
  }
  refreshRooms(turn);
}
