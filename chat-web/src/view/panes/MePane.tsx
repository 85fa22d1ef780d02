import { useState, type FormEvent, type ReactElement } from 'react';
import type { Device } from '../../protocol/api';
import { PASSWORD_CODE_POINTS_MIN } from '../../state/access';
import { doorsOf } from '../../state/doors';
import type { Side } from '../../state/model';
import { SignUpForm } from '../AccountForms';
import { useChat, useDispatch, useTexts } from '../context';
import { PasswordField, ProblemWords } from '../fields';
import { briefMomentOf } from '../format';

type Mine = Extract<Side, { kind: 'me' }>;

/** What is the user's own: the account or how to get one, where it is logged in, and who is blocked. */
export default function MePane({ side }: { side: Mine }): ReactElement {
  const isGuest = useChat(({ session }) => session.phase !== 'inside' || session.pass.kind === 'guest');
  return (
    <>
      {isGuest ? <GuestPart /> : <AccountPart side={side} />}
      <BlockedPart />
    </>
  );
}

function GuestPart(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const ways = useChat(({ entry }) => entry.ways);
  const doors = ways === null ? [] : doorsOf(ways);
  const [making, setMaking] = useState(false);
  return (
    <section className="pane-part">
      <h3>{texts.me.guest}</h3>
      {doors.includes('signUp') && <p className="hint">{texts.me.guestHint}</p>}
      {making ? (
        <SignUpForm />
      ) : (
        <div className="pane-actions">
          {doors.includes('signUp') && (
            <button type="button" onClick={() => setMaking(true)}>
              {texts.me.makeAccount}
            </button>
          )}
          {doors.includes('logIn') && (
            <button type="button" onClick={() => dispatch({ type: 'doorChosen', door: 'logIn' })}>
              {texts.me.haveAccount}
            </button>
          )}
          {ways?.oidc != null && (
            <button type="button" onClick={() => dispatch({ type: 'oidcChosen' })}>
              {texts.access.continueWith(ways.oidc)}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function AccountPart({ side }: { side: Mine }): ReactElement {
  const texts = useTexts();
  const accounts = useChat(({ entry }) => entry.ways?.accounts ?? false);
  return (
    <>
      <section className="pane-part">
        <h3>{texts.me.account}</h3>
        <p className="hint">{texts.me.accountHint}</p>
      </section>
      <Devices devices={side.devices} />
      {accounts && (
        <details className="pane-form">
          <summary>{texts.me.changePassword}</summary>
          <PasswordForm side={side} />
        </details>
      )}
    </>
  );
}

function Devices({ devices }: { devices: readonly Device[] }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const others = devices.filter(({ current }) => !current);
  return devices.length === 0 ? null : (
    <section className="pane-part">
      <h3>{texts.me.devices}</h3>
      <ul className="cards">
        {devices.map(({ id, name, usedAt, current }) => (
          <li key={id} className="message-card">
            <p className="card-head">
              <bdi className="author">{name || texts.me.unnamedDevice}</bdi>
              {current && <span className="me-mark">{texts.me.thisDevice}</span>}
            </p>
            <p className="rule">{texts.me.usedAt(briefMomentOf(texts, usedAt))}</p>
            {!current && (
              <button className="link" type="button" onClick={() => dispatch({ type: 'deviceEnded', device: id })}>
                <span aria-hidden="true">{texts.me.end}</span>
                <span className="visually-hidden">{texts.me.logOutNamed(name || texts.me.unnamedDevice)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <button type="button" onClick={() => dispatch({ type: 'othersEnded' })}>
          {texts.me.logOutOthers}
        </button>
      )}
    </section>
  );
}

function PasswordForm({ side: { form } }: { side: Mine }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [old, setOld] = useState('');
  const [wanted, setWanted] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    dispatch({ type: 'passwordChangeWanted', old, wanted });
  };
  return (
    <form onSubmit={submit} noValidate>
      <PasswordField
        label={texts.me.oldPassword}
        autoComplete="current-password"
        value={old}
        onChange={({ target }) => setOld(target.value)}
      />
      <PasswordField
        label={texts.me.newPassword}
        rule={texts.access.passwordRule(PASSWORD_CODE_POINTS_MIN)}
        autoComplete="new-password"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <div role="alert">{form.kind === 'failed' && <ProblemWords problem={form.problem} />}</div>
      <p role="status" className="done">
        {form.kind === 'done' && texts.me.passwordChanged}
      </p>
      <button className="primary" type="submit" aria-disabled={form.kind === 'asked'}>
        {texts.me.changePassword}
      </button>
    </form>
  );
}

function BlockedPart(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const blocked = useChat((state) => state.blocked);
  const people = [...blocked.values()].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <section className="pane-part">
      <h3>{texts.me.blocked}</h3>
      <p className="hint">{people.length === 0 ? texts.me.noneBlocked : texts.me.noneBlockedHint}</p>
      <ul className="cards">
        {people.map((user) => (
          <li key={user.id} className="row blocked-person">
            <bdi className="author">{user.name || texts.other}</bdi>
            <button
              type="button"
              onClick={() =>
                dispatch({
                  type: 'deedWanted',
                  message: { type: 'block', user: user.id, on: false },
                  about: user,
                })
              }
            >
              {texts.order.unblock}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
