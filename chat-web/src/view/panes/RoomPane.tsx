import { useState, type ReactElement } from 'react';
import { newCid } from '../../app/cid';
import { roomLink } from '../../app/link';
import { choiceOf } from '../../state/choices';
import type { Room, Side } from '../../state/model';
import { myRole } from '../../state/permits';
import { TELLINGS, type RoomChoice } from '../../state/settings';
import { useChat, useDispatch, useMay, useMyId, useTexts } from '../context';
import { BlockIcon, DeleteIcon, FlagIcon, InviteIcon, LeaveIcon, LinkIcon, StarIcon } from '../icons';
import { useCopy } from '../useCopy';
import { RoomSettings } from './RoomSettings';

/** What a room is, and what its user may do with it. */
export default function RoomPane({ side }: { side: Extract<Side, { kind: 'room' }> }): ReactElement | null {
  const room = useChat(({ rooms }) => rooms.get(side.room));
  return room === undefined ? null : <RoomDetails room={room} />;
}

function RoomDetails({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const role = useChat((state) => myRole(state, room));
  const { visibility, description, archived, slowSeconds } = room.terms;
  const hints = { public: texts.room.publicHint, private: texts.room.privateHint, direct: texts.room.directHint };
  return (
    <>
      <div className="details">
        <h3 dir="auto">{room.title}</h3>
        <p className="hint">{hints[visibility]}</p>
        {archived && <p className="hint">{texts.room.archivedHint}</p>}
        {description !== '' && (
          <p className="description" dir="auto">
            {description}
          </p>
        )}
        {slowSeconds > 0 && <p className="hint">{texts.order.slow(texts.order.span(slowSeconds))}</p>}
        {visibility !== 'direct' && <p className="hint">{texts.room.myRole(texts.room.roles[role])}</p>}
      </div>
      <Choices room={room} />
      <Actions room={room} />
      <RoomSettings key={room.name} room={room} />
      <Leaving room={room} />
    </>
  );
}

/** What this user chose for the room; nobody else learns of it. */
function Choices({ room: { name, terms } }: { room: Room }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { favourite, telling } = useChat((state) => choiceOf(state, name));
  const usual = texts.tell.tellings[terms.visibility === 'direct' ? 'all' : 'mentions'];
  const choose = (change: Partial<RoomChoice>) => dispatch({ type: 'roomChoiceChanged', room: name, change });
  return (
    <div className="pane-form">
      <div className="pane-actions">
        <button type="button" onClick={() => choose({ favourite: !favourite })}>
          <StarIcon />
          {favourite ? texts.places.unfavour : texts.places.favour}
        </button>
      </div>
      <label htmlFor="room-telling">{texts.tell.ofRoom}</label>
      <select
        id="room-telling"
        value={telling}
        onChange={({ target }) => choose({ telling: target.value as RoomChoice['telling'] })}
      >
        <option value="usual">{texts.tell.usual(usual)}</option>
        {TELLINGS.map((it) => (
          <option key={it} value={it}>
            {texts.tell.tellings[it]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Actions({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { copied, copy } = useCopy();
  const invites = useMay(room, 'invite');
  const judges = useMay(room, 'seeReports');
  const restricts = useMay(room, 'ban');
  const { name } = room;
  return (
    <div className="pane-actions">
      {invites && (
        <button type="button" onClick={() => dispatch({ type: 'peopleWanted', room: name })}>
          <InviteIcon />
          {texts.room.invite}
        </button>
      )}
      {judges && (
        <button type="button" onClick={() => dispatch({ type: 'entriesWanted', what: 'reports', room: name })}>
          <FlagIcon />
          {texts.order.reports}
        </button>
      )}
      {restricts && (
        <button type="button" onClick={() => dispatch({ type: 'entriesWanted', what: 'restrictions', room: name })}>
          <BlockIcon />
          {texts.order.restrictions}
        </button>
      )}
      {room.terms.visibility !== 'direct' && (
        <button type="button" onClick={() => copy(roomLink(location, name))}>
          <LinkIcon />
          {texts.room.copyLink}
        </button>
      )}
      <p role="status" className="done">
        {copied === 'copied' && texts.room.linkCopied}
        {copied === 'refused' && texts.list.notCopied}
      </p>
    </div>
  );
}

/** The ways out: for now, for good, and with everything in it. */
function Leaving({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const deletes = useMay(room, 'deleteRoom');
  const leavesForGood = useMay(room, 'leave');
  const [deletion, setDeletion] = useState<'unasked' | 'asked' | 'cancelled'>('unasked');
  const { name, title } = room;
  const leave = () => {
    if (leavesForGood) {
      const message = { type: 'removeMember', room: name, cid: newCid(), user: me } as const;
      dispatch({ type: 'deedWanted', message, about: null });
    } else {
      dispatch({ type: 'roomLeft', room: name });
    }
  };
  if (deletion === 'asked') {
    return <DeletionQuestion room={room} onCancel={() => setDeletion('cancelled')} />;
  }
  return room.terms.visibility === 'direct' ? null : (
    <div className="pane-actions">
      <button type="button" onClick={leave}>
        <LeaveIcon />
        {leavesForGood ? texts.room.leaveForGood : texts.leaveRoomNamed(title)}
      </button>
      {deletes && (
        <button
          className="danger"
          type="button"
          autoFocus={deletion === 'cancelled'}
          onClick={() => setDeletion('asked')}
        >
          <DeleteIcon />
          {texts.room.deleteRoom}
        </button>
      )}
    </div>
  );
}

function DeletionQuestion({ room: { name, title }, onCancel }: { room: Room; onCancel: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <div className="pane-actions" role="group" aria-label={texts.room.deleteRoom}>
      <p>{texts.room.deleteQuestion(title)}</p>
      <button type="button" autoFocus onClick={onCancel}>
        {texts.cancel}
      </button>
      <button
        className="danger"
        type="button"
        onClick={() => dispatch({ type: 'deedWanted', message: { type: 'deleteRoom', room: name }, about: null })}
      >
        <DeleteIcon />
        {texts.room.deleteForGood}
      </button>
    </div>
  );
}
