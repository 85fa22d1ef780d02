import type { ReactElement } from 'react';
import type { Texts } from '../i18n/texts';
import type { Author, Pinned, RoomNews } from '../protocol/messages';
import { useDispatch, useMyId, useTexts } from './context';

/** A line of the log that is no message: who pinned one, or what became of the room and those who belong to it. */
export function ChangeLine({ event }: { event: Pinned | RoomNews }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const nameOf = ({ id, name }: Author, you = texts.you) => (id === me ? you : name || texts.other);
  return (
    <li className="notices">
      {event.type === 'pinned' ? (
        <button
          className="link"
          type="button"
          tabIndex={-1}
          onClick={() => dispatch({ type: 'messageWanted', room: event.room, seq: event.target })}
        >
          <bdi>{texts.pinnedBy(nameOf(event.from))}</bdi>
        </button>
      ) : (
        <p>
          <bdi>{wordsFor(texts, event, nameOf, me)}</bdi>
        </p>
      )}
    </li>
  );
}

function wordsFor(texts: Texts, event: RoomNews, nameOf: (user: Author, you?: string) => string, me: string): string {
  const by = nameOf(event.from);
  const { room } = texts;
  switch (event.type) {
    case 'topicChanged':
      return texts.topicChanged(by, event.topic);
    case 'memberAdded':
      return event.user.id === event.from.id ? room.made(by) : room.added(by, nameOf(event.user, room.whom));
    case 'memberRemoved':
      return event.user.id === event.from.id ? room.leftForGood(by) : room.removed(by, nameOf(event.user, room.whom));
    case 'roleChanged': {
      const role = room.roles[event.role];
      if (event.seq === 1) {
        return room.made(by);
      }
      return event.user.id === me ? room.youBecame(role) : room.becameRole(nameOf(event.user), role);
    }
    case 'roomChanged':
      return room.changed(by);
  }
}
