import type { Ack, Failure, ServerMessage } from '../protocol/messages';
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

/** What the server says, handed to whatever it is about. */

export function receive(turn: Turn, message: ServerMessage): void {
  switch (message.type) {
    case 'welcome':
      return session.onWelcome(turn, message);
    case 'joined':
      return rooms.onJoined(turn, message);
    case 'reset':
      return rooms.onReset(turn, message);
    case 'live':
      return rooms.onLive(turn, message);
    case 'posted':
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'pinned':
    case 'topicChanged':
    case 'memberAdded':
    case 'memberRemoved':
    case 'roleChanged':
    case 'roomChanged':
    case 'unknownEvent':
      hearTime(turn, message);
      return onEvent(turn, message);
    case 'ack':
      return acknowledge(turn, message);
    case 'history':
      return onHistory(turn, message);
    case 'versions':
      return side.onVersions(turn, message);
    case 'pins':
      return side.onPins(turn, message);
    case 'found':
      return side.onFound(turn, message);
    case 'readUpTo':
      return reading.onReadUpTo(turn, message);
    case 'unread':
      reading.onUnread(turn, message);
      return pursueActive(turn);
    case 'rooms':
      return rooms.onRooms(turn, message);
    case 'members':
      return people.onMembers(turn, message);
    case 'roomCreated':
      return create.onRoomCreated(turn, message);
    case 'entered':
      return people.onEntered(turn, message);
    case 'left':
      return people.onLeft(turn, message);
    case 'presence':
      return people.onPresence(turn, message);
    case 'seen':
      return seen.onSeen(turn, message);
    case 'typing':
      return people.onTyping(turn, message);
    case 'error':
      return fail(turn, message);
    case 'myRooms':
      return mine.onMyRooms(turn, message);
    case 'roomAdded':
      return mine.onRoomAdded(turn, message);
    case 'removed':
      return mine.onRemoved(turn, message);
    case 'standing':
      return mine.onStanding(turn, message);
    case 'blocks':
      return mine.onBlocks(turn, message);
    case 'blocked':
      return mine.onBlocked(turn, message);
    case 'foundUsers':
      return sidePeople.onFoundUsers(turn, message);
    case 'reports':
      return sidePeople.onReports(turn, message);
    case 'restrictions':
      return sidePeople.onRestrictions(turn, message);
    case 'done':
      return finish(turn, message.id);
    case 'ping':
    case 'closing':
      return; // The connection sees to these.
    default:
      return message satisfies never;
  }
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
function pursueActive(turn: Turn): void {
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
