import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { LIMITS, type Author } from '../../protocol/messages';
import type { Role } from '../../protocol/people';
import type { DeedMessage, Room } from '../../state/model';
import { mayOn } from '../../state/permits';
import { useChat, useDispatch, useTexts } from '../context';
import { Field } from '../fields';

/** Offered as lengths of a mute or ban; 0 is for good. */
const LENGTHS = [600, 3_600, 86_400, 604_800, 2_592_000, 0] as const;

type Measure = 'kick' | 'mute' | 'ban';

interface Props {
  readonly room: Room;
  readonly user: Author;
  readonly role: Role;
  /** There is no sending out of who does not belong to the room, only keeping out. */
  readonly isMember: boolean;
}

/** What those who keep order may do to somebody: each with a reason, and where it lasts, for how long. */
export function Measures({ room, user, role, isMember }: Props): ReactElement | null {
  const texts = useTexts();
  const [chosen, setChosen] = useState<Measure | null>(null);
  const kicks = useChat((state) => mayOn(state, room, 'kick', role, false));
  const mutes = useChat((state) => mayOn(state, room, 'mute', role, false));
  const bans = useChat((state) => mayOn(state, room, 'ban', role, false));
  const { kick, mute, ban, removeFromRoom } = texts.order;
  const words = { kick: room.terms.visibility === 'private' ? removeFromRoom : kick, mute, ban };
  const allowed = { kick: kicks && isMember, mute: mutes && isMember, ban: bans };
  const measures = (['kick', 'mute', 'ban'] as const).filter((measure) => allowed[measure]);
  return measures.length === 0 ? null : (
    <>
      <div className="choice" role="group" aria-label={texts.room.person(user.name || texts.other)}>
        {measures.map((measure) => (
          <button
            key={measure}
            type="button"
            aria-pressed={chosen === measure}
            onClick={() => setChosen(chosen === measure ? null : measure)}
          >
            {words[measure]}
          </button>
        ))}
      </div>
      {chosen !== null && (
        <MeasureForm key={chosen} room={room} user={user} measure={chosen} onDone={() => setChosen(null)} />
      )}
    </>
  );
}

interface FormProps {
  readonly room: Room;
  readonly user: Author;
  readonly measure: Measure;
  readonly onDone: () => void;
}

function MeasureForm({ room, user, measure, onDone }: FormProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [seconds, setSeconds] = useState<number>(LENGTHS[1]);
  const [typed, setTyped] = useState('');
  const [byAddress, setByAddress] = useState(false);
  const name = user.name || texts.other;
  const lasts = measure !== 'kick';
  const words = { kick: texts.order.doKick, mute: texts.order.doMute, ban: texts.order.doBan };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reason = typed.trim();
    const message = measureOf(room.name, user.id, measure, { seconds, byAddress, reason });
    dispatch({ type: 'deedWanted', message, about: user });
    onDone();
  };
  return (
    <form className="pane-form" onSubmit={submit}>
      {lasts && <LengthChoice seconds={seconds} onChange={setSeconds} />}
      <Field
        label={texts.order.reason}
        rule={texts.order.reasonHint}
        autoComplete="off"
        maxLength={LIMITS.reasonCodePointsMax}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {lasts && (
        <label className="check">
          <input type="checkbox" checked={byAddress} onChange={({ target }) => setByAddress(target.checked)} />
          <span>
            {texts.order.byAddress}
            <span className="rule">{texts.order.byAddressHint}</span>
          </span>
        </label>
      )}
      <button className="danger" type="submit">
        {words[measure](name)}
      </button>
    </form>
  );
}

function LengthChoice({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }): ReactElement {
  const { order } = useTexts();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{order.length}</label>
      <select id={id} value={seconds} onChange={({ target }) => onChange(Number(target.value))}>
        {LENGTHS.map((length) => (
          <option key={length} value={length}>
            {length === 0 ? order.forEver : order.span(length)}
          </option>
        ))}
      </select>
    </>
  );
}

function measureOf(
  room: string,
  user: string,
  kind: Measure,
  { seconds, byAddress, reason }: { seconds: number; byAddress: boolean; reason: string },
): DeedMessage {
  const why = reason === '' ? {} : { reason };
  if (kind === 'kick') {
    return { type: 'kick', room, user, ...why };
  }
  const length = seconds === 0 ? {} : { seconds };
  return { type: 'restrict', room, user, kind, on: true, ...length, ...(byAddress ? { byAddress } : {}), ...why };
}
