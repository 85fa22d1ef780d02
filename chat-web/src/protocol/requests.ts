/** What a client says in `chat.v1`, as `docs/PROTOCOL.md` has it. `id` comes back in the answer. */

import type { Posting, RestrictionKind, Role } from './people';

/** What adds to a room's log: said again under the same `cid` it is answered, never done twice. */
export type Addition =
  | { type: 'send'; id?: number; room: string; cid: string; text: string; replyTo?: number }
  | { type: 'edit'; id?: number; room: string; cid: string; target: number; text: string }
  | { type: 'delete'; id?: number; room: string; cid: string; target: number }
  | { type: 'react'; id?: number; room: string; cid: string; target: number; emoji: string; on: boolean }
  | { type: 'pin'; id?: number; room: string; cid: string; target: number; on: boolean }
  | { type: 'setTopic'; id?: number; room: string; cid: string; topic: string }
  | {
      type: 'setRoom';
      id?: number;
      room: string;
      cid: string;
      title?: string;
      description?: string;
      posting?: Posting;
      archived?: boolean;
      slowSeconds?: number;
    };

/** What adds to a room's log too, but is worth no second try by itself: whoever asked for it looks at the answer. */
export type MemberAddition =
  | { type: 'invite'; id?: number; room: string; cid: string; user: string; role?: Role }
  | { type: 'removeMember'; id?: number; room: string; cid: string; user: string }
  | { type: 'setRole'; id?: number; room: string; cid: string; user: string; role: Role };

/** What is done to rooms and people beside the log. Answered by `done`, or by what it made. */
export type Measure =
  | { type: 'deleteRoom'; id?: number; room: string }
  | { type: 'kick'; id?: number; room: string; user: string; reason?: string }
  | {
      type: 'restrict';
      id?: number;
      room: string;
      user: string;
      kind: RestrictionKind;
      on: boolean;
      seconds?: number;
      byAddress?: boolean;
      reason?: string;
    }
  | { type: 'report'; id?: number; room: string; target: number; reason: string }
  | { type: 'resolveReport'; id?: number; room: string; report: number; outcome: 'handled' | 'dismissed' }
  | { type: 'block'; id?: number; user: string; on: boolean }
  | { type: 'direct'; id?: number; users: readonly string[] }
  | {
      type: 'createRoom';
      id?: number;
      room?: string;
      cid?: string;
      title?: string;
      description?: string;
      visibility: 'public' | 'private';
    };

export type ClientMessage =
  | Addition
  | MemberAddition
  | Measure
  | { type: 'hello'; id?: number; name?: string; token?: string }
  | { type: 'join'; id?: number; room: string; after?: number; epoch?: string }
  | { type: 'leave'; id?: number; room: string }
  | {
      type: 'history';
      id?: number;
      room: string;
      before?: number;
      after?: number;
      around?: number;
      thread?: number;
      limit?: number;
    }
  | { type: 'versions'; id?: number; room: string; target: number }
  | { type: 'pins'; id?: number; room: string }
  | { type: 'read'; id?: number; room: string; seq: number }
  | { type: 'unread'; id?: number; after?: string; limit?: number }
  | { type: 'search'; id?: number; query: string; room?: string; from?: string; cursor?: string; limit?: number }
  | { type: 'rooms'; id?: number; after?: string; limit?: number }
  | { type: 'members'; id?: number; room: string; after?: string; limit?: number }
  | { type: 'typing'; id?: number; room: string }
  | { type: 'restrictions'; id?: number; room: string; after?: string; limit?: number }
  | { type: 'reports'; id?: number; room: string; after?: number; limit?: number }
  | { type: 'blocks'; id?: number }
  | { type: 'myRooms'; id?: number; after?: string; limit?: number }
  | { type: 'findUsers'; id?: number; query: string; limit?: number };
