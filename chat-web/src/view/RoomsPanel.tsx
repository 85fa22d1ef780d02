import { useId, useMemo, useState, type ReactElement } from 'react';
import { filtered, inOrder, roomList, shortCount, type RoomEntry, type RoomList } from '../state/select-rooms';
import { useChat, useDispatch, useTexts } from './context';
import { CloseIcon, HashIcon, LockIcon, PlusIcon, StarIcon, TalkIcon } from './icons';
import { Me } from './Me';
import { NewRoom } from './NewRoom';

export function RoomsPanel({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const all = useRoomList();
  const [typed, setTyped] = useState('');
  const list = useMemo(() => filtered(all, typed), [all, typed]);
  const chosen = () => {
    setTyped('');
    onClose();
  };
  const newDirect = () => {
    onClose();
    dispatch({ type: 'peopleWanted', room: null });
  };
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
        <RoomFilter typed={typed} onType={setTyped} found={inOrder(list).length} />
        <RoomGroup title={texts.places.favourites} entries={list.favourites} onChosen={chosen} />
        <RoomGroup title={texts.yourRooms} entries={list.open} onChosen={chosen} />
        <RoomGroup title={texts.room.privateRooms} entries={list.closed} onChosen={chosen} />
        <section className="room-group">
          <div className="group-head">
            <h3>{texts.room.direct}</h3>
            <button className="quiet" type="button" onClick={newDirect}>
              <PlusIcon />
              <span className="visually-hidden">{texts.room.newDirect}</span>
            </button>
          </div>
          <RoomItems entries={list.direct} onChosen={chosen} />
        </section>
        <RoomGroup title={texts.otherRooms} entries={list.others} onChosen={chosen} />
      </div>
      <Me onClose={onClose} />
    </nav>
  );
}

/** Made anew only when something changed that it is made of. */
function useRoomList(): RoomList {
  const rooms = useChat((state) => state.rooms);
  const directory = useChat((state) => state.directory);
  const mine = useChat((state) => state.mine);
  const session = useChat((state) => state.session);
  const owner = useChat((state) => state.owner);
  const choices = useChat((state) => state.choices);
  return useMemo(
    () => roomList({ rooms, directory, mine, session, owner, choices }),
    [rooms, directory, mine, session, owner, choices],
  );
}

interface FilterProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly found: number;
}

/** Leaves only rooms whose title contains what is typed. */
function RoomFilter({ typed, onType, found }: FilterProps): ReactElement {
  const texts = useTexts();
  const id = useId();
  return (
    <div className="room-filter">
      <label className="visually-hidden" htmlFor={id}>
        {texts.places.filter}
      </label>
      <input
        id={id}
        type="text"
        enterKeyHint="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        placeholder={texts.places.filter}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            event.stopPropagation();
            onType('');
          }
        }}
      />
      {typed !== '' && (
        <p className="hint" role="status">
          {found === 0 && texts.places.noneFits}
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly entries: readonly RoomEntry[];
  readonly onChosen: () => void;
}

function RoomGroup({ title, ...items }: GroupProps & { readonly title: string }): ReactElement | null {
  return items.entries.length === 0 ? null : (
    <section className="room-group">
      <h3>{title}</h3>
      <RoomItems {...items} />
    </section>
  );
}

function RoomItems({ entries, onChosen }: GroupProps): ReactElement | null {
  return entries.length === 0 ? null : (
    <ul>
      {entries.map((entry) => (
        <RoomItem key={entry.name} entry={entry} onChosen={onChosen} />
      ))}
    </ul>
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
  const Icon = { public: HashIcon, private: LockIcon, direct: TalkIcon }[entry.visibility];
  return (
    <li>
      <button className="room-item" type="button" aria-current={active} onClick={choose}>
        <Icon />
        <span className="room-title" dir="auto">
          {entry.title}
        </span>
        {entry.favourite && <StarIcon />}
        {entry.archived && <span className="room-people">{texts.room.archived}</span>}
        {entry.unread > 0 ? (
          <Badges entry={entry} />
        ) : (
          entry.visibility !== 'direct' && (
            <span className="room-people">
              <span aria-hidden="true">{entry.people}</span>
              <span className="visually-hidden">{texts.people(entry.people)}</span>
            </span>
          )
        )}
      </button>
    </li>
  );
}

/** What is unread, and before it how often of that the user is called. */
function Badges({ entry: { unread, mentions, pale } }: { entry: RoomEntry }): ReactElement {
  const texts = useTexts();
  return (
    <>
      {mentions > 0 && (
        <span className="badge badge-mentions">
          <span aria-hidden="true">@{mentions > 1 && shortCount(mentions)}</span>
          <span className="visually-hidden">{texts.room.mentions(mentions)}</span>
        </span>
      )}
      <span className={pale ? 'badge badge-pale' : 'badge'}>
        <span aria-hidden="true">{shortCount(unread)}</span>
        <span className="visually-hidden">
          {texts.unread(unread)}
          {pale && `, ${texts.tell.silenced}`}
        </span>
      </span>
    </>
  );
}
