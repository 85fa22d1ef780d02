import { useState, type ReactElement } from 'react';
import { newCid } from '../../app/cid';
import type { Author, Member } from '../../protocol/messages';
import { isAllowedToGive, ROLES, type Role } from '../../protocol/permissions';
import { userOf } from '../../protocol/text';
import type { Room, Side } from '../../state/model';
import { mayOn, myRole } from '../../state/permits';
import { Avatar } from '../Avatar';
import { useChat, useDispatch, useMyId, useTexts } from '../context';
import { BlockIcon, TalkIcon } from '../icons';
import { Measures } from './Measures';

type Person = Extract<Side, { kind: 'person' }>;

/** So much of an id tells people of one name apart. */
const ID_END = 6;
const SHARED_MAX = 10;

/** Somebody: talking to them, not hearing from them, and what may be done to them in this room. */
export default function PersonPane({ side }: { side: Person }): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const room = useChat(({ rooms }) => (side.room === null ? undefined : rooms.get(side.room)));
  const { user } = side;
  const member = room?.people.members.find(({ id }) => id === user.id);
  const known: Member = member ?? userOf(user);
  const role = known.role ?? 'member';
  // In a large room not everybody is told.
  const isMember = member !== undefined || room?.terms.visibility !== 'private' || room.people.members.length === 0;
  const oneself = user.id === me;
  const hasRoles = room !== undefined && room.terms.visibility !== 'direct';
  const marks = [
    ...(oneself ? [texts.you] : []),
    ...(hasRoles ? [isMember ? texts.room.roles[role] : texts.room.noMember] : []),
  ];
  return (
    <>
      <div className="person">
        <Avatar user={known} size="large" />
        <p>
          <bdi className="author">{user.name || texts.other}</bdi>
          <span className="hint">{texts.places.idEnd(user.id.slice(-ID_END))}</span>
          <span className="hint">{marks.join(' · ')}</span>
        </p>
      </div>
      {!oneself && <Relations user={user} />}
      {!oneself && <SharedRooms user={user} />}
      {room !== undefined && isMember && (
        <RoleChoice key={role} room={room} user={user} role={role} oneself={oneself} />
      )}
      {room !== undefined && !oneself && <Measures room={room} user={user} role={role} isMember={isMember} />}
    </>
  );
}

/** The rooms in which one sees this person, besides the one that is shown; in large ones not everybody is told. */
function SharedRooms({ user }: { user: Author }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const rooms = useChat((state) => state.rooms);
  const active = useChat((state) => state.active);
  const isIn = ({ people, party }: Room) => [...people.members, ...party].some(({ id }) => id === user.id);
  const shared = [...rooms.values()].filter((room) => room.name !== active && isIn(room)).slice(0, SHARED_MAX);
  return shared.length === 0 ? null : (
    <section className="pane-part">
      <h3>{texts.places.sharedRooms}</h3>
      <ul>
        {shared.map(({ name, title }) => (
          <li key={name}>
            <button
              className="room-item"
              type="button"
              dir="auto"
              onClick={() => dispatch({ type: 'roomChosen', room: name })}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Relations({ user }: { user: Author }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const blocked = useChat((state) => state.blocked.has(user.id));
  const write = () => dispatch({ type: 'deedWanted', message: { type: 'direct', users: [user.id] }, about: user });
  const block = () =>
    dispatch({ type: 'deedWanted', message: { type: 'block', user: user.id, on: !blocked }, about: user });
  return (
    <div className="pane-actions">
      {!blocked && (
        <button type="button" onClick={write}>
          <TalkIcon />
          {texts.room.writeTo}
        </button>
      )}
      <button type="button" aria-describedby="block-hint" onClick={block}>
        <BlockIcon />
        {blocked ? texts.order.unblock : texts.order.block}
      </button>
      <p id="block-hint" className="rule">
        {texts.order.blockHint}
      </p>
    </div>
  );
}

interface RoleProps {
  readonly room: Room;
  readonly user: Author;
  readonly role: Role;
  readonly oneself: boolean;
}

function RoleChoice({ room, user, role, oneself }: RoleProps): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const changes = useChat((state) => mayOn(state, room, 'setRole', role, oneself));
  const mine = useChat((state) => myRole(state, room));
  const given = ROLES.filter((it) => it === role || isAllowedToGive(mine, it));
  const [wanted, setWanted] = useState(role);
  const give = () => {
    const message = { type: 'setRole', room: room.name, cid: newCid(), user: user.id, role: wanted } as const;
    dispatch({ type: 'deedWanted', message, about: user });
  };
  return !changes ? null : (
    <div className="pane-form">
      <label htmlFor="person-role">{texts.order.role}</label>
      <select id="person-role" value={wanted} onChange={({ target }) => setWanted(target.value as Role)}>
        {given.map((it) => (
          <option key={it} value={it}>
            {texts.room.roles[it]}
          </option>
        ))}
      </select>
      <button type="button" aria-disabled={wanted === role} onClick={() => wanted !== role && give()}>
        {texts.order.changeRole}
      </button>
    </div>
  );
}
