import type { ReactElement } from 'react';
import type { Posted } from '../protocol/messages';
import type { OutgoingMessage } from '../state/select';
import { useSkew, useTexts } from './context';
import { Fate } from './Fate';
import { Fold } from './Fold';
import { timeOf } from './format';
import { Bubble, Quote } from './Quote';

interface Props {
  readonly room: string;
  readonly outgoing: OutgoingMessage;
  /** The message it answers, if that is on the page. */
  readonly quoted: Posted | null;
  /** Tab reaches this one. */
  readonly current: boolean;
}

/** A message of one's own on its way out, or one that did not get out. */
export function OutgoingRow({ room, outgoing, quoted, current }: Props): ReactElement {
  const texts = useTexts();
  const { message, status } = outgoing;
  const { replyTo } = message;
  const at = outgoing.at + useSkew();
  const tab = current ? 0 : -1;
  return (
    <li className={`message own outgoing ${status.kind}`} data-key={message.cid} tabIndex={tab}>
      <div className="message-body">
        <p className="message-head">
          <span className="author">{texts.you}</span>
          <time dateTime={new Date(at).toISOString()}>{timeOf(texts, at)}</time>
        </p>
        <Fold room={room} message={message.cid} text={message.text} tab={tab}>
          <Bubble room={room} text={message.text} tab={tab}>
            {replyTo !== undefined && <Quote room={room} seq={replyTo} quoted={quoted} tab={tab} />}
          </Bubble>
        </Fold>
        <Fate outgoing={outgoing} />
      </div>
    </li>
  );
}
