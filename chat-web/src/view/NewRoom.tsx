import { useEffect, useId, useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { newCid } from '../app/cid';
import { LIMITS } from '../protocol/messages';
import { useChat, useDispatch, useTexts } from './context';
import { ProblemWords } from './fields';
import { PlusIcon } from './icons';

/** A button that turns into a form, and back when the room is made. */
export function NewRoom({ onCreated }: { onCreated: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    dispatch({ type: 'creationDropped' });
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (!open) {
    return (
      <button ref={opener} className="new-room-button" type="button" onClick={() => setOpen(true)}>
        <PlusIcon />
        {texts.newRoom}
      </button>
    );
  }
  return (
    <NewRoomForm
      onCancel={close}
      onCreated={() => {
        setOpen(false);
        onCreated();
      }}
    />
  );
}

function NewRoomForm({ onCancel, onCreated }: { onCancel: () => void; onCreated: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const creation = useChat((state) => state.creation);
  const [title, setTitle] = useState('');
  const [visibility, setVisibility] = useState<'public' | 'private'>('public');
  const [staffOnly, setStaffOnly] = useState(false);
  // The same for every try of the same: a room that was made although no answer came is not made twice.
  const wanted = `${visibility} ${title}`;
  const { cid, nextCid } = useMemo(() => ({ wanted, cid: newCid(), nextCid: newCid() }), [wanted]);
  const asked = useRef(false);
  const field = useId();
  useEffect(() => {
    if (asked.current && creation.kind === 'idle') {
      onCreated();
    }
    asked.current = creation.kind === 'asked';
  }, [creation, onCreated]);
  const create = (event: FormEvent) => {
    event.preventDefault();
    if (creation.kind !== 'asked') {
      const posting = staffOnly ? 'staff' : 'all';
      dispatch({ type: 'roomPlanned', plan: { title, visibility, posting, cid, nextCid } });
    }
  };
  const kinds = [
    { kind: 'public', words: texts.room.public, hint: texts.room.publicHint },
    { kind: 'private', words: texts.room.private, hint: texts.room.privateHint },
  ] as const;
  return (
    <form
      className="new-room"
      onSubmit={create}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <label htmlFor={field}>{texts.roomName}</label>
      <input
        id={field}
        dir="auto"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={LIMITS.roomTitleCodePointsMax}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        aria-invalid={creation.kind === 'failed'}
      />
      <fieldset className="options">
        <legend>{texts.room.kind}</legend>
        {kinds.map(({ kind, words, hint }) => (
          <label key={kind} className="check">
            <input
              type="radio"
              name={field}
              checked={visibility === kind}
              onChange={() => setVisibility(kind)}
              aria-describedby={`${field}-${kind}`}
            />
            <span>
              {words}
              <span id={`${field}-${kind}`} className="rule">
                {hint}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="check">
        <input type="checkbox" checked={staffOnly} onChange={({ target }) => setStaffOnly(target.checked)} />
        {texts.room.announcement}
      </label>
      <div role="alert">{creation.kind === 'failed' && <ProblemWords problem={creation.problem} />}</div>
      <div className="row">
        <button className="primary" type="submit">
          {texts.createRoom}
        </button>
        <button type="button" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  );
}
