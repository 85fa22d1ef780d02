import type { Failure, ServerMessage } from '../protocol/messages';
import type { Action } from './actions';
import { loadAgain, loadNewer, loadOlder, onFillFailed, onHistory, onLoadFailed, showMessage } from './history';
import { onEvent, seen } from './log';
import type { Effect, State } from './model';
import { dropFailed, editFailed, flushAll, onAck, onSendFailed, resendOverdue, sendAgain, submit } from './outbox';
import * as rooms from './rooms';
import * as session from './session';
import { Turn } from './turn';

/** The one place where the page's state changes. Pure: the same state and action give the same state and effects. */
export function reduce(state: State, action: Action): readonly [State, readonly Effect[]] {
  const turn = new Turn(state, action.now);
  act(turn, action);
  return [turn.state, turn.effects];
}

function act(turn: Turn, action: Action): void {
  switch (action.type) {
    case 'received':
      return receive(turn, action.message);
    case 'linkChanged':
      return session.linkChanged(turn, action.link);
    case 'ticked':
      return tick(turn);
    case 'started':
      return session.start(turn);
    case 'nameChosen':
      return session.chooseName(turn, action.name);
    case 'nameChangeWanted':
      return session.askForName(turn, null);
    case 'signedOut':
      return session.signOut(turn);
    case 'connectionWanted':
      return session.connectNow(turn);
    default:
      return actInRoom(turn, action);
  }
}

type OuterAction = Extract<
  Action,
  {
    type:
      | 'received'
      | 'linkChanged'
      | 'ticked'
      | 'started'
      | 'nameChosen'
      | 'nameChangeWanted'
      | 'signedOut'
      | 'connectionWanted';
  }
>;

function actInRoom(turn: Turn, action: Exclude<Action, OuterAction>): void {
  switch (action.type) {
    case 'attentionChanged':
      turn.patch({ attention: action.attention });
      if (turn.state.active !== null) {
        seen(turn, turn.state.active);
      }
      return;
    case 'roomsWanted':
      return rooms.refreshRooms(turn);
    case 'roomChosen':
      return rooms.enterRoom(turn, action.room, titleOf(turn.state, action.room));
    case 'roomLeft':
      return rooms.leaveRoom(turn, action.room);
    case 'roomTitled':
      return rooms.createRoom(turn, action.title);
    case 'creationDropped':
      return turn.patch({ creation: { kind: 'idle' } });
    case 'drafted':
      return rooms.keepDraft(turn, action.room, action.text);
    case 'replyChosen':
      return turn.patchRoom(action.room, () => ({ replyTo: action.seq }));
    case 'submitted':
      submit(turn, action.room, action.cid);
      return rooms.follow(turn, action.room);
    case 'sendWantedAgain':
      return sendAgain(turn, action.room, action.cid);
    case 'sendDropped':
      return dropFailed(turn, action.room, action.cid);
    case 'sendEdited':
      return editFailed(turn, action.room, action.cid);
    case 'scrolled':
      return rooms.keepScroll(turn, action.room, action.following);
    case 'olderWanted':
      return loadOlder(turn, action.room);
    case 'newerWanted':
      return loadNewer(turn, action.room);
    case 'newestWanted':
      return rooms.follow(turn, action.room);
    case 'messageWanted':
      return showMessage(turn, action.room, action.seq);
    case 'loadWantedAgain':
      return loadAgain(turn, action.room, action.what);
    default:
      return action satisfies never;
  }
}

function titleOf(state: State, room: string): string {
  return state.directory.find((summary) => summary.room === room)?.title ?? room;
}

function tick(turn: Turn): void {
  rooms.dropTypists(turn);
  rooms.joinOverdue(turn);
  resendOverdue(turn);
  flushAll(turn);
}

function receive(turn: Turn, message: ServerMessage): void {
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
    case 'unknownEvent':
      return onEvent(turn, message);
    case 'ack':
      return onAck(turn, message);
    case 'history':
      return onHistory(turn, message);
    case 'rooms':
      return rooms.onRooms(turn, message);
    case 'members':
      return rooms.onMembers(turn, message);
    case 'roomCreated':
      return rooms.onRoomCreated(turn, message);
    case 'entered':
      return rooms.onEntered(turn, message);
    case 'left':
      return rooms.onLeft(turn, message);
    case 'presence':
      return rooms.onPresence(turn, message);
    case 'typing':
      return rooms.onTyping(turn, message);
    case 'error':
      return fail(turn, message);
    case 'ping':
    case 'closing':
      return; // The connection sees to these.
    default:
      return message satisfies never;
  }
}

/** Hands a refusal to whatever asked. */
function fail(turn: Turn, error: Failure): void {
  const request = turn.answered(error.id);
  switch (request?.kind) {
    case 'hello':
      return session.onHelloFailed(turn, error);
    case 'join':
      return rooms.onJoinFailed(turn, request.room, error);
    case 'send':
      return onSendFailed(turn, request.room, request.cid, error);
    case 'load':
      return onLoadFailed(turn, request, error);
    case 'fill':
      return onFillFailed(turn, request.room);
    case 'create':
      return turn.patch({ creation: { kind: 'failed', problem: { code: error.code, message: error.message } } });
    case 'rooms':
    case 'members':
    case undefined:
      return; // Asked for again anyway.
  }
}
