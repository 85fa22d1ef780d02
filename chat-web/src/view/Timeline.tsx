import { Fragment, useMemo, type ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Posted } from '../protocol/messages';
import type { Room } from '../state/model';
import { findEvent, outgoingLines, timeline, type Line } from '../state/select';
import { isAttached } from '../state/window';
import { Announcer } from './Announcer';
import { useDispatch, useMyId, useTexts } from './context';
import { DownIcon } from './icons';
import { LineRow } from './LineRow';
import { useCursor } from './useCursor';
import { useTimelineScroll } from './useTimelineScroll';

/** The messages of one room, oldest first, and what is still on its way out; of all that only what is to be seen is there. */
export function Timeline({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const lines = useLines(room, me);
  const cursor = useCursor(lines, isAttached(room), () => dispatch({ type: 'newestWanted', room: room.name }));
  const scroll = useTimelineScroll(room, lines, cursor);
  return (
    <div className="timeline-place">
      {/* Announcing is the Announcer's: this log also changes when earlier messages are shown. */}
      <div
        className="timeline"
        role="log"
        aria-live="off"
        aria-label={texts.messages}
        ref={scroll.scroller}
        onScroll={scroll.onScroll}
      >
        <div className="timeline-content" ref={scroll.content}>
          <Beginning room={room} />
          <ol className="lines" ref={scroll.list} onKeyDown={cursor.onKeyDown} onFocus={cursor.onFocus}>
            <Rows room={room} lines={lines} items={scroll.items} total={scroll.total} current={cursor.key} />
          </ol>
          <LoadFailure room={room} />
        </div>
      </div>
      <ToNewest room={room} />
      <Announcer room={room} />
    </div>
  );
}

interface RowsProps {
  readonly room: Room;
  readonly lines: readonly Line[];
  /** Those of the lines that are rows now, and where they begin and end. */
  readonly items: readonly { readonly index: number; readonly start: number; readonly end: number }[];
  readonly total: number;
  /** The line that Tab reaches. */
  readonly current: string | null;
}

function Rows({ room, lines, items, total, current }: RowsProps): ReactElement {
  const me = useMyId();
  let end = 0;
  return (
    <>
      {items.map((item) => {
        const line = lines[item.index];
        const above = item.start - end;
        end = item.end;
        return (
          line !== undefined && (
            <Fragment key={line.key}>
              <Gap height={above} />
              <LineRow
                line={line}
                room={room.name}
                quoted={quotedBy(room, line)}
                own={line.kind === 'message' && line.event.from.id === me}
                current={line.key === current}
              />
            </Fragment>
          )
        );
      })}
      <Gap height={total - end} />
    </>
  );
}

function useLines(room: Room, me: string): readonly Line[] {
  const { window, notices, reading, outbox } = room;
  const { divider } = reading;
  const attached = isAttached(room);
  const logged = useMemo(
    () => timeline({ window, notices, reading: { divider }, outbox }, me),
    [window, notices, divider, outbox, me],
  );
  return useMemo(
    () => (attached && outbox.length > 0 ? [...logged, ...outgoingLines({ outbox })] : logged),
    [logged, attached, outbox],
  );
}

/** Room for the lines that are no rows now. */
function Gap({ height }: { height: number }): ReactElement | null {
  return height <= 0 ? null : <li className="gap" role="presentation" aria-hidden="true" style={{ height }} />;
}

function quotedBy({ window }: Room, line: Line): Posted | null {
  const seq = repliedTo(line);
  return seq === undefined ? null : findEvent(window.events, seq);
}

function repliedTo(line: Line): number | undefined {
  switch (line.kind) {
    case 'message':
      return line.event.replyTo;
    case 'outgoing':
      return line.outgoing.message.replyTo;
    default:
      return undefined;
  }
}

/** What stands above the oldest message. */
function Beginning({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  if (room.phase.kind === 'refused' && room.last === null) {
    return null;
  }
  if (room.loading.kind === 'older' || room.last === null) {
    return <p className="beginning">{texts.loading}</p>;
  }
  if (!room.window.atStart) {
    return (
      <p className="beginning">
        <button className="link" type="button" onClick={() => dispatch({ type: 'olderWanted', room: room.name })}>
          {texts.loadOlder}
        </button>
      </p>
    );
  }
  const empty = room.last === 0 && room.outbox.length === 0;
  return <p className="beginning">{empty ? texts.noMessages : texts.startOfRoom}</p>;
}

function LoadFailure({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { loading } = room;
  if (loading.kind !== 'failed') {
    return null;
  }
  const { what, problem } = loading;
  return (
    <p className="problem load-failure" role="alert">
      {explain(texts, problem)}{' '}
      <button type="button" onClick={() => dispatch({ type: 'loadWantedAgain', room: room.name, what })}>
        {texts.tryAgain}
      </button>
    </p>
  );
}

function ToNewest({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { following, unread } = room.reading;
  if (following || room.last === null) {
    return null;
  }
  return (
    <button
      className={unread > 0 ? 'to-newest to-newest-unread' : 'to-newest'}
      type="button"
      onClick={() => dispatch({ type: 'newestWanted', room: room.name })}
    >
      <DownIcon />
      {unread > 0 ? texts.newMessagesButton(unread) : <span className="visually-hidden">{texts.toNewest}</span>}
    </button>
  );
}
