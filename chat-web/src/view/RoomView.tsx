import type { ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Room } from '../state/model';
import type { Drawer } from './ChatScreen';
import { Composer } from './Composer';
import { ConnectionBanner } from './Connection';
import { useDispatch, useTexts } from './context';
import { LeaveIcon, PeopleIcon, RoomsIcon } from './icons';
import { Timeline } from './Timeline';

interface Props {
  readonly room: Room | undefined;
  readonly onOpen: (drawer: Drawer) => void;
}

export function RoomView({ room, onOpen }: Props): ReactElement {
  const texts = useTexts();
  return (
    <>
      <header className="room-head">
        <button className="quiet rooms-toggle" type="button" onClick={() => onOpen('rooms')}>
          <RoomsIcon />
          <span className="visually-hidden">{texts.showRooms}</span>
        </button>
        <h1 dir="auto">{room?.title ?? texts.rooms}</h1>
        {room !== undefined && <RoomActions room={room} onOpen={onOpen} />}
      </header>
      <ConnectionBanner />
      {room === undefined ? (
        <p className="empty">{texts.noRoom}</p>
      ) : (
        <>
          <RoomPhase room={room} />
          <Timeline key={room.name} room={room} />
          <TypingLine room={room} />
          <Composer key={`composer ${room.name}`} room={room} />
        </>
      )}
    </>
  );
}

function RoomActions({ room, onOpen }: { room: Room; onOpen: (drawer: Drawer) => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <>
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

function RoomPhase({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  if (room.phase.kind !== 'refused') {
    return null;
  }
  return (
    <div className="banner-place" role="alert">
      <p className="banner-reason">{explain(texts, room.phase.problem)}</p>
      <p className="banner-next">
        <button type="button" onClick={() => dispatch({ type: 'roomChosen', room: room.name })}>
          {texts.tryAgain}
        </button>
      </p>
    </div>
  );
}

function TypingLine({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const names = room.typing.map(({ name }) => name || texts.other);
  return (
    <p className="typing" dir="auto">
      {names.length > 0 && texts.typing(names)}
    </p>
  );
}
