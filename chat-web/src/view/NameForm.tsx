import { useId, useState, type FormEvent, type ReactElement } from 'react';
import type { Problem } from '../state/model';
import { useChat, useDispatch, useTexts } from './context';
import { ProblemWords } from './fields';

/** A name is enough. */
export function NameForm(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const session = useChat((state) => state.session);
  const [name, setName] = useState(session.phase === 'inside' ? '' : session.name);
  const field = useId();
  const entering = session.phase === 'entering';
  const problem = session.phase === 'naming' ? session.problem : null;
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (!entering) {
      dispatch({ type: 'nameChosen', name });
    }
  };
  return (
    <form className="name-form" onSubmit={enter} noValidate>
      <label htmlFor={field}>{texts.yourName}</label>
      <input
        id={field}
        name="name"
        dir="auto"
        autoComplete="nickname"
        autoCapitalize="words"
        spellCheck={false}
        autoFocus
        required
        value={name}
        readOnly={entering}
        onChange={(event) => setName(event.target.value)}
        aria-describedby={`${field}-rule`}
        aria-invalid={problem?.code === 'invalidName' || problem?.code === 'nameTaken'}
      />
      <p id={`${field}-rule`} className="rule">
        {texts.nameRule}
      </p>
      <div role="alert">{problem !== null && <NameProblem problem={problem} />}</div>
      <button className="primary" type="submit" aria-disabled={entering}>
        {entering ? texts.entering : texts.enter}
      </button>
    </form>
  );
}

function NameProblem({ problem }: { problem: Problem }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { suggestion } = problem;
  return (
    <ProblemWords problem={problem}>
      {suggestion !== undefined && (
        <button type="button" dir="auto" onClick={() => dispatch({ type: 'nameChosen', name: suggestion })}>
          {texts.takeName(suggestion)}
        </button>
      )}
    </ProblemWords>
  );
}
