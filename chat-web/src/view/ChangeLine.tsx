import type { ReactElement } from 'react';
import type { Pinned, TopicChanged } from '../protocol/messages';
import { useDispatch, useMyId, useTexts } from './context';

/** A line of the log that is no message: who pinned one, or what the room is about now. */
export function ChangeLine({ event }: { event: Pinned | TopicChanged }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const name = event.from.id === me ? texts.you : event.from.name || texts.other;
  return (
    <li className="notices">
      {event.type === 'topicChanged' ? (
        <p>
          <bdi>{texts.topicChanged(name, event.topic)}</bdi>
        </p>
      ) : (
        <button
          className="link"
          type="button"
          tabIndex={-1}
          onClick={() => dispatch({ type: 'messageWanted', room: event.room, seq: event.target })}
        >
          <bdi>{texts.pinnedBy(name)}</bdi>
        </button>
      )}
    </li>
  );
}
