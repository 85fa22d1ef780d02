import type { ReactElement, ReactNode } from 'react';
import type { Mentions, Posted } from '../protocol/messages';
import { useChat, useDispatch, useMyId, useTexts } from './context';
import { usePlain } from './words/useWords';
import { Words } from './words/Words';

/** What a message says; of a deleted one only that. */
export function Bubble(props: {
  room: string;
  text: string;
  deleted?: boolean | undefined;
  mentions?: Mentions;
  tab?: 0 | -1;
  children: ReactNode;
}): ReactElement {
  const texts = useTexts();
  const { room, text, deleted = false, mentions, tab = -1, children } = props;
  return (
    <div className={deleted ? 'bubble tombstone' : 'bubble'}>
      {children}
      {deleted ? <p>{texts.deletedMessage}</p> : <Words room={room} text={text} mentions={mentions} tab={tab} />}
    </div>
  );
}

interface QuoteProps {
  readonly room: string;
  readonly seq: number;
  readonly quoted: Posted | null;
  readonly tab?: 0 | -1;
}

/** The line a message answers; a click goes there, even when it is not on the page yet. */
export function Quote({ room, seq, quoted, tab = -1 }: QuoteProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { inOneLine } = usePlain();
  const me = useMyId();
  const hidden = useChat(({ blocked }) => quoted !== null && blocked.has(quoted.from.id));
  const mine = quoted?.from.id === me;
  const name = quoted === null ? null : mine ? texts.you : quoted.from.name || texts.other;
  const { deeds } = texts;
  return (
    <button
      className="quote"
      type="button"
      tabIndex={tab}
      onClick={() => dispatch({ type: 'messageWanted', room, seq })}
      title={name === null ? texts.earlierMessage : mine ? deeds.mine.goTo : deeds.messageOf.goTo(name)}
    >
      {name === null ? (
        texts.earlierMessage
      ) : (
        <>
          <bdi className="author">{name}</bdi>
          <span className="quote-text" dir="auto">
            {quoted?.deleted
              ? texts.deletedMessage
              : hidden
                ? texts.order.hiddenPost
                : quoted && inOneLine(quoted.text)}
          </span>
        </>
      )}
    </button>
  );
}
