import type { ReactElement } from 'react';
import type { Room } from '../state/model';
import type { Drawer } from './ChatScreen';
import { useChat, useDispatch, useTexts } from './context';
import { LeaveIcon, PeopleIcon, PinIcon, RoomsIcon, SearchIcon } from './icons';
import { Topic } from './Topic';

interface Props {
  readonly room: Room | undefined;
  readonly onOpen: (drawer: Drawer) => void;
}

export function RoomHead({ room, onOpen }: Props): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const side = useChat((state) => state.side.kind);
  return (
    <header className="room-head">
      <button className="quiet rooms-toggle" type="button" onClick={() => onOpen('rooms')}>
        <RoomsIcon />
        <span className="visually-hidden">{texts.showRooms}</span>
      </button>
      <div className="room-names">
        <h1 dir="auto">{room?.title ?? texts.rooms}</h1>
        {room !== undefined && <Topic key={room.name} room={room} />}
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
      {room !== undefined && <RoomActions room={room} onOpen={onOpen} />}
    </header>
  );
}

function RoomActions({ room, onOpen }: { room: Room; onOpen: (drawer: Drawer) => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const pins = useChat((state) => state.side.kind === 'pins');
  return (
    <>
      <button
        className="quiet"
        type="button"
        aria-expanded={pins}
        onClick={() => dispatch(pins ? { type: 'sideClosed' } : { type: 'pinsWanted', room: room.name })}
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
      <button className="quiet" type="button" onClick={() => dispatch({ type: 'roomLeft', room: room.name })}>
        <LeaveIcon />
        <span className="visually-hidden">{texts.leaveRoomNamed(room.title)}</span>
        <span className="wide-only" aria-hidden="true">
          {texts.leaveRoom}
        </span>
      </button>
    </>
  );
}
