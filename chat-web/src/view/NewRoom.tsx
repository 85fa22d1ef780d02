import { useEffect, useId, useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { newCid } from '../app/cid';
import { LIMITS } from '../protocol/messages';
import type { Plan } from '../state/create';
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
  const [title, setTitle] = useState('');
  const [visibility, setVisibility] = useState<Kind>('public');
  const [staffOnly, setStaffOnly] = useState(false);
  const { problem, create } = useCreation({ title, visibility, posting: staffOnly ? 'staff' : 'all' }, onCreated);
  const field = useId();
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
        aria-invalid={problem !== null}
      />
      <KindChoice kind={visibility} onChange={setVisibility} />
      <label className="check">
        <input type="checkbox" checked={staffOnly} onChange={({ target }) => setStaffOnly(target.checked)} />
        {texts.room.announcement}
      </label>
      <div role="alert">{problem !== null && <ProblemWords problem={problem} />}</div>
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

/** Has a room made, once, and tells when it is there. */
function useCreation(plan: Omit<Plan, 'cid' | 'nextCid'>, onCreated: () => void) {
  const dispatch = useDispatch();
  const creation = useChat((state) => state.creation);
  // The same for every try of the same: a room that was made although no answer came is not made twice.
  const wanted = `${plan.visibility} ${plan.title}`;
  const { cid, nextCid } = useMemo(() => ({ wanted, cid: newCid(), nextCid: newCid() }), [wanted]);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && creation.kind === 'idle') {
      onCreated();
    }
    asked.current = creation.kind === 'asked';
  }, [creation, onCreated]);
  const create = (event: FormEvent) => {
    event.preventDefault();
    if (creation.kind !== 'asked') {
      dispatch({ type: 'roomPlanned', plan: { ...plan, cid, nextCid } });
    }
  };
  return { problem: creation.kind === 'failed' ? creation.problem : null, create };
}

type Kind = 'public' | 'private';

function KindChoice({ kind: chosen, onChange }: { kind: Kind; onChange: (kind: Kind) => void }): ReactElement {
  const { room } = useTexts();
  const id = useId();
  const kinds = [
    { kind: 'public', words: room.public, hint: room.publicHint },
    { kind: 'private', words: room.private, hint: room.privateHint },
  ] as const;
  return (
    <fieldset className="options">
      <legend>{room.kind}</legend>
      {kinds.map(({ kind, words, hint }) => (
        <label key={kind} className="check">
          <input
            type="radio"
            name={id}
            checked={chosen === kind}
            onChange={() => onChange(kind)}
            aria-describedby={`${id}-${kind}`}
          />
          <span>
            {words}
            <span id={`${id}-${kind}`} className="rule">
              {hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
