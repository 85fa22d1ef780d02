import type { Ack, Failure, RoomEvent, ServerMessage, Unread } from '../protocol/messages';
import { problemOf } from './access';
import { hearTime } from './clock';
import * as create from './create';
import * as deeds from './deeds';
import { onFillFailed, onHistory, onLoadFailed, pursue } from './history';
import { onEvent } from './log';
import * as mine from './mine';
import { onAck, onRefused } from './outbox';
import * as people from './people';
import * as reading from './reading';
import * as rooms from './rooms';
import * as seen from './seen';
import * as session from './session';
import * as side from './side';
import * as sidePeople from './side-people';
import type { Turn } from './turn';

type Kind = ServerMessage['type'];

/** What the server says, each kind handed to whatever it is about. */
const RECEIVERS: { readonly [K in Kind]: (turn: Turn, message: Extract<ServerMessage, { type: K }>) => void } = {
  welcome: session.onWelcome,
  joined: rooms.onJoined,
  reset: rooms.onReset,
  live: rooms.onLive,

  posted: add,
  edited: add,
  deleted: add,
  reacted: add,
  pinned: add,
  topicChanged: add,
  memberAdded: add,
  memberRemoved: add,
  roleChanged: add,
  roomChanged: add,
  unknownEvent: add,
  ack: acknowledge,

  history: onHistory,
  versions: side.onVersions,
  pins: side.onPins,
  found: side.onFound,
  readUpTo: reading.onReadUpTo,
  unread: countUnread,

  rooms: rooms.onRooms,
  roomCreated: create.onRoomCreated,
  members: people.onMembers,
  entered: people.onEntered,
  left: people.onLeft,
  presence: people.onPresence,
  seen: seen.onSeen,
  typing: people.onTyping,

  myRooms: mine.onMyRooms,
  roomAdded: mine.onRoomAdded,
  removed: mine.onRemoved,
  standing: mine.onStanding,
  blocks: mine.onBlocks,
  blocked: mine.onBlocked,

  foundUsers: sidePeople.onFoundUsers,
  reports: sidePeople.onReports,
  restrictions: sidePeople.onRestrictions,

  done: (turn, { id }) => finish(turn, id),
  error: fail,
  // The connection sees to these.
  ping: () => undefined,
  closing: () => undefined,
};

export function receive(turn: Turn, message: ServerMessage): void {
  // The table says that they fit together; the compiler does not see it of a kind that is known only now.
  const receiver = RECEIVERS[message.type] as (turn: Turn, message: ServerMessage) => void;
  receiver(turn, message);
}

function add(turn: Turn, event: RoomEvent): void {
  hearTime(turn, event);
  onEvent(turn, event);
}

/** Something was added to a log: by the outbox, or because somebody looked at a panel and waits. */
function acknowledge(turn: Turn, message: Ack): void {
  const request = message.id === undefined ? undefined : turn.state.requests.get(message.id);
  if (request?.kind === 'deed') {
    finish(turn, message.id);
  } else {
    hearTime(turn, message);
    onAck(turn, message);
  }
}

function finish(turn: Turn, id: number | undefined): void {
  const request = turn.answered(id);
  if (request?.kind === 'deed') {
    deeds.onDeedDone(turn, request, null);
  }
}

/** What is read in the room that is shown decides where it opens. */
function countUnread(turn: Turn, message: Unread): void {
  reading.onUnread(turn, message);
  if (turn.state.active !== null) {
    pursue(turn, turn.state.active);
  }
}

/** Hands a refusal to whatever asked. */
function fail(turn: Turn, error: Failure): void {
  const request = turn.answered(error.id);
  switch (request?.kind) {
    case 'hello':
      return session.onHelloFailed(turn, error, request.renewed);
    case 'join':
      return rooms.onJoinFailed(turn, request.room, error);
    case 'add':
      return onRefused(turn, request.room, request.cid, error);
    case 'load':
      return onLoadFailed(turn, request, error);
    case 'fill':
      return onFillFailed(turn, request.room);
    case 'create':
      return turn.patch({ creation: { kind: 'failed', problem: problemOf(turn, error) } });
    case 'deed':
      return deeds.onDeedFailed(turn, request, error);
    case 'pins':
    case 'thread':
    case 'versions':
    case 'search':
    case 'find':
    case 'reports':
    case 'restrictions':
      return side.onSideFailed(turn, request, error);
    case 'read':
      return reading.onReadFailed(turn, request.room, error);
    case 'unread':
      return reading.marksAreKnown(turn, []);
    case 'rooms':
    case 'members':
    case 'myRooms':
    case 'blocks':
      return; // Asked for again anyway.
    case undefined:
      return error.code === 'banned' ? session.onBanned(turn, error) : undefined;
  }
}
