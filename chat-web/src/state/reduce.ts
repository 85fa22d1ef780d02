import * as access from './access';
import type { AccessAction, Action, OverAction, RoomAction, SettingsAction, SideAction } from './actions';
import * as choices from './choices';
import * as clock from './clock';
import { edit, editFailed, keepDraft, wantAddition } from './compose';
import { createRoom } from './create';
import { doDeed, dropDeed } from './deeds';
import { loadAgain, loadNewer, loadOlder, staysHere } from './history';
import * as kept from './kept';
import * as me from './me';
import { endMutes } from './mine';
import type { Effect, State } from './model';
import { dropFailed, flushAll, resendOverdue, sendAgain } from './outbox';
import * as over from './over';
import { dropTypists } from './people';
import * as reading from './reading';
import { receive } from './receive';
import * as rooms from './rooms';
import { titleOf } from './select-rooms';
import * as session from './session';
import * as side from './side';
import * as sidePeople from './side-people';
import { tellAllMissed } from './tell';
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
    case 'answered':
      return access.onAnswer(turn, action.answer);
    case 'linkChanged':
      return session.linkChanged(turn, action.link);
    case 'ticked':
      return tick(turn);
    case 'started':
      return session.start(turn);
    case 'restored':
      return kept.restore(turn, action.kept, action.enter);
    case 'adopted':
      return kept.adopt(turn, action.owner, action.unsent);
    case 'clockTurnedBack':
      return clock.turnBack(turn);
    case 'outdated':
      return turn.patch({ outdated: true });
    case 'attentionChanged':
      return attend(turn, action.attention);
    case 'networkChanged':
      return turn.patch({ online: action.online });
    default:
      return actOnAccess(turn, action);
  }
}

function actOnAccess(turn: Turn, action: AccessAction | RoomAction | SideAction | SettingsAction | OverAction): void {
  switch (action.type) {
    case 'nameChosen':
      return session.chooseName(turn, action.name);
    case 'nameChangeWanted':
      return access.askForName(turn, null, 'guest');
    case 'doorChosen':
      return access.openDoor(turn, action.door);
    case 'invited':
      return access.invited(turn, action.invite);
    case 'logInWanted':
      return access.logIn(turn, action.name, action.password);
    case 'signUpWanted':
      return access.signUp(turn, action.name, action.password, action.invite);
    case 'setUpWanted':
      return access.setUp(turn, action.code, action.name, action.password);
    case 'oidcChosen':
      return access.goElsewhere(turn);
    case 'cameBack':
      return access.comeBack(turn, action.failure);
    case 'signedOut':
      return session.signOut(turn);
    case 'connectionWanted':
      return session.connectNow(turn);
    case 'reloadWanted':
      return turn.effect({ do: 'reload' });
    case 'meWanted':
      return me.showMe(turn);
    case 'deviceEnded':
      return me.endDevice(turn, action.device);
    case 'othersEnded':
      return me.endOthers(turn);
    case 'passwordChangeWanted':
      return me.changePassword(turn, action.old, action.wanted);
    default:
      return actInRoom(turn, action);
  }
}

function actInRoom(turn: Turn, action: RoomAction | SideAction | SettingsAction | OverAction): void {
  switch (action.type) {
    case 'roomsWanted':
      return rooms.refreshRooms(turn);
    case 'roomChosen':
      return rooms.enterRoom(turn, action.room, titleOf(turn.state, action.room));
    case 'roomLeft':
      return rooms.leaveRoom(turn, action.room);
    case 'roomPlanned':
      return createRoom(turn, action.plan);
    case 'creationDropped':
      return turn.patch({ creation: { kind: 'idle' } });
    case 'partingSeen':
      return turn.patch({ parting: null });
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
    case 'placeLeft':
      return rooms.keepPlace(turn, action);
    case 'olderWanted':
      staysHere(turn, action.room);
      return loadOlder(turn, action.room);
    case 'newerWanted':
      staysHere(turn, action.room);
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

function actBeside(turn: Turn, action: SideAction | SettingsAction | OverAction): void {
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
      return side.search(turn, action);
    case 'moreHitsWanted':
      return side.moreHits(turn);
    case 'roomInfoWanted':
      return sidePeople.showRoom(turn, action.room);
    case 'personWanted':
      return sidePeople.showPerson(turn, action.room, action.user);
    case 'peopleWanted':
      return sidePeople.showFind(turn, action.room);
    case 'peopleSought':
      return sidePeople.findUsers(turn, action.query);
    case 'entriesWanted':
      return sidePeople.showEntries(turn, action.what, action.room);
    case 'moreEntriesWanted':
      return sidePeople.showMoreEntries(turn);
    case 'deedWanted':
      return doDeed(turn, action.message, action.about);
    case 'deedSeen':
      return dropDeed(turn);
    default:
      return actOnSettings(turn, action);
  }
}

function actOnSettings(turn: Turn, action: SettingsAction | OverAction): void {
  switch (action.type) {
    case 'settingsWanted':
      return choices.showSettings(turn);
    case 'settingsChanged':
      return choices.changeSettings(turn, action.change);
    case 'roomChoiceChanged':
      return choices.choose(turn, action.room, action.change);
    case 'choicesRead':
      return turn.patch({ choices: action.choices });
    default:
      return actOver(turn, action);
  }
}

function actOver(turn: Turn, action: OverAction): void {
  switch (action.type) {
    case 'overOpened':
      return over.open(turn, action.what);
    case 'overClosed':
      return over.close(turn);
    case 'goalSought':
      return over.seek(turn, action.query);
    case 'personChosen':
      return over.choosePerson(turn, action.user);
    case 'neighbourWanted':
      return over.enterNeighbour(turn, action.step, action.unreadOnly);
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
  dropTypists(turn);
  endMutes(turn);
  rooms.joinOverdue(turn);
  resendOverdue(turn);
  flushAll(turn);
  reading.tellAll(turn);
  tellAllMissed(turn);
}
