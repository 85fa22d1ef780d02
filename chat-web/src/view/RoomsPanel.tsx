import { useMemo, type ReactElement } from 'react';
import { roomEntries, shortCount, type RoomEntry } from '../state/select';
import { Avatar } from './Avatar';
import { ConnectionState } from './Connection';
import { useChat, useDispatch, useTexts } from './context';
import { CloseIcon, HashIcon } from './icons';
import { NewRoom } from './NewRoom';

export function RoomsPanel({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const texts = useTexts();
  const rooms = useChat((state) => state.rooms);
  const directory = useChat((state) => state.directory);
  const entries = useMemo(() => roomEntries({ rooms, directory }), [rooms, directory]);
  const joined = entries.filter((entry) => entry.joined);
  const others = entries.filter((entry) => !entry.joined);
  return (
    <nav className="panel rooms-panel" data-open={open} aria-label={texts.rooms}>
      <header className="panel-head">
        <h2>{texts.rooms}</h2>
        <button id="rooms-close" className="quiet drawer-only" type="button" onClick={onClose}>
          <CloseIcon />
          <span className="visually-hidden">{texts.hideRooms}</span>
        </button>
      </header>
      <div className="panel-body">
        <NewRoom onCreated={onClose} />
        <RoomGroup title={texts.yourRooms} entries={joined} onChosen={onClose} />
        <RoomGroup title={texts.otherRooms} entries={others} onChosen={onClose} />
      </div>
      <Me />
    </nav>
  );
}

function RoomGroup(props: { title: string; entries: readonly RoomEntry[]; onChosen: () => void }): ReactElement | null {
  const { title, entries, onChosen } = props;
  return entries.length === 0 ? null : (
    <section className="room-group">
      <h3>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <RoomItem key={entry.name} entry={entry} onChosen={onChosen} />
        ))}
      </ul>
    </section>
  );
}

function RoomItem({ entry, onChosen }: { entry: RoomEntry; onChosen: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const active = useChat((state) => state.active === entry.name);
  const choose = () => {
    dispatch({ type: 'roomChosen', room: entry.name });
    onChosen();
  };
  return (
    <li>
      <button className="room-item" type="button" aria-current={active} onClick={choose}>
        <HashIcon />
        <span className="room-title" dir="auto">
          {entry.title}
        </span>
        {entry.unread > 0 ? (
          <span className="badge">
            <span aria-hidden="true">{shortCount(entry.unread)}</span>
            <span className="visually-hidden">{texts.unread(entry.unread)}</span>
          </span>
        ) : (
          <span className="room-people">
            <span aria-hidden="true">{entry.people}</span>
            <span className="visually-hidden">{texts.people(entry.people)}</span>
          </span>
        )}
      </button>
    </li>
  );
}

function Me(): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const session = useChat((state) => state.session);
  if (session.phase !== 'inside') {
    return null;
  }
  const { me } = session;
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
      <div className="me-actions">
        <button className="link" type="button" onClick={() => dispatch({ type: 'nameChangeWanted' })}>
          {texts.changeName}
        </button>
        <button className="link" type="button" onClick={() => dispatch({ type: 'signedOut' })}>
          {texts.signOut}
        </button>
      </div>
    </footer>
  );
}
