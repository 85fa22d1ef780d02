import type { ReactElement } from 'react';
import { Avatar } from './Avatar';
import { ConnectionState } from './Connection';
import { useChat, useDispatch, useTexts } from './context';
import { MeIcon, SettingsIcon } from './icons';

/** Who the user is, and the ways out. */
export function Me({ onClose }: { onClose: () => void }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const session = useChat((state) => state.session);
  if (session.phase !== 'inside') {
    return null;
  }
  const { me, pass } = session;
  const show = (type: 'meWanted' | 'settingsWanted') => {
    onClose();
    dispatch({ type });
  };
  return (
    <footer className="me">
      <Avatar user={me} />
      <div className="me-words">
        <p className="me-name" dir="auto">
          <span className="visually-hidden">{texts.signedInAs(me.name)}</span>
          <span aria-hidden="true">{me.name}</span>
        </p>
        <ConnectionState />
      </div>
      <button className="quiet" type="button" onClick={() => show('meWanted')}>
        <MeIcon />
        <span className="visually-hidden">{texts.me.title}</span>
      </button>
      <button className="quiet" type="button" onClick={() => show('settingsWanted')}>
        <SettingsIcon />
        <span className="visually-hidden">{texts.settings.title}</span>
      </button>
      <div className="me-actions">
        {pass.kind === 'guest' && (
          <button className="link" type="button" onClick={() => dispatch({ type: 'nameChangeWanted' })}>
            {texts.changeName}
          </button>
        )}
        <button className="link" type="button" onClick={() => dispatch({ type: 'signedOut' })}>
          {pass.kind === 'guest' ? texts.signOut : texts.me.logOut}
        </button>
      </div>
    </footer>
  );
}
