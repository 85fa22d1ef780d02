import {
  useEffect,
  useRef,
  type ChangeEvent,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import { newCid } from '../app/cid';
import { codePoints, isTooLarge } from '../protocol/text';
import { draftOf, isFull } from '../state/compose';
import type { Room } from '../state/model';
import { findEvent, lastOwn } from '../state/select';
import { inserted } from '../words/edit';
import { endedEmoji, mayCallEmoji, withEmoji } from '../words/emoji';
import { useSilence, Wait } from './ComposerNotice';
import { useChat, useDispatch, useMyId, useTexts } from './context';
import { CloseIcon, SaveIcon, SendIcon } from './icons';
import { suggestionId, Suggestions, SUGGESTIONS } from './Suggestions';
import { useCompletion } from './useCompletion';
import { EmojiButton } from './words/EmojiButton';
import { useEmojis } from './words/useEmojis';
import { usePlain } from './words/useWords';
import { useWriting } from './words/useWriting';

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
  const field = useRef<HTMLTextAreaElement>(null);
  const size = useSize(room);
  const { editing } = room;
  const shut = size.over || isFull(room) || room.terms.mutedUntil !== null;
  const value = editing?.text ?? room.draft;
  const { writing, names, onChange, submit, onKeyDown } = useField(room, value, field);
  useFocus(room, field);

  const offered = names.options.length;
  const offers = names.kind === 'emoji' ? texts.words.emojiSuggestions : texts.order.suggestionList;
  const pick = (emoji: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    writing.edit(inserted({ text: value, from: selectionStart, to: selectionEnd }, emoji));
  };
  return (
    <form className="composer" onSubmit={submit}>
      <Wait room={room} />
      {editing === null ? <ReplyBar room={room} /> : <EditBar room={room} />}
      <Suggestions label={offers} options={names.options} current={names.current} onTake={names.take} />
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
          onChange={onChange}
          onSelect={names.follow}
          onBlur={names.close}
          onKeyDown={onKeyDown}
        />
        <EmojiButton onPick={pick} onClose={() => field.current?.focus()} />
        <button className="primary send" type="submit" aria-disabled={shut}>
          {editing === null ? <SendIcon /> : <SaveIcon />}
          <span className="send-words">{editing === null ? texts.sendMessage : texts.save}</span>
        </button>
      </div>
      <Foot room={room} size={size} names={names} />
    </form>
  );
}

interface FootProps {
  readonly room: Room;
  readonly size: Size;
  readonly names: ReturnType<typeof useCompletion>;
}

/** What is wrong with the text, or what is offered, or else what keys do. */
function Foot({ room, size, names }: FootProps): ReactElement {
  const texts = useTexts();
  const full = isFull(room);
  const offered = names.options.length;
  const fitting = names.kind === 'emoji' ? texts.words.emojiFitting : texts.order.suggestions;
  const hint = room.editing === null ? texts.sendHint : texts.editHint;
  return (
    <div className="composer-foot">
      <p id="message-hint" className={size.over || full ? 'composer-hint problem' : 'composer-hint'} aria-live="polite">
        {full ? texts.tooManyUnsent : size.words || (offered > 0 ? fitting(offered) : hint)}
      </p>
      <p className="composer-hint composer-formats">{texts.words.formats}</p>
    </div>
  );
}

/** What keys and changes do in the message field. */
function useField(room: Room, value: string, field: RefObject<HTMLTextAreaElement | null>) {
  const dispatch = useDispatch();
  const me = useMyId();
  const { editing, replyTo, name } = room;
  const write = (text: string) => dispatch({ type: 'drafted', room: name, text });
  const writing = useWriting(value, field, write);
  const names = useCompletion(room, value, field, writing.edit);
  const emojis = useEmojis(mayCallEmoji(value));

  const onChange = ({ target }: ChangeEvent<HTMLTextAreaElement>) => {
    const { value: text, selectionStart: caret } = target;
    writing.typed(text);
    const ended = emojis === null || text.length < value.length ? null : endedEmoji(text, caret, emojis);
    if (ended !== null) {
      // A step of its own: who meant the letters takes it back.
      writing.edit(inserted({ text, from: ended.from, to: caret }, ended.emoji));
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const whole = emojis === null ? value : withEmoji(value, emojis);
    if (whole !== value) {
      write(whole);
    }
    dispatch({ type: 'submitted', room: name, cid: newCid() });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a character is being composed, Enter belongs to the input method; Safari tells it by the key code only.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!composing && (names.onKeyDown(event) || writing.onKeyDown(event))) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      submit(event);
    } else if (event.key === 'Escape' && editing !== null) {
      event.preventDefault();
      dispatch({ type: 'editChosen', room: name, seq: null });
    } else if (event.key === 'Escape' && replyTo !== null) {
      event.preventDefault();
      dispatch({ type: 'replyChosen', room: name, seq: null });
    } else if (event.key === 'ArrowUp' && !event.altKey && value === '' && editing === null) {
      event.preventDefault();
      dispatch({ type: 'editChosen', room: name, seq: lastOwn(room, me)?.seq ?? null });
    }
  };
  return { writing, names, onChange, submit, onKeyDown };
}

function useFocus({ replyTo, editing, reading }: Room, field: RefObject<HTMLTextAreaElement | null>): void {
  // Who enters a room is going to write, unless it is to read one message; on a touch screen this would only bring up a
  // keyboard over what there is to read.
  useEffect(() => {
    const reads = [reading.jump, reading.wanted].some((place) => place !== 'end' && place?.at === 'message');
    if (!reads && !matchMedia('(pointer: coarse)').matches) {
      field.current?.focus();
    }
  }, []);

  useEffect(() => {
    if (replyTo !== null || editing !== null) {
      field.current?.focus();
    }
  }, [replyTo, editing?.seq]);
}

/** Whether a text is too large, and what to say about its size. */
interface Size {
  readonly over: boolean;
  readonly words: string;
}

/** Of the draft, in characters and in bytes. */
function useSize(room: Room): Size {
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
  const words =
    quoted?.from.id === me
      ? texts.deeds.mine.replyingTo
      : texts.deeds.messageOf.replyingTo(quoted?.from.name || texts.other);
  return (
    <div className="reply-bar">
      <p>
        <bdi className="author">{words}</bdi>
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
