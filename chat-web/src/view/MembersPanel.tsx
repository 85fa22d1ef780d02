import { useMemo, type ReactElement } from 'react';
import { ROLES, type Member } from '../protocol/people';
import type { Room } from '../state/model';
import { Avatar } from './Avatar';
import { useDispatch, useMyId, useTexts } from './context';
import { CloseIcon } from './icons';

interface Props {
  readonly room: Room;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function MembersPanel({ room, open, onClose }: Props): ReactElement {
  const texts = useTexts();
  const { count, members } = room.people;
  const sorted = useMemo(() => inRank(members), [members]);
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
              <MemberItem key={user.id} room={room.name} user={user} onChosen={onClose} />
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}

/** Owners first, readers last; among the same by name, and who is not there after those who are. */
function inRank(members: readonly Member[]): readonly Member[] {
  const rank = ({ role = 'member' }: Member) => ROLES.indexOf(role);
  const away = ({ absent = false }: Member) => Number(absent);
  return [...members].sort((a, b) => rank(a) - rank(b) || away(a) - away(b) || a.name.localeCompare(b.name));
}

function MemberItem(props: { room: string; user: Member; onChosen: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const { room, user, onChosen } = props;
  const { id, role = 'member', absent = false } = user;
  const name = user.name || texts.other;
  const marks = [
    ...(id === me ? [texts.you] : []),
    ...(role === 'member' ? [] : [texts.room.roles[role]]),
    ...(absent ? [texts.room.absent] : []),
  ];
  const open = () => {
    onChosen();
    dispatch({ type: 'personWanted', room, user: { id, name } });
  };
  return (
    <li className={absent ? 'absent' : ''}>
      <button className="member" type="button" onClick={open}>
        <Avatar user={user} size="small" />
        <span className="member-words">
          <span className="member-name" dir="auto">
            {name}
          </span>
          {marks.length > 0 && <span className="me-mark">{marks.join(' · ')}</span>}
        </span>
      </button>
    </li>
  );
}
