import type { ReactElement } from 'react';
import type { Room } from '../state/model';
import type { Drawer } from './ChatScreen';
import { useChat, useDispatch, useMay, useTexts } from './context';
import { InfoIcon, LockIcon, PeopleIcon, PinIcon, RoomsIcon, SearchIcon } from './icons';
import { Topic } from './Topic';

interface Props {
  readonly room: Room | undefined;
  readonly onOpen: (drawer: Drawer) => void;
}

export function RoomHead({ room, onOpen }: Props): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const side = useChat((state) => state.side.kind);
  const inside = room !== undefined && !isShut(room) ? room : undefined;
  return (
    <header className="room-head">
      <button className="quiet rooms-toggle" type="button" onClick={() => onOpen('rooms')}>
        <RoomsIcon />
        <span className="visually-hidden">{texts.showRooms}</span>
      </button>
      <div className="room-names">
        <h1 dir="auto">{room?.title ?? texts.rooms}</h1>
        {inside !== undefined && <About room={inside} />}
      </div>
      <button
        className="quiet"
        type="button"
        aria-expanded={side === 'search'}
        onClick={() => dispatch({ type: side === 'search' ? 'sideClosed' : 'searchOpened' })}
      >
        <SearchIcon />
        <span className="visually-hidden">{texts.search}</span>
      </button>
      {inside !== undefined && <RoomActions room={inside} onOpen={onOpen} />}
    </header>
  );
}

/** Its user was never let in: there is nothing to do in it. */
export function isShut({ phase, last }: Room): boolean {
  return phase.kind === 'refused' && last === null;
}

/** What it is about; a field for those who may say so. */
function About({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const editable = useMay(room, 'setTopic');
  const { visibility, archived, posting } = room.terms;
  return (
    <div className="room-about">
      {visibility === 'private' && (
        <span className="room-kind" title={texts.room.privateHint}>
          <LockIcon />
          <span className="visually-hidden">{texts.room.private}</span>
        </span>
      )}
      {posting === 'staff' && !archived && <span className="room-kind">{texts.room.announcement}</span>}
      {archived && <span className="room-kind">{texts.room.archived}</span>}
      {visibility !== 'direct' && <Topic key={room.name} room={room} editable={editable} />}
    </div>
  );
}

function RoomActions({ room, onOpen }: { room: Room; onOpen: (drawer: Drawer) => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const side = useChat((state) => state.side.kind);
  return (
    <>
      <button
        className="quiet"
        type="button"
        aria-expanded={side === 'pins'}
        onClick={() => dispatch(side === 'pins' ? { type: 'sideClosed' } : { type: 'pinsWanted', room: room.name })}
      >
        <PinIcon />
        <span className="visually-hidden">{texts.pins}</span>
      </button>
      <button className="quiet members-toggle" type="button" onClick={() => onOpen('members')}>
        <PeopleIcon />
        <span aria-hidden="true">{room.people.count}</span>
        <span className="visually-hidden">
          {texts.showMembers} · {texts.people(room.people.count)}
        </span>
      </button>
      <button
        className="quiet"
        type="button"
        aria-expanded={side === 'room'}
        onClick={() => dispatch(side === 'room' ? { type: 'sideClosed' } : { type: 'roomInfoWanted', room: room.name })}
      >
        <InfoIcon />
        <span className="visually-hidden">{texts.room.aboutNamed(room.title)}</span>
      </button>
    </>
  );
}
