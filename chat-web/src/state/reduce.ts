import type { Failure, ServerMessage } from '../protocol/messages';
import type { Action } from './actions';
import { edit, editFailed, keepDraft, wantAddition } from './compose';
import { loadAgain, loadNewer, loadOlder, onFillFailed, onHistory, onLoadFailed, pursue } from './history';
import { onEvent } from './log';
import type { Effect, State } from './model';
import { dropFailed, flushAll, onAck, onRefused, resendOverdue, sendAgain } from './outbox';
import * as people from './people';
import * as reading from './reading';
import * as rooms from './rooms';
import { titleOf } from './select';
import * as session from './session';
import * as side from './side';
import { Turn } from './turn';

/** The one place where the page's state changes. Pure: the same state and action give the same state and effects. */
export function reduce(state: State, action: Action): readonly [State, readonly Effect[]] {
  const turn = new Turn(state, action);
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
      return attend(turn, action.attention);
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
      return keepDraft(turn, action.room, action.text);
    case 'replyChosen':
      return turn.patchRoom(action.room, () => ({ replyTo: action.seq }));
    case 'editChosen':
      return edit(turn, action.room, action.seq);
    case 'submitted':
      return rooms.submitAndFollow(turn, action.room, action.cid);
    case 'additionWanted':
      return wantAddition(turn, action.message);
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
      return rooms.goTo(turn, action.room, action.seq, titleOf(turn.state, action.room));
    case 'loadWantedAgain':
      return loadAgain(turn, action.room, action.what);
    default:
      return actBeside(turn, action);
  }
}

type BesideAction = Extract<
  Action,
  {
    type:
      | 'sideClosed'
      | 'sideWantedAgain'
      | 'pinsWanted'
      | 'threadWanted'
      | 'olderRepliesWanted'
      | 'versionsWanted'
      | 'searchOpened'
      | 'searched'
      | 'moreHitsWanted';
  }
>;

function actBeside(turn: Turn, action: BesideAction): void {
  switch (action.type) {
    case 'sideClosed':
      return side.closeSide(turn);
    case 'sideWantedAgain':
      return side.reloadSide(turn);
    case 'pinsWanted':
      return side.showPins(turn, action.room);
    case 'threadWanted':
      return side.showThread(turn, action.room, action.root);
    case 'olderRepliesWanted':
      return side.showOlderReplies(turn);
    case 'versionsWanted':
      return side.showVersions(turn, action.room, action.target);
    case 'searchOpened':
      return side.openSearch(turn);
    case 'searched':
      return side.search(turn, action.query, action.room);
    case 'moreHitsWanted':
      return side.moreHits(turn);
    default:
      return action satisfies never;
  }
}

function attend(turn: Turn, attention: boolean): void {
  turn.patch({ attention });
  if (turn.state.active !== null) {
    reading.seen(turn, turn.state.active);
  }
  if (!attention) {
    // Perhaps for good: what was read is told while it can be.
    reading.tellAll(turn, true);
  }
}

function tick(turn: Turn): void {
  people.dropTypists(turn);
  rooms.joinOverdue(turn);
  resendOverdue(turn);
  flushAll(turn);
  reading.tellAll(turn);
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
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'pinned':
    case 'topicChanged':
    case 'unknownEvent':
      return onEvent(turn, message);
    case 'ack':
      return onAck(turn, message);
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
      return rooms.onRoomCreated(turn, message);
    case 'entered':
      return people.onEntered(turn, message);
    case 'left':
      return people.onLeft(turn, message);
    case 'presence':
      return people.onPresence(turn, message);
    case 'typing':
      return people.onTyping(turn, message);
    case 'error':
      return fail(turn, message);
    case 'ping':
    case 'closing':
      return; // The connection sees to these.
    default:
      return message satisfies never;
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
      return session.onHelloFailed(turn, error);
    case 'join':
      return rooms.onJoinFailed(turn, request.room, error);
    case 'add':
      return onRefused(turn, request.room, request.cid, error);
    case 'load':
      return onLoadFailed(turn, request, error);
    case 'fill':
      return onFillFailed(turn, request.room);
    case 'create':
      return turn.patch({ creation: { kind: 'failed', problem: { code: error.code, message: error.message } } });
    case 'pins':
    case 'thread':
    case 'versions':
    case 'search':
      return side.onSideFailed(turn, request, error);
    case 'read':
      return reading.onReadFailed(turn, request.room, error);
    case 'unread':
      return reading.marksAreKnown(turn, []);
    case 'rooms':
    case 'members':
    case undefined:
      return; // Asked for again anyway.
  }
}
