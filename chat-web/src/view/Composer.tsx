import { useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactElement } from 'react';
import { newCid } from '../app/cid';
import { codePoints, isTooLarge } from '../protocol/text';
import { draftOf, isFull } from '../state/compose';
import type { Room } from '../state/model';
import { findEvent, lastOwn } from '../state/select';
import { useSilence, Wait } from './ComposerNotice';
import { useChat, useDispatch, useMyId, useTexts } from './context';
import { CloseIcon, SaveIcon, SendIcon } from './icons';
import { suggestionId, Suggestions, SUGGESTIONS } from './Suggestions';
import { useMentioning } from './useMentioning';
import { usePlain } from './words/useWords';

/** From here on the page says how much room is left. */
const COUNT_FROM_LEFT = 500;
const ROWS_MAX = 8;

export function Composer({ room }: { room: Room }): ReactElement {
  const silence = useSilence(room);
  return silence === null || room.editing !== null ? (
    <WritingForm room={room} />
  ) : (
    <p id="message-field" className="composer silence" tabIndex={-1}>
      {silence}
    </p>
  );
}

function WritingForm({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const field = useRef<HTMLTextAreaElement>(null);
  const me = useMyId();
  const size = useSize(room);
  const full = isFull(room);
  const { editing } = room;
  const muted = room.terms.mutedUntil !== null;
  const value = editing?.text ?? room.draft;
  const write = (text: string) => dispatch({ type: 'drafted', room: room.name, text });
  const names = useMentioning(room, value, field, write);

  // Who enters a room is going to write; on a touch screen this would only bring up a keyboard over what there is to read.
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) {
      field.current?.focus();
    }
  }, []);

  useEffect(() => {
    if (room.replyTo !== null || editing !== null) {
      field.current?.focus();
    }
  }, [room.replyTo, editing?.seq]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    dispatch({ type: 'submitted', room: room.name, cid: newCid() });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a character is being composed, Enter belongs to the input method; Safari tells it by the key code only.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!composing && names.onKeyDown(event)) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      submit(event);
    } else if (event.key === 'Escape' && editing !== null) {
      dispatch({ type: 'editChosen', room: room.name, seq: null });
    } else if (event.key === 'Escape' && room.replyTo !== null) {
      dispatch({ type: 'replyChosen', room: room.name, seq: null });
    } else if (event.key === 'ArrowUp' && value === '' && editing === null) {
      event.preventDefault();
      dispatch({ type: 'editChosen', room: room.name, seq: lastOwn(room, me)?.seq ?? null });
    }
  };
  const offered = names.options.length;
  const hint = editing === null ? texts.sendHint : texts.editHint;
  return (
    <form className="composer" onSubmit={submit}>
      <Wait room={room} />
      {editing === null ? <ReplyBar room={room} /> : <EditBar room={room} />}
      <Suggestions options={names.options} current={names.current} onTake={names.take} />
      <div className="composer-row">
        <textarea
          id="message-field"
          ref={field}
          dir="auto"
          aria-label={texts.message}
          aria-describedby="message-hint"
          aria-invalid={size.over}
          placeholder={texts.messageHint(room.title)}
          rows={Math.min(ROWS_MAX, value.split('\n', ROWS_MAX).length)}
          value={value}
          aria-autocomplete="list"
          aria-controls={offered > 0 ? SUGGESTIONS : undefined}
          aria-activedescendant={offered > 0 ? suggestionId(names.current) : undefined}
          onChange={(event) => write(event.target.value)}
          onSelect={names.follow}
          onBlur={names.close}
          onKeyDown={onKeyDown}
        />
        <button className="primary send" type="submit" aria-disabled={size.over || full || muted}>
          {editing === null ? <SendIcon /> : <SaveIcon />}
          <span className="send-words">{editing === null ? texts.sendMessage : texts.save}</span>
        </button>
      </div>
      <p id="message-hint" className={size.over || full ? 'composer-hint problem' : 'composer-hint'} aria-live="polite">
        {full ? texts.tooManyUnsent : size.words || (offered > 0 ? texts.order.suggestions(offered) : hint)}
      </p>
    </form>
  );
}

/** Whether the draft may be sent, in characters and in bytes, and what to say about it. */
function useSize(room: Room): { over: boolean; words: string } {
  const texts = useTexts();
  const limits = useChat(({ session }) => (session.phase === 'inside' ? session.limits : null));
  const typed = room.editing?.text ?? room.draft;
  if (limits === null || typed.length < limits.textCodePoints / 4 - COUNT_FROM_LEFT) {
    return { over: false, words: '' };
  }
  const message = draftOf(room, newCid());
  const left = limits.textCodePoints - codePoints(message.text);
  if (left < 0) {
    return { over: true, words: texts.charactersOver(-left) };
  }
  if (isTooLarge(message, limits)) {
    return { over: true, words: texts.problems.tooLarge };
  }
  return { over: false, words: left < COUNT_FROM_LEFT ? texts.charactersLeft(left) : '' };
}

function ReplyBar({ room }: { room: Room }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { inOneLine } = usePlain();
  const me = useMyId();
  if (room.replyTo === null) {
    return null;
  }
  const quoted = findEvent(room.window.events, room.replyTo);
  const name = quoted === null ? texts.other : quoted.from.id === me ? texts.you : quoted.from.name || texts.other;
  return (
    <div className="reply-bar">
      <p>
        <bdi className="author">{texts.replyingTo(name)}</bdi>
        <span className="quote-text" dir="auto">
          {quoted?.deleted ? texts.deletedMessage : quoted === null ? texts.earlierMessage : inOneLine(quoted.text)}
        </span>
      </p>
      <button
        className="quiet"
        type="button"
        onClick={() => dispatch({ type: 'replyChosen', room: room.name, seq: null })}
      >
        <CloseIcon />
        <span className="visually-hidden">{texts.cancelReply}</span>
      </button>
    </div>
  );
}

function EditBar({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { inOneLine } = usePlain();
  const original = room.editing === null ? null : findEvent(room.window.events, room.editing.seq);
  return (
    <div className="reply-bar">
      <p>
        <span className="author">{texts.editing}</span>
        <span className="quote-text" dir="auto">
          {original === null ? texts.earlierMessage : inOneLine(original.text)}
        </span>
      </p>
      <button
        className="quiet"
        type="button"
        onClick={() => dispatch({ type: 'editChosen', room: room.name, seq: null })}
      >
        <CloseIcon />
        <span className="visually-hidden">{texts.cancelEdit}</span>
      </button>
    </div>
  );
}
