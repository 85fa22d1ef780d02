import type { ReactElement } from 'react';
import type { Texts } from '../i18n/texts';
import type { Author, Pinned, RoomNews } from '../protocol/messages';
import { useDispatch, useMyId, useTexts } from './context';

/** A line of the log that is no message: who pinned one, or what became of the room and those who belong to it. */
export function ChangeLine({ event }: { event: Pinned | RoomNews }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const nameOf = ({ id, name }: Author) => (id === me ? texts.you : name || texts.other);
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
          <bdi>{wordsFor(texts, event, nameOf)}</bdi>
        </p>
      )}
    </li>
  );
}

function wordsFor(texts: Texts, event: RoomNews, nameOf: (user: Author) => string): string {
  const by = nameOf(event.from);
  switch (event.type) {
    case 'topicChanged':
      return texts.topicChanged(by, event.topic);
    case 'memberAdded':
      return event.user.id === event.from.id ? texts.room.made(by) : texts.room.added(by, nameOf(event.user));
    case 'memberRemoved':
      return event.user.id === event.from.id ? texts.room.leftForGood(by) : texts.room.removed(by, nameOf(event.user));
    case 'roleChanged':
      return event.seq === 1
        ? texts.room.made(by)
        : texts.room.becameRole(nameOf(event.user), texts.room.roles[event.role]);
    case 'roomChanged':
      return texts.room.changed(by);
  }
}
