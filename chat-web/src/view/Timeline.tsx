import { memo, useCallback, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Posted } from '../protocol/messages';
import type { Room } from '../state/model';
import { findEvent, outgoingMessages, timeline, type Line } from '../state/select';
import { isAttached } from '../state/window';
import { Announcer } from './Announcer';
import { useDispatch, useMyId, useSkew, useTexts } from './context';
import { dayOf } from './format';
import { DownIcon } from './icons';
import { ChangeLine } from './ChangeLine';
import { MessageRow } from './MessageRow';
import { Notices } from './Notices';
import { OutgoingRow } from './OutgoingRow';
import { useTimelineScroll } from './useTimelineScroll';

/** The messages of one room, oldest first, and what is still on its way out. */
export function Timeline({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const { window, notices, reading, outbox } = room;
  const lines = useMemo(
    () => timeline({ window, notices, reading, outbox }, me),
    [window, notices, reading, outbox, me],
  );
  const scroll = useTimelineScroll(room);
  const cursor = useCursor(lines);
  const attached = isAttached(room);
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
          <ol className="lines" onKeyDown={cursor.onKeyDown} onFocus={cursor.onFocus}>
            {lines.map((line) => (
              <LineRow
                key={line.key}
                line={line}
                room={room.name}
                quoted={quotedBy(room, line)}
                own={line.kind === 'message' && line.event.from.id === me}
                current={line.key === cursor.key}
              />
            ))}
            {attached &&
              outgoingMessages(room).map((outgoing) => (
                <OutgoingRow key={outgoing.message.cid} room={room} outgoing={outgoing} />
              ))}
          </ol>
          <LoadFailure room={room} />
        </div>
      </div>
      <ToNewest room={room} />
      <Announcer room={room} />
    </div>
  );
}

interface LineProps {
  readonly line: Line;
  readonly room: string;
  readonly quoted: Posted | null;
  readonly own: boolean;
  readonly current: boolean;
}

const LineRow = memo(function LineRow(props: LineProps): ReactElement {
  const texts = useTexts();
  const skew = useSkew();
  const { line } = props;
  switch (line.kind) {
    case 'day':
      return (
        <li className="day">
          <span>{dayOf(texts, line.at, Date.now() + skew)}</span>
        </li>
      );
    case 'divider':
      return (
        <li className="divider">
          <span>{texts.newMessages}</span>
        </li>
      );
    case 'notices':
      return <Notices notices={line.notices} />;
    case 'message':
      return <MessageRow {...props} event={line.event} continues={line.continues} pending={line.pending} />;
    case 'change':
      return <ChangeLine event={line.event} />;
  }
}, sameLine);

/** Lines are made anew with every change of the room; what is in them is not. */
function sameLine(a: LineProps, b: LineProps): boolean {
  if (a.own !== b.own || a.current !== b.current || a.quoted !== b.quoted || a.line.kind !== b.line.kind) {
    return false;
  }
  if (a.line.kind === 'message' && b.line.kind === 'message') {
    return a.line.event === b.line.event && a.line.continues === b.line.continues && a.line.pending === b.line.pending;
  }
  if (a.line.kind === 'change' && b.line.kind === 'change') {
    return a.line.event === b.line.event;
  }
  return a.line.kind === 'divider';
}

function quotedBy(room: Room, line: Line) {
  const seq = line.kind === 'message' ? line.event.replyTo : undefined;
  return seq === undefined ? null : findEvent(room.window.events, seq);
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

/**
 * One message at a time can be reached by Tab, the newest at first; arrow keys, Home and End go to the others. So the way to
 * the message field is short, however long the timeline is.
 */
function useCursor(lines: readonly Line[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const newest = lines.findLast(({ kind }) => kind === 'message')?.key ?? null;
  const key = chosen !== null && lines.some((line) => line.key === chosen) ? chosen : newest;
  const onFocus = useCallback((event: { target: EventTarget }) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    if (row?.dataset.key !== undefined) {
      setChosen(row.dataset.key);
    }
  }, []);
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLOListElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-key]')];
    const here = rows.findIndex((row) => row === event.target);
    const there = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (here >= 0 && there !== undefined) {
      event.preventDefault();
      rows[Math.max(0, there)]?.focus();
    }
  }, []);
  return { key, onFocus, onKeyDown };
}
