import { useEffect, useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { explain } from '../i18n/language';
import { LIMITS } from '../protocol/messages';
import { useChat, useDispatch, useTexts } from './context';
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
      dispatch({ type: 'roomTitled', title });
    }
  };
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
      <div role="alert">
        {creation.kind === 'failed' && <p className="problem">{explain(texts, creation.problem)}</p>}
      </div>
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
