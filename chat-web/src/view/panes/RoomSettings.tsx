import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { newCid } from '../../app/cid';
import { LIMITS, type Addition, type Posting } from '../../protocol/messages';
import type { Room } from '../../state/model';
import { useDispatch, useMay, useTexts } from '../context';
import { Fate } from '../Fate';
import { Field } from '../fields';

/** Offered as waits between two messages; 0 is none. */
const SLOW_CHOICES = [0, 5, 10, 30, 60, 300, 900, 3_600] as const;

type Change = Omit<Extract<Addition, { type: 'setRoom' }>, 'type' | 'id' | 'room' | 'cid'>;

/** What can be decided about a room: all of it by its owners, how slow it is by moderators too. */
export function RoomSettings({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const changes = useMay(room, 'changeRoom');
  const slows = useMay(room, 'setSlowMode');
  const pending = room.outbox.find(({ message }) => message.type === 'setRoom');
  return !changes && !slows ? null : (
    <details className="pane-form">
      <summary>{texts.room.settings}</summary>
      <SettingsForm room={room} changes={changes} slows={slows} done={pending === undefined} />
      {pending?.status.kind === 'failed' && <Fate outgoing={pending} />}
    </details>
  );
}

interface FormProps {
  readonly room: Room;
  readonly changes: boolean;
  readonly slows: boolean;
  /** Nothing is under way. */
  readonly done: boolean;
}

function SettingsForm({ room, changes, slows, done }: FormProps): ReactElement {
  const texts = useTexts();
  const { now, change, save, saved } = useChange(room);
  return (
    <form onSubmit={save}>
      {changes && (
        <>
          <Field
            label={texts.room.title}
            autoComplete="off"
            required
            maxLength={LIMITS.roomTitleCodePointsMax}
            value={now.title}
            onChange={({ target }) => change({ title: target.value })}
          />
          <Description text={now.description} onChange={(description) => change({ description })} />
          <PostingChoice posting={now.posting} onChange={(posting) => change({ posting })} />
        </>
      )}
      {slows && <SlowChoice seconds={now.slowSeconds} onChange={(slowSeconds) => change({ slowSeconds })} />}
      {changes && <ArchiveChoice archived={now.archived} onChange={(archived) => change({ archived })} />}
      <button className="primary" type="submit">
        {texts.save}
      </button>
      <p role="status" className="done">
        {saved && done && texts.room.saved}
      </p>
    </form>
  );
}

/** The room as it would be: what was typed, over what it is. */
function useChange({ name, title, terms }: Room) {
  const dispatch = useDispatch();
  const [typed, setTyped] = useState<Change>({});
  const [saved, setSaved] = useState(false);
  const change = (next: Change) => {
    setTyped((before) => ({ ...before, ...next }));
    setSaved(false);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const news = newOf(typed, { title, ...terms });
    if (Object.keys(news).length > 0) {
      dispatch({ type: 'additionWanted', message: { type: 'setRoom', room: name, cid: newCid(), ...news } });
    }
    setTyped({});
    setSaved(true);
  };
  return { now: { title, ...terms, ...typed }, change, save, saved };
}

function Description({ text, onChange }: { text: string; onChange: (text: string) => void }): ReactElement {
  const texts = useTexts();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{texts.room.description}</label>
      <textarea
        id={id}
        dir="auto"
        rows={4}
        maxLength={LIMITS.descriptionCodePointsMax}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

function PostingChoice({
  posting,
  onChange,
}: {
  posting: Posting;
  onChange: (posting: Posting) => void;
}): ReactElement {
  const texts = useTexts();
  const id = useId();
  return (
    <fieldset className="options">
      <legend>{texts.room.posting}</legend>
      {(['all', 'staff'] as const).map((kind) => (
        <label key={kind} className="check">
          <input type="radio" name={id} checked={posting === kind} onChange={() => onChange(kind)} />
          {kind === 'all' ? texts.room.postingAll : texts.room.postingStaff}
        </label>
      ))}
    </fieldset>
  );
}

function SlowChoice({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }): ReactElement {
  const texts = useTexts();
  const id = useId();
  const choices = (SLOW_CHOICES as readonly number[]).includes(seconds) ? SLOW_CHOICES : [...SLOW_CHOICES, seconds];
  return (
    <>
      <label htmlFor={id}>{texts.room.slowMode}</label>
      <select id={id} value={seconds} onChange={({ target }) => onChange(Number(target.value))}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice === 0 ? texts.room.slowModeOff : texts.room.slowModeOf(texts.order.span(choice))}
          </option>
        ))}
      </select>
    </>
  );
}

function ArchiveChoice({
  archived,
  onChange,
}: {
  archived: boolean;
  onChange: (archived: boolean) => void;
}): ReactElement {
  const texts = useTexts();
  const id = useId();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={archived}
        aria-describedby={id}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {texts.room.archive}
        <span id={id} className="rule">
          {texts.room.archiveHint}
        </span>
      </span>
    </label>
  );
}

/** What is other than before, and only that: others may change the rest meanwhile. */
function newOf(typed: Change, before: Required<Change>): Change {
  const keys = Object.keys(typed) as (keyof Change)[];
  return Object.fromEntries(
    keys
      .map((key) => [key, key === 'title' || key === 'description' ? typed[key]?.trim() : typed[key]] as const)
      .filter(([key, value]) => value !== before[key]),
  );
}
