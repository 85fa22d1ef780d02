import type { ReactElement, ReactNode } from 'react';
import type { Posted } from '../protocol/messages';
import { useDispatch, useMyId, useTexts } from './context';

/** What a message says; of a deleted one only that. */
export function Bubble(props: { text: string; deleted?: boolean | undefined; children: ReactNode }): ReactElement {
  const texts = useTexts();
  const { text, deleted = false, children } = props;
  return (
    <div className={deleted ? 'bubble tombstone' : 'bubble'}>
      {children}
      {deleted ? (
        <p>{texts.deletedMessage}</p>
      ) : (
        <p className="text" dir="auto">
          {text}
        </p>
      )}
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
  const me = useMyId();
  const name = quoted === null ? null : quoted.from.id === me ? texts.you : quoted.from.name || texts.other;
  return (
    <button
      className="quote"
      type="button"
      tabIndex={tab}
      onClick={() => dispatch({ type: 'messageWanted', room, seq })}
      title={name === null ? texts.earlierMessage : texts.goToQuoted(name)}
    >
      {name === null ? (
        texts.earlierMessage
      ) : (
        <>
          <bdi className="author">{name}</bdi>
          <span className="quote-text" dir="auto">
            {quoted?.deleted ? texts.deletedMessage : quoted?.text}
          </span>
        </>
      )}
    </button>
  );
}
