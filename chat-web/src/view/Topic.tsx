import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactElement } from 'react';
import { newCid } from '../app/cid';
import { LIMITS } from '../protocol/messages';
import { cleanTopic } from '../state/compose';
import type { Room } from '../state/model';
import { topicOf } from '../state/select';
import { useDispatch, useTexts } from './context';
import { CloseIcon, SaveIcon } from './icons';

/** What the room is about; for those who may change it a button that turns into a field. */
export function Topic({ room, editable }: { room: Room; editable: boolean }): ReactElement | null {
  const texts = useTexts();
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const topic = topicOf(room);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (!editable) {
    return topic === '' ? null : (
      <p className="topic" dir="auto" title={topic}>
        {topic}
      </p>
    );
  }
  if (editing) {
    return <TopicForm room={room} topic={topic} onDone={close} />;
  }
  return (
    <button
      ref={opener}
      className="topic"
      type="button"
      dir="auto"
      title={topic}
      aria-label={topic === '' ? texts.setTopic : texts.changeTopic(topic)}
      onClick={() => setEditing(true)}
    >
      {topic === '' ? texts.setTopic : topic}
    </button>
  );
}

function TopicForm({ room, topic, onDone }: { room: Room; topic: string; onDone: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const [typed, setTyped] = useState(topic);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const next = cleanTopic(typed);
    if (next !== topic) {
      dispatch({ type: 'additionWanted', message: { type: 'setTopic', room: room.name, cid: newCid(), topic: next } });
    }
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <form className="topic-form" onSubmit={save} onKeyDown={onKeyDown}>
      <input
        dir="auto"
        autoFocus
        autoComplete="off"
        aria-label={texts.topic}
        maxLength={LIMITS.topicCodePointsMax}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button className="quiet" type="submit">
        <SaveIcon />
        <span className="visually-hidden">{texts.save}</span>
      </button>
      <button className="quiet" type="button" onClick={onDone}>
        <CloseIcon />
        <span className="visually-hidden">{texts.cancel}</span>
      </button>
    </form>
  );
}
