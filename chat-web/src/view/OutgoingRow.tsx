import type { ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Outgoing, Room } from '../state/model';
import { findEvent } from '../state/select';
import { useDispatch, useTexts } from './context';
import { timeOf } from './format';
import { AlertIcon } from './icons';
import { Bubble, Quote } from './MessageRow';

/** A message of one's own on its way out, or one that did not get out. */
export function OutgoingRow({ room, outgoing }: { room: Room; outgoing: Outgoing }): ReactElement {
  const texts = useTexts();
  const { replyTo, status } = outgoing;
  return (
    <li className={`message own outgoing ${status.kind}`} data-key={outgoing.cid} tabIndex={-1}>
      <div className="message-body">
        <p className="message-head">
          <span className="author">{texts.you}</span>
          <time dateTime={new Date(outgoing.at).toISOString()}>{timeOf(texts, outgoing.at)}</time>
        </p>
        <Bubble text={outgoing.text}>
          {replyTo !== null && <Quote room={room.name} seq={replyTo} quoted={findEvent(room.window.events, replyTo)} />}
        </Bubble>
        {status.kind === 'queued' && <p className="fate">{texts.waitingToSend}</p>}
        {status.kind === 'sent' && <p className="fate">{texts.sending}</p>}
        {status.kind === 'failed' && <Failed room={room.name} cid={outgoing.cid} status={status} />}
      </div>
    </li>
  );
}

interface FailedProps {
  readonly room: string;
  readonly cid: string;
  readonly status: Extract<Outgoing['status'], { kind: 'failed' }>;
}

function Failed({ room, cid, status }: FailedProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <div className="fate fate-failed" role="alert">
      <p>
        <AlertIcon />
        <strong>{texts.notSent}.</strong> {explain(texts, status.problem)}
      </p>
      <p className="row">
        {status.again && (
          <button type="button" onClick={() => dispatch({ type: 'sendWantedAgain', room, cid })}>
            {texts.sendAgain}
          </button>
        )}
        <button type="button" onClick={() => dispatch({ type: 'sendEdited', room, cid })}>
          {texts.edit}
        </button>
        <button type="button" onClick={() => dispatch({ type: 'sendDropped', room, cid })}>
          {texts.discard}
        </button>
      </p>
    </div>
  );
}
