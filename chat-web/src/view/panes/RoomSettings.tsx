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
  const dispatch = useDispatch();
  const { terms, title } = room;
  const [typed, setTyped] = useState<Change>({});
  const [saved, setSaved] = useState(false);
  const id = useId();
  const now = { title, ...terms, ...typed };
  const change = (next: Change) => {
    setTyped((before) => ({ ...before, ...next }));
    setSaved(false);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const news = newOf(typed, { title, ...terms });
    if (Object.keys(news).length > 0) {
      dispatch({ type: 'additionWanted', message: { type: 'setRoom', room: room.name, cid: newCid(), ...news } });
    }
    setTyped({});
    setSaved(true);
  };
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
          <label htmlFor={`${id}-description`}>{texts.room.description}</label>
          <textarea
            id={`${id}-description`}
            dir="auto"
            rows={4}
            maxLength={LIMITS.descriptionCodePointsMax}
            value={now.description}
            onChange={({ target }) => change({ description: target.value })}
          />
          <PostingChoice posting={now.posting} onChange={(posting) => change({ posting })} />
        </>
      )}
      {slows && <SlowChoice seconds={now.slowSeconds} onChange={(slowSeconds) => change({ slowSeconds })} />}
      {changes && (
        <label className="check">
          <input
            type="checkbox"
            checked={now.archived}
            aria-describedby={`${id}-archive`}
            onChange={({ target }) => change({ archived: target.checked })}
          />
          <span>
            {texts.room.archive}
            <span id={`${id}-archive`} className="rule">
              {texts.room.archiveHint}
            </span>
          </span>
        </label>
      )}
      <button className="primary" type="submit">
        {texts.save}
      </button>
      <p role="status" className="done">
        {saved && done && texts.room.saved}
      </p>
    </form>
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

/** What is other than before, and only that: others may change the rest meanwhile. */
function newOf(typed: Change, before: Required<Change>): Change {
  const keys = Object.keys(typed) as (keyof Change)[];
  return Object.fromEntries(
    keys
      .map((key) => [key, key === 'title' || key === 'description' ? typed[key]?.trim() : typed[key]] as const)
      .filter(([key, value]) => value !== before[key]),
  );
}
