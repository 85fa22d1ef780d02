import { useId, useState, type InputHTMLAttributes, type ReactElement, type ReactNode } from 'react';
import { explain } from '../i18n/language';
import type { Problem } from '../state/model';
import { useTexts } from './context';
import { useSeconds } from './hooks';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly rule?: string;
  readonly invalid?: boolean;
}

/** A field with its name above and a rule below. */
export function Field({ label, rule, invalid = false, ...input }: FieldProps): ReactElement {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        dir="auto"
        aria-invalid={invalid}
        {...input}
        aria-describedby={rule === undefined ? undefined : `${id}-rule`}
      />
      {rule !== undefined && (
        <p id={`${id}-rule`} className="rule">
          {rule}
        </p>
      )}
    </>
  );
}

/** A password, which its owner may look at. */
export function PasswordField(props: Omit<FieldProps, 'type'>): ReactElement {
  const texts = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field
        {...props}
        type={shown ? 'text' : 'password'}
        dir="ltr"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} />
        {texts.access.showPassword}
      </label>
    </>
  );
}

/** What was wrong, and when it may be tried again. */
export function ProblemWords({ problem, children }: { problem: Problem; children?: ReactNode }): ReactElement {
  const texts = useTexts();
  const { retryAt, why } = problem;
  const now = useSeconds(retryAt !== undefined);
  const left = retryAt === undefined ? 0 : Math.ceil((retryAt - now) / 1_000);
  return (
    <div className="problem">
      <p>{explain(texts, problem)}</p>
      {why !== undefined && <p dir="auto">{texts.room.partingWhy(why)}</p>}
      {left > 0 && <p aria-live="off">{texts.access.retryIn(texts.order.span(left))}</p>}
      {children}
    </div>
  );
}
