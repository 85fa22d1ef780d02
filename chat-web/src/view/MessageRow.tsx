import type { ReactElement, ReactNode } from 'react';
import type { Posted } from '../protocol/messages';
import { userOf } from '../protocol/text';
import { keyOf } from '../state/select';
import { Avatar } from './Avatar';
import { useDispatch, useMyId, useTexts } from './context';
import { momentOf, timeOf } from './format';
import { ReplyIcon } from './icons';

interface Props {
  readonly event: Posted;
  readonly room: string;
  readonly own: boolean;
  /** It stands under a message of the same author, so who wrote it need not be shown again. */
  readonly continues: boolean;
  /** The message it answers, if that is on the page. */
  readonly quoted: Posted | null;
  /** Tab reaches this one. */
  readonly current: boolean;
}

export function MessageRow({ event, room, own, continues, quoted, current }: Props): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const name = event.from.name || texts.other;
  return (
    <li
      className={`message${own ? ' own' : ''}${continues ? ' continues' : ''}`}
      data-key={keyOf(event, me)}
      data-seq={event.seq}
      tabIndex={current ? 0 : -1}
    >
      {!own && (continues ? <span className="avatar-gap" /> : <Avatar user={userOf(event.from)} />)}
      <div className="message-body">
        <p className={continues ? 'visually-hidden' : 'message-head'}>
          <bdi className="author">{own ? texts.you : name}</bdi>
          <time dateTime={new Date(event.at).toISOString()} title={momentOf(texts, event.at)}>
            {timeOf(texts, event.at)}
          </time>
        </p>
        <Bubble text={event.text}>
          {event.replyTo !== undefined && <Quote room={room} seq={event.replyTo} quoted={quoted} />}
        </Bubble>
      </div>
      <button
        className="quiet reply"
        type="button"
        tabIndex={current ? 0 : -1}
        onClick={() => dispatch({ type: 'replyChosen', room, seq: event.seq })}
      >
        <ReplyIcon />
        <span className="visually-hidden">{own ? texts.reply : texts.replyTo(name)}</span>
      </button>
    </li>
  );
}

export function Bubble({ text, children }: { text: string; children: ReactNode }): ReactElement {
  return (
    <div className="bubble">
      {children}
      <p className="text" dir="auto">
        {text}
      </p>
    </div>
  );
}

/** The line a message answers; a click goes there, even when it is not on the page yet. */
export function Quote({ room, seq, quoted }: { room: string; seq: number; quoted: Posted | null }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const name = quoted === null ? null : quoted.from.id === me ? texts.you : quoted.from.name || texts.other;
  return (
    <button
      className="quote"
      type="button"
      tabIndex={-1}
      onClick={() => dispatch({ type: 'messageWanted', room, seq })}
      title={name === null ? texts.earlierMessage : texts.goToQuoted(name)}
    >
      {name === null ? (
        texts.earlierMessage
      ) : (
        <>
          <bdi className="author">{name}</bdi>
          <span className="quote-text" dir="auto">
            {quoted?.text}
          </span>
        </>
      )}
    </button>
  );
}
