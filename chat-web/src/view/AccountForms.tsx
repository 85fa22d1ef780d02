import { useState, type FormEvent, type ReactElement } from 'react';
import { PASSWORD_CODE_POINTS_MIN } from '../state/access';
import type { Form } from '../state/model';
import { useChat, useDispatch, useTexts } from './context';
import { Field, PasswordField, ProblemWords } from './fields';

/** The forms for those who have an account, or want one. What is typed is here only, and gone with the form. */

export function LogInForm(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const account = useAccountFields();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    dispatch({ type: 'logInWanted', ...account.typed });
  };
  return (
    <form className="name-form" onSubmit={submit} noValidate>
      <AccountFields {...account} autoComplete="current-password" />
      <Outcome words={texts.access.logIn} busyWords={texts.access.loggingIn} />
    </form>
  );
}

export function SignUpForm(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const account = useAccountFields();
  const { invite: link, ways } = useChat((state) => state.entry);
  const guest = useChat(({ session }) => session.phase === 'inside');
  const [invite, setInvite] = useState(link);
  const needed = ways?.signUp === 'invite';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    dispatch({ type: 'signUpWanted', ...account.typed, invite });
  };
  return (
    <form className="name-form" onSubmit={submit} noValidate>
      {guest && <p className="hint">{texts.access.keepHint}</p>}
      {(needed || link !== '') && (
        <Field
          label={texts.access.invite}
          {...(needed ? { rule: texts.access.inviteOnly } : {})}
          autoComplete="off"
          spellCheck={false}
          value={invite}
          onChange={({ target }) => setInvite(target.value)}
        />
      )}
      <AccountFields {...account} autoComplete="new-password" />
      <Outcome words={texts.access.signUp} busyWords={texts.access.signingUp} />
    </form>
  );
}

/** The first admin, with the code that only whoever started the server has seen. */
export function SetUpForm(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const account = useAccountFields();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    dispatch({ type: 'setUpWanted', code, ...account.typed });
  };
  return (
    <form className="name-form" onSubmit={submit} noValidate>
      <Field
        label={texts.access.setUpCode}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <AccountFields {...account} autoComplete="new-password" />
      <Outcome words={texts.access.setUp} busyWords={texts.access.signingUp} />
    </form>
  );
}

interface Typed {
  readonly name: string;
  readonly password: string;
}

function useAccountFields() {
  const known = useChat(({ session }) => (session.phase === 'inside' ? session.me.name : session.name));
  const [typed, setTyped] = useState<Typed>({ name: known, password: '' });
  return { typed, change: (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change })) };
}

interface AccountFieldsProps extends ReturnType<typeof useAccountFields> {
  readonly autoComplete: 'current-password' | 'new-password';
}

function AccountFields({ typed, change, autoComplete }: AccountFieldsProps): ReactElement {
  const texts = useTexts();
  const code = useChat(({ entry }) => (entry.form.kind === 'failed' ? entry.form.problem.code : ''));
  const isNew = autoComplete === 'new-password';
  return (
    <>
      <Field
        label={texts.access.name}
        {...(isNew ? { rule: texts.nameRule } : {})}
        name="username"
        autoComplete="username"
        autoCapitalize="words"
        spellCheck={false}
        invalid={code === 'invalidName' || code === 'nameTaken'}
        value={typed.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <PasswordField
        label={texts.access.password}
        {...(isNew ? { rule: texts.access.passwordRule(PASSWORD_CODE_POINTS_MIN) } : {})}
        name="password"
        autoComplete={autoComplete}
        invalid={code === 'passwordTooShort'}
        value={typed.password}
        onChange={({ target }) => change({ password: target.value })}
      />
    </>
  );
}

/** The button, and above it what became of the last try. */
function Outcome({ words, busyWords }: { words: string; busyWords: string }): ReactElement {
  const form: Form = useChat((state) => state.entry.form);
  const earlier = useChat(({ session }) => (session.phase === 'naming' ? session.problem : null));
  const problem = form.kind === 'failed' ? form.problem : form.kind === 'idle' ? earlier : null;
  const busy = form.kind === 'asked';
  return (
    <>
      <div role="alert">{problem !== null && <ProblemWords problem={problem} />}</div>
      <button className="primary" type="submit" aria-disabled={busy}>
        {busy ? busyWords : words}
      </button>
    </>
  );
}
