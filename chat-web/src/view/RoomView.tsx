import { startTransition, useEffect, useState, type ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Addition } from '../protocol/messages';
import { REMOVALS } from '../protocol/people';
import type { Room } from '../state/model';
import { Banners } from './Banners';
import type { Drawer } from './ChatScreen';
import { Composer } from './Composer';
import { useChat, useDispatch, useTexts } from './context';
import { Fate } from './Fate';
import { briefMomentOf } from './format';
import { useSeconds } from './hooks';
import { isShut, RoomHead } from './RoomHead';
import { Timeline } from './Timeline';

interface Props {
  readonly room: Room | undefined;
  readonly onOpen: (drawer: Drawer) => void;
}

export function RoomView({ room, onOpen }: Props): ReactElement {
  const texts = useTexts();
  const drawn = useDrawn();
  return (
    <>
      <RoomHead room={room} onOpen={onOpen} />
      <PartingNotice />
      {room !== undefined && <RoomPhase room={room} />}
      {room !== undefined && <FailedChange room={room} />}
      <Banners />
      {room === undefined ? (
        <p className="empty">{texts.noRoom}</p>
      ) : (
        <>
          {drawn ? <Timeline key={room.name} room={room} /> : <div className="timeline-place" />}
          {!isShut(room) && (
            <>
              <TypingLine room={room} />
              <Composer key={`composer ${room.name}`} room={room} />
            </>
          )}
        </>
      )}
    </>
  );
}

/**
 * Whether this was drawn once. Messages are most of the work when the page opens, and come right after: meanwhile there is the
 * field, and whoever came to write writes.
 */
function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => startTransition(() => setDrawn(true)), []);
  return drawn;
}

function RoomPhase({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { phase } = room;
  if (phase.kind !== 'refused') {
    return null;
  }
  return (
    <div className="banner-place" role="alert">
      <p className="banner-reason">{explain(texts, phase.problem)}</p>
      <p className="banner-next">
        {phase.problem.code === 'banned' && phase.retryAt !== null && <Until retryAt={phase.retryAt} />}
        <button type="button" onClick={() => dispatch({ type: 'roomChosen', room: room.name })}>
          {texts.tryAgain}
        </button>
        {isShut(room) && (
          <button type="button" onClick={() => dispatch({ type: 'roomLeft', room: room.name })}>
            {texts.leaveRoom}
          </button>
        )}
      </p>
    </div>
  );
}

/** How long a ban lasts; nobody wants to hear every second. */
function Until({ retryAt }: { retryAt: number }): ReactElement {
  const texts = useTexts();
  const now = useSeconds(true);
  const left = Math.max(1, Math.ceil((retryAt - now) / 1_000));
  return <span aria-live="off">{texts.access.retryIn(texts.order.span(left))}</span>;
}

/** What was decided about the room and could not be done; of messages and their changes the timeline tells. */
function FailedChange({ room }: { room: Room }): ReactElement | null {
  const failed = room.outbox.find(({ message, status }) => isOfRoom(message) && status.kind === 'failed');
  return failed === undefined ? null : (
    <div className="banner-place topic-failure">
      <Fate outgoing={failed} />
    </div>
  );
}

function isOfRoom({ type }: Addition): boolean {
  return type === 'setTopic' || type === 'setRoom';
}

/** Out of which room the user was put, and why. */
function PartingNotice(): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const parting = useChat((state) => state.parting);
  if (parting === null) {
    return null;
  }
  const { title, reason, until, why } = parting;
  const { partings, bannedUntil, partingWhy, dismiss } = texts.room;
  const words = REMOVALS.find((known) => known === reason) ?? 'removed';
  return (
    <div className="banner-place" role="alert">
      <p className="banner-reason" dir="auto">
        {until === undefined ? partings[words](title) : bannedUntil(title, briefMomentOf(texts, until))}{' '}
        {why !== undefined && partingWhy(why)}
      </p>
      <p className="banner-next">
        <button type="button" onClick={() => dispatch({ type: 'partingSeen' })}>
          {dismiss}
        </button>
      </p>
    </div>
  );
}

function TypingLine({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const blocked = useChat((state) => state.blocked);
  const names = room.typing.filter(({ id }) => !blocked.has(id)).map(({ name }) => name || texts.other);
  return (
    <p className="typing" dir="auto">
      {names.length > 0 && texts.typing(names)}
    </p>
  );
}
