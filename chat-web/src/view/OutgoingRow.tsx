import type { ReactElement } from 'react';
import type { Room } from '../state/model';
import { findEvent, type OutgoingMessage } from '../state/select';
import { useSkew, useTexts } from './context';
import { Fate } from './Fate';
import { timeOf } from './format';
import { Bubble, Quote } from './Quote';

/** A message of one's own on its way out, or one that did not get out. */
export function OutgoingRow({ room, outgoing }: { room: Room; outgoing: OutgoingMessage }): ReactElement {
  const texts = useTexts();
  const { message, status } = outgoing;
  const { replyTo } = message;
  const at = outgoing.at + useSkew();
  return (
    <li className={`message own outgoing ${status.kind}`} data-key={message.cid} tabIndex={-1}>
      <div className="message-body">
        <p className="message-head">
          <span className="author">{texts.you}</span>
          <time dateTime={new Date(at).toISOString()}>{timeOf(texts, at)}</time>
        </p>
        <Bubble room={room.name} text={message.text}>
          {replyTo !== undefined && (
            <Quote room={room.name} seq={replyTo} quoted={findEvent(room.window.events, replyTo)} />
          )}
        </Bubble>
        <Fate outgoing={outgoing} />
      </div>
    </li>
  );
}
