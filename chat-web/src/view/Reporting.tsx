import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { LIMITS, type Posted } from '../protocol/messages';
import { useChat, useDispatch, useTexts } from './context';
import { ProblemWords } from './fields';
import { FlagIcon } from './icons';

interface Props {
  readonly event: Posted;
  readonly close: (backToOpener: boolean) => void;
}

/** Tells those who keep order of a message, and why. */
export function Reporting({ event, close }: Props): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [typed, setTyped] = useState('');
  const field = useId();
  const { room, seq: target, from } = event;
  const deed = useChat((state) => state.deed);
  const mine = deed.kind !== 'idle' && deed.message.type === 'report' && deed.message.target === target;
  const reason = typed.trim();
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (reason !== '') {
      dispatch({ type: 'deedWanted', message: { type: 'report', room, target, reason }, about: from });
    }
  };
  return mine && deed.kind === 'done' ? (
    <Reported close={close} />
  ) : (
    <form className="report-form" onSubmit={submit}>
      <label htmlFor={field}>{texts.order.reportQuestion}</label>
      <input
        id={field}
        dir="auto"
        autoComplete="off"
        required
        maxLength={LIMITS.reasonCodePointsMax}
        value={typed}
        onChange={(change) => setTyped(change.target.value)}
      />
      <div role="alert">{mine && deed.kind === 'failed' && <ProblemWords problem={deed.problem} />}</div>
      <div className="row">
        <button type="button" onClick={() => close(true)}>
          {texts.cancel}
        </button>
        <button className="danger" type="submit" aria-disabled={reason === ''}>
          <FlagIcon />
          {texts.order.report}
        </button>
      </div>
    </form>
  );
}

function Reported({ close }: Pick<Props, 'close'>): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <>
      <p role="status">{texts.order.reported}</p>
      <button
        type="button"
        autoFocus
        onClick={() => {
          close(true);
          dispatch({ type: 'deedSeen' });
        }}
      >
        {texts.close}
      </button>
    </>
  );
}
