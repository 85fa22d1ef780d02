import { useMemo, type ReactElement } from 'react';
import type { Room } from '../state/model';
import { Avatar } from './Avatar';
import { useMyId, useTexts } from './context';
import { CloseIcon } from './icons';

interface Props {
  readonly room: Room;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function MembersPanel({ room, open, onClose }: Props): ReactElement {
  const texts = useTexts();
  const { count, members } = room.people;
  const me = useMyId();
  const sorted = useMemo(() => [...members].sort((a, b) => a.name.localeCompare(b.name)), [members]);
  return (
    <aside className="panel members-panel" data-open={open} aria-label={texts.members}>
      <header className="panel-head">
        <h2>{texts.members}</h2>
        <span className="count">{texts.people(count)}</span>
        <button id="members-close" className="quiet drawer-only" type="button" onClick={onClose}>
          <CloseIcon />
          <span className="visually-hidden">{texts.hideMembers}</span>
        </button>
      </header>
      <div className="panel-body">
        {count > 0 && members.length === 0 ? (
          <p className="hint">{texts.manyMembers}</p>
        ) : (
          <ul className="members">
            {sorted.map((user) => (
              <li key={user.id}>
                <Avatar user={user} small />
                <span className="member-name" dir="auto">
                  {user.name || texts.other}
                </span>
                {user.id === me && <span className="me-mark">{texts.you}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}
