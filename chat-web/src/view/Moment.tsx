import type { ReactElement } from 'react';
import { messageLink } from '../app/link';
import type { Posted } from '../protocol/messages';
import { useChat, useTexts } from './context';
import { momentOf, timeOf } from './format';

interface Props {
  readonly event: Posted;
  readonly tab: 0 | -1;
}

/** When something was said; and the permanent link to it, which a browser copies wherever it came from. */
export function Moment({ event, tab }: Props): ReactElement {
  const texts = useTexts();
  const { room, seq, at } = event;
  const direct = useIsDirect(room);
  // Of a direct message only those know who have it before their eyes.
  return direct ? (
    <Time at={at} />
  ) : (
    <a
      className="moment"
      href={messageLink(location, room, seq)}
      tabIndex={tab}
      aria-label={texts.list.linkTo(timeOf(texts, at))}
    >
      <Time at={at} />
    </a>
  );
}

export function Time({ at }: { at: number }): ReactElement {
  const texts = useTexts();
  return (
    <time dateTime={new Date(at).toISOString()} title={momentOf(texts, at)}>
      {timeOf(texts, at)}
    </time>
  );
}

/** Nobody leads others to messages in such a room. */
export function useIsDirect(room: string): boolean {
  return useChat(({ rooms }) => rooms.get(room)?.terms.visibility === 'direct');
}
