import type { ReactElement } from 'react';
import type { Ways } from '../protocol/api';
import { doorShown, doorsOf } from '../state/doors';
import type { Door } from '../state/model';
import { LogInForm, SetUpForm, SignUpForm } from './AccountForms';
import { ConnectionBanner } from './Connection';
import { useChat, useDispatch, useTexts } from './context';
import { ProblemWords } from './fields';
import { LanguageChoice } from './LanguageChoice';
import { NameForm } from './NameForm';

/** The ways in. */
export function NameScreen(): ReactElement {
  const texts = useTexts();
  const ways = useChat((state) => state.entry.ways);
  const entering = useChat(
    ({ session, entry }) =>
      entry.form.kind === 'returning' || (session.phase === 'entering' && session.pass.kind === 'account'),
  );
  return (
    <main className="name-screen">
      <div className="card">
        <img className="logo" src="/favicon.svg" alt="" width="56" height="56" />
        <h1>{texts.welcome}</h1>
        {entering ? (
          <Entering />
        ) : ways === null ? (
          <p className="hint appears">{texts.loading}</p>
        ) : (
          <Doors ways={ways} />
        )}
        <ConnectionBanner />
      </div>
      <LanguageChoice />
    </main>
  );
}

/** Somebody who was here before is let in without a word. */
function Entering(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  // Somebody who comes back from elsewhere may be called otherwise there.
  const name = useChat(({ session, entry }) =>
    session.phase === 'inside' || entry.form.kind === 'returning' ? '' : session.name,
  );
  return (
    <div className="name-form">
      <p className="hint" role="status" dir="auto">
        {texts.access.enteringAs(name)}
      </p>
      <button className="link" type="button" onClick={() => dispatch({ type: 'doorChosen', door: 'logIn' })}>
        {texts.cancel}
      </button>
    </div>
  );
}

function Doors({ ways }: { ways: Ways }): ReactElement {
  const texts = useTexts();
  const door = useChat((state) => doorShown(state.entry));
  const forms = { guest: NameForm, logIn: LogInForm, signUp: SignUpForm, setUp: SetUpForm };
  const Form = door === null ? null : forms[door];
  const hints = {
    guest: texts.welcomeHint,
    logIn: texts.access.logInHint,
    signUp: texts.access.signUpHint,
    setUp: texts.access.setUpHint,
  };
  return (
    <>
      {door !== null && <p className="hint">{hints[door]}</p>}
      <DoorChoice doors={doorsOf(ways).filter((it) => it !== 'setUp')} shown={door} />
      {Form !== null && <Form key={door} />}
      {ways.oidc !== null && <Elsewhere name={ways.oidc} alone={door === null} />}
      {door === null && <Earlier />}
      {door === null && ways.oidc === null && <p className="problem">{texts.access.noWay}</p>}
      {ways.setUp && ways.accounts && door !== 'setUp' && <SetUpOffer />}
    </>
  );
}

function DoorChoice({ doors, shown }: { doors: readonly Door[]; shown: Door | null }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { guest, mine, setUp, ways } = texts.access;
  const words = { guest, logIn: mine, signUp: texts.access.new, setUp };
  return doors.length < 2 && shown !== 'setUp' ? null : (
    <div className="choice" role="group" aria-label={ways}>
      {doors.map((door) => (
        <button
          key={door}
          type="button"
          aria-pressed={door === shown}
          onClick={() => dispatch({ type: 'doorChosen', door })}
        >
          {words[door]}
        </button>
      ))}
    </div>
  );
}

/** What was wrong before, where no form says it. */
function Earlier(): ReactElement {
  const problem = useChat(({ session }) => (session.phase === 'naming' ? session.problem : null));
  return <div role="alert">{problem !== null && <ProblemWords problem={problem} />}</div>;
}

/** Logging in at another place, which says here who it was. */
function Elsewhere({ name, alone }: { name: string; alone: boolean }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <div className="elsewhere">
      {!alone && (
        <p className="or">
          <span>{texts.access.or}</span>
        </p>
      )}
      <button type="button" onClick={() => dispatch({ type: 'oidcChosen' })}>
        {texts.access.continueWith(name)}
      </button>
    </div>
  );
}

function SetUpOffer(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  return (
    <p className="set-up-offer">
      {texts.access.setUpOffer}{' '}
      <button className="link" type="button" onClick={() => dispatch({ type: 'doorChosen', door: 'setUp' })}>
        {texts.access.setUp}
      </button>
    </p>
  );
}
