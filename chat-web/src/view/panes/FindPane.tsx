import { useId, useState, type ReactElement } from 'react';
import { newCid } from '../../app/cid';
import { LIMITS, type User } from '../../protocol/messages';
import type { Side } from '../../state/model';
import { Avatar } from '../Avatar';
import { useChat, useDispatch, useMyId, useTexts } from '../context';
import { CloseIcon, PlusIcon } from '../icons';

type Find = Extract<Side, { kind: 'find' }>;

const NOBODY: readonly User[] = [];

/** Looks for people by the beginning of their name: to invite one, or to talk to some directly. */
export default function FindPane({ side }: { side: Find }): ReactElement {
  const dispatch = useDispatch();
  const me = useMyId();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const field = useId();
  const { room, users } = side;
  const members = useChat(({ rooms }) => (room === null ? undefined : rooms.get(room)?.people.members)) ?? NOBODY;
  const known = new Set([me, ...chosen.map(({ id }) => id), ...members.map(({ id }) => id)]);
  const found = users.filter(({ id }) => !known.has(id));
  const full = chosen.length >= LIMITS.directUsersMax;
  const take = (user: User) => {
    if (room === null) {
      setChosen([...chosen, user]);
    } else {
      const message = { type: 'invite', room, cid: newCid(), user: user.id, role: 'member' } as const;
      dispatch({ type: 'deedWanted', message, about: user });
    }
    dispatch({ type: 'peopleSought', query: '' });
    // Whoever was taken is not offered any more, and the button goes with them.
    document.getElementById(field)?.focus();
  };
  return (
    <>
      {chosen.length > 0 && <Chosen chosen={chosen} onChange={setChosen} />}
      <NameField id={field} side={side} full={full} noneLeft={found.length === 0} />
      {!full && <Found users={found} onTake={take} />}
    </>
  );
}

interface FieldProps {
  readonly id: string;
  readonly side: Find;
  /** Nobody can be taken any more. */
  readonly full: boolean;
  /** Of those who were found. */
  readonly noneLeft: boolean;
}

function NameField({ id, side: { query, users, phase }, full, noneLeft }: FieldProps): ReactElement {
  const { room } = useTexts();
  const dispatch = useDispatch();
  let hint = room.findHint;
  if (full) {
    hint = room.tooManyChosen(LIMITS.directUsersMax);
  } else if (query !== '' && phase.kind === 'ready' && noneLeft) {
    hint = users.length > 0 ? room.allChosen : room.noneFound;
  }
  return (
    <div className="pane-form">
      <label htmlFor={id}>{room.find}</label>
      <input
        id={id}
        type="search"
        dir="auto"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={LIMITS.userNameCodePointsMax}
        aria-describedby={`${id}-hint`}
        value={query}
        onChange={({ target }) => dispatch({ type: 'peopleSought', query: target.value })}
      />
      <p id={`${id}-hint`} className="rule" role="status">
        {hint}
      </p>
    </div>
  );
}

function Found({ users, onTake }: { users: readonly User[]; onTake: (user: User) => void }): ReactElement {
  const texts = useTexts();
  return (
    <ul className="members">
      {users.map((user) => (
        <li key={user.id}>
          <button className="member" type="button" onClick={() => onTake(user)}>
            <Avatar user={user} size="small" />
            <span className="member-name" dir="auto">
              <span className="visually-hidden">{texts.room.add(user.name)}</span>
              <span aria-hidden="true">{user.name}</span>
            </span>
            <PlusIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ChosenProps {
  readonly chosen: readonly User[];
  readonly onChange: (chosen: readonly User[]) => void;
}

/** Those to talk to, and the button that does it. */
function Chosen({ chosen, onChange }: ChosenProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const busy = useChat(({ deed }) => deed.kind === 'asked');
  const start = () => {
    const message = { type: 'direct', users: chosen.map(({ id }) => id) } as const;
    dispatch({ type: 'deedWanted', message, about: chosen[0] ?? null });
  };
  return (
    <div className="pane-form">
      <p className="label">{texts.room.chosen}</p>
      <ul className="tokens">
        {chosen.map((user) => (
          <li key={user.id}>
            <button type="button" onClick={() => onChange(chosen.filter(({ id }) => id !== user.id))}>
              <span aria-hidden="true" dir="auto">
                {user.name}
              </span>
              <span className="visually-hidden">{texts.room.takeOut(user.name)}</span>
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
      <button className="primary" type="button" aria-disabled={busy} onClick={start}>
        {texts.room.startTalking}
      </button>
    </div>
  );
}
