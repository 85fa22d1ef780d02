import type { ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Room } from '../state/model';
import type { Drawer } from './ChatScreen';
import { Composer } from './Composer';
import { ConnectionBanner } from './Connection';
import { useDispatch, useTexts } from './context';
import { Fate } from './Fate';
import { RoomHead } from './RoomHead';
import { Timeline } from './Timeline';

interface Props {
  readonly room: Room | undefined;
  readonly onOpen: (drawer: Drawer) => void;
}

export function RoomView({ room, onOpen }: Props): ReactElement {
  const texts = useTexts();
  return (
    <>
      <RoomHead room={room} onOpen={onOpen} />
      <ConnectionBanner />
      {room === undefined ? (
        <p className="empty">{texts.noRoom}</p>
      ) : (
        <>
          <RoomPhase room={room} />
          <FailedTopic room={room} />
          <Timeline key={room.name} room={room} />
          <TypingLine room={room} />
          <Composer key={`composer ${room.name}`} room={room} />
        </>
      )}
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

/** A topic that could not be set; of messages and their changes the timeline tells. */
function FailedTopic({ room }: { room: Room }): ReactElement | null {
  const failed = room.outbox.find(({ message, status }) => message.type === 'setTopic' && status.kind === 'failed');
  return failed === undefined ? null : (
    <div className="banner-place topic-failure">
      <Fate outgoing={failed} />
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
