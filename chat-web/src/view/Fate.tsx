import type { MouseEvent, ReactElement } from 'react';
import { explain } from '../i18n/language';
import type { Outgoing } from '../state/model';
import { useDispatch, useTexts } from './context';
import { AlertIcon } from './icons';
import { focusRowOf } from './jump';

/** What became of something that is not in the log yet, and what can be done about it. */
export function Fate({ outgoing }: { outgoing: Outgoing }): ReactElement | null {
  const texts = useTexts();
  const { status } = outgoing;
  switch (status.kind) {
    case 'queued':
      return (
        <p className="fate" role={status.problem === null ? undefined : 'status'}>
          {texts.waitingToSend}
          {status.problem !== null && ` · ${explain(texts, status.problem)}`}
        </p>
      );
    case 'sent':
      return <p className="fate fate-sent">{texts.sending}</p>;
    case 'failed':
      return <Failed outgoing={outgoing} status={status} />;
    case 'acked':
      return null;
  }
}

interface FailedProps {
  readonly outgoing: Outgoing;
  readonly status: Extract<Outgoing['status'], { kind: 'failed' }>;
}

function Failed({ outgoing, status }: FailedProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, cid, type } = outgoing.message;
  const discard = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // A message goes with its row, a change of one leaves it there.
    if (type === 'send') {
      document.getElementById('message-field')?.focus();
    } else {
      focusRowOf(currentTarget);
    }
    dispatch({ type: 'sendDropped', room, cid });
  };
  return (
    <div className="fate fate-failed" role="alert">
      <p>
        <AlertIcon />
        <strong>{texts.failed[type]}.</strong> {explain(texts, status.problem)}
      </p>
      <p className="row">
        {status.again && (
          <button
            type="button"
            onClick={({ currentTarget }) => {
              focusRowOf(currentTarget);
              dispatch({ type: 'sendWantedAgain', room, cid });
            }}
          >
            {texts.sendAgain}
          </button>
        )}
        {(type === 'send' || type === 'edit') && (
          <button type="button" onClick={() => dispatch({ type: 'sendEdited', room, cid })}>
            {texts.edit}
          </button>
        )}
        <button type="button" onClick={discard}>
          {texts.discard}
        </button>
      </p>
    </div>
  );
}
