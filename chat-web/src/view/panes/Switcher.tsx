import { useEffect, useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { goalsOf, type Goal } from '../../state/over';
import { shortCount } from '../../state/select-rooms';
import type { Over } from '../../state/model';
import { Avatar } from '../Avatar';
import { useDispatch, useStore, useTexts } from '../context';
import { Dialog } from '../Dialog';
import { HashIcon, LockIcon, TalkIcon } from '../icons';

/** The quick way to a room or person: a few letters, and Enter. */
export default function Switcher({ over }: { over: Extract<Over, { kind: 'switcher' }> }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const store = useStore();
  const id = useId();
  const goals = goalsOf(store.state(), over);
  const go = (goal: Goal) => {
    if (goal.kind === 'person') {
      dispatch({ type: 'personChosen', user: goal.user });
    } else {
      dispatch({ type: 'overClosed' });
      dispatch({ type: 'roomChosen', room: goal.entry.name });
    }
  };
  const { current, begin, onKeyDown } = useCurrent(goals, go);
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  return (
    <Dialog title={texts.places.switcher}>
      <input
        type="search"
        role="combobox"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={texts.places.switcherHint}
        placeholder={texts.places.switcherHint}
        aria-expanded={goals.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
        value={over.query}
        onChange={({ target }) => {
          begin();
          dispatch({ type: 'goalSought', query: target.value });
        }}
        onKeyDown={onKeyDown}
      />
      <GoalList id={id} goals={goals} current={current} onGo={go} />
    </Dialog>
  );
}

/** Which of the goals arrow keys have come to; Enter goes there. -1: there are none. */
function useCurrent(goals: readonly Goal[], go: (goal: Goal) => void) {
  const [index, setIndex] = useState(0);
  const current = Math.min(index, goals.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = goals[current];
    if (step !== undefined && goals.length > 0) {
      event.preventDefault();
      setIndex((current + step + goals.length) % goals.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen !== undefined) {
      event.preventDefault();
      go(chosen);
    }
  };
  return { current, begin: () => setIndex(0), onKeyDown };
}

interface ListProps {
  readonly id: string;
  readonly goals: readonly Goal[];
  readonly current: number;
  readonly onGo: (goal: Goal) => void;
}

function GoalList({ id, goals, current, onGo }: ListProps): ReactElement {
  const { places } = useTexts();
  return (
    <>
      <ul id={`${id}-list`} className="goals" role="listbox" aria-label={places.switcher}>
        {goals.map((goal, i) => (
          <GoalRow key={keyOf(goal)} id={`${id}-${i}`} goal={goal} current={i === current} onGo={() => onGo(goal)} />
        ))}
      </ul>
      <p className="hint" role="status">
        {places.found(goals.length)}
      </p>
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly goal: Goal;
  readonly current: boolean;
  readonly onGo: () => void;
}

function GoalRow({ id, goal, current, onGo }: RowProps): ReactElement {
  return (
    <li id={id} className="goal" role="option" aria-selected={current} onClick={onGo}>
      {goal.kind === 'room' ? <RoomGoal {...goal} /> : <PersonGoal {...goal} />}
    </li>
  );
}

function RoomGoal({ entry }: Extract<Goal, { kind: 'room' }>): ReactElement {
  const texts = useTexts();
  const Icon = { public: HashIcon, private: LockIcon, direct: TalkIcon }[entry.visibility];
  return (
    <>
      <Icon />
      <span className="room-title" dir="auto">
        {entry.title}
      </span>
      {entry.unread > 0 && (
        <span className={entry.pale ? 'badge badge-pale' : 'badge'}>
          <span aria-hidden="true">{shortCount(entry.unread)}</span>
          <span className="visually-hidden">{texts.unread(entry.unread)}</span>
        </span>
      )}
    </>
  );
}

function PersonGoal({ user }: Extract<Goal, { kind: 'person' }>): ReactElement {
  const texts = useTexts();
  return (
    <>
      <Avatar user={user} size="small" />
      <span className="room-title" dir="auto">
        {user.name || texts.other}
      </span>
      <span className="room-people">{texts.places.person}</span>
    </>
  );
}

function keyOf(goal: Goal): string {
  return goal.kind === 'room' ? `room ${goal.entry.name}` : `person ${goal.user.id}`;
}
