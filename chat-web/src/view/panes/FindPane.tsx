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
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const field = useId();
  const { room, query, users, phase } = side;
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
      <div className="pane-form">
        <label htmlFor={field}>{texts.room.find}</label>
        <input
          id={field}
          type="search"
          dir="auto"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={LIMITS.userNameCodePointsMax}
          aria-describedby={`${field}-hint`}
          value={query}
          onChange={({ target }) => dispatch({ type: 'peopleSought', query: target.value })}
        />
        <p id={`${field}-hint`} className="rule" role="status">
          {full
            ? texts.room.tooManyChosen(LIMITS.directUsersMax)
            : query !== '' && phase.kind === 'ready' && found.length === 0
              ? users.length > 0
                ? texts.room.allChosen
                : texts.room.noneFound
              : texts.room.findHint}
        </p>
      </div>
      {!full && (
        <ul className="members">
          {found.map((user) => (
            <li key={user.id}>
              <button className="member" type="button" onClick={() => take(user)}>
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
      )}
    </>
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
