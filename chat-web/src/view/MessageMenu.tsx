import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { newCid } from '../app/cid';
import type { Posted } from '../protocol/messages';
import { EMOJI } from '../state/emoji';
import { useDispatch, useMayIn, useMyId, useTexts } from './context';
import { CopyActions } from './CopyActions';
import { DeleteIcon, EditIcon, EmojiIcon, FlagIcon, MeIcon, MoreIcon, PinIcon, ReplyIcon } from './icons';
import { focusRowOf } from './jump';
import { Reporting } from './Reporting';
import { EmojiChoice } from './words/EmojiButton';

interface Props {
  readonly event: Posted;
  readonly own: boolean;
  readonly tab: 0 | -1;
}

/** A button that opens what can be done about a message; focus that goes elsewhere closes it. */
export function MessageMenu({ event, own, tab }: Props): ReactElement {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (backToOpener: boolean) => {
    setOpen(false);
    if (backToOpener) {
      opener.current?.focus();
    }
  };
  const onBlur = (blur: FocusEvent) => {
    // A browser that does not focus what is clicked tells of no next target; then the click decides, below.
    if (blur.relatedTarget !== null && !blur.currentTarget.contains(blur.relatedTarget)) {
      setOpen(false);
    }
  };
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && whole.current?.contains(target) !== true) {
        setOpen(false);
      }
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
  }, [open]);
  return (
    <div className="menu-place" ref={whole} onBlur={onBlur}>
      <button
        ref={opener}
        className="quiet more"
        type="button"
        tabIndex={tab}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
        <span className="visually-hidden">{texts.moreActions}</span>
      </button>
      {open && <Menu id={id} event={event} own={own} close={close} />}
    </div>
  );
}

interface MenuProps {
  readonly id: string;
  readonly event: Posted;
  readonly own: boolean;
  readonly close: (backToOpener: boolean) => void;
}

function Menu({ id, event, own, close }: MenuProps): ReactElement {
  const texts = useTexts();
  const [asking, setAsking] = useState<'nothing' | 'delete' | 'report'>('nothing');
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) {
      place(box.current);
    }
    box.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }, [asking]);
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.key === 'Escape') {
      key.stopPropagation();
      close(true);
      return;
    }
    if (key.target instanceof Element && key.target.closest('dialog') !== null) {
      return;
    }
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key];
    const here = buttons.findIndex((button) => button === document.activeElement);
    if (step !== undefined && here >= 0) {
      key.preventDefault();
      buttons[(here + step + buttons.length) % buttons.length]?.focus();
    }
  };
  const { deeds } = texts;
  const name = own ? deeds.mine.actions : deeds.messageOf.actions(event.from.name || texts.other);
  return (
    <div id={id} className="menu" ref={box} role="group" aria-label={name} onKeyDown={onKeyDown}>
      {asking === 'delete' && <Deletion event={event} close={close} />}
      {asking === 'report' && <Reporting event={event} close={close} />}
      {asking === 'nothing' && <Actions event={event} own={own} close={close} ask={setAsking} />}
    </div>
  );
}

type Parts = Omit<MenuProps, 'id'>;

type ActionProps = Parts & { readonly ask: (what: 'delete' | 'report') => void };

function Actions(props: ActionProps): ReactElement {
  const { event, own, close } = props;
  return (
    <>
      <Emoji event={event} close={close} />
      <ReplyAction event={event} close={close} />
      <PinAction event={event} close={close} />
      <CopyActions event={event} />
      <ChangeActions {...props} />
      {!own && <AuthorActions {...props} />}
    </>
  );
}

function ReplyAction({ event: { room, seq }, close }: Pick<Parts, 'event' | 'close'>): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const reply = () => {
    close(false);
    dispatch({ type: 'replyChosen', room, seq });
  };
  return !useMayIn(room, 'post') ? null : (
    <button type="button" onClick={reply}>
      <ReplyIcon />
      {texts.reply}
    </button>
  );
}

function PinAction({ event, close }: Pick<Parts, 'event' | 'close'>): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, seq: target, pinned = false } = event;
  const pin = () => {
    dispatch({ type: 'additionWanted', message: { type: 'pin', room, cid: newCid(), target, on: !pinned } });
    close(true);
  };
  return !useMayIn(room, 'pin') ? null : (
    <button type="button" onClick={pin}>
      <PinIcon />
      {pinned ? texts.unpin : texts.pin}
    </button>
  );
}

/** What makes another message of it, or none. */
function ChangeActions({ event: { room, seq }, own, close, ask }: ActionProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const edits = useMayIn(room, 'editOwn') && own;
  const deletes = useMayIn(room, own ? 'deleteOwn' : 'deleteAny');
  const edit = () => {
    close(false);
    dispatch({ type: 'editChosen', room, seq });
  };
  return (
    <>
      {edits && (
        <button type="button" onClick={edit}>
          <EditIcon />
          {texts.edit}
        </button>
      )}
      {deletes && (
        <button type="button" onClick={() => ask('delete')}>
          <DeleteIcon />
          {texts.delete}
        </button>
      )}
    </>
  );
}

/** What concerns whoever wrote it. */
function AuthorActions({ event: { room, from: user }, close, ask }: ActionProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const reports = useMayIn(room, 'report');
  const open = () => {
    close(false);
    dispatch({ type: 'personWanted', room, user });
  };
  return (
    <>
      <button type="button" onClick={open}>
        <MeIcon />
        {texts.room.openPerson(user.name || texts.other)}
      </button>
      {reports && (
        <button type="button" onClick={() => ask('report')}>
          <FlagIcon />
          {texts.order.report}
        </button>
      )}
    </>
  );
}

function Emoji({ event, close }: Pick<Parts, 'event' | 'close'>): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const [choosing, setChoosing] = useState(false);
  const { room, seq: target, reactions = [] } = event;
  const isMine = (emoji: string) => reactions.find((it) => it.emoji === emoji)?.users.includes(me) ?? false;
  const react = (emoji: string, on: boolean) =>
    dispatch({ type: 'additionWanted', message: { type: 'react', room, cid: newCid(), target, emoji, on } });
  return !useMayIn(room, 'react') ? null : (
    <div className="menu-emoji">
      {EMOJI.map((emoji) => (
        <button
          key={emoji}
          className="quiet emoji"
          type="button"
          aria-pressed={isMine(emoji)}
          aria-label={texts.reactWith(emoji)}
          onClick={() => {
            react(emoji, !isMine(emoji));
            close(true);
          }}
        >
          {emoji}
        </button>
      ))}
      <button className="quiet" type="button" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        <EmojiIcon />
        <span className="visually-hidden">{texts.words.moreEmoji}</span>
      </button>
      {choosing && <EmojiChoice onPick={(emoji) => react(emoji, true)} onClose={() => close(true)} />}
    </div>
  );
}

function Deletion({ event, close }: Pick<Parts, 'event' | 'close'>): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, seq: target } = event;
  const question = useId();
  return (
    <>
      <p id={question}>{texts.deleteForAll}</p>
      <button type="button" aria-describedby={question} onClick={() => close(true)}>
        {texts.cancel}
      </button>
      <button
        className="danger"
        type="button"
        onClick={({ currentTarget }) => {
          // A message that is deleted has no menu any more.
          focusRowOf(currentTarget);
          close(false);
          dispatch({ type: 'additionWanted', message: { type: 'delete', room, cid: newCid(), target } });
        }}
      >
        <DeleteIcon />
        {texts.delete}
      </button>
    </>
  );
}

const GAP_PX = 4;

/** Below its button, or above it where there is no room below; beside it as far as its message reaches; never outside. */
function place(menu: HTMLElement): void {
  const row = menu.closest('.message')?.getBoundingClientRect();
  const button = menu.previousElementSibling?.getBoundingClientRect();
  const bounds = menu.closest('.timeline')?.getBoundingClientRect();
  if (row !== undefined && button !== undefined && bounds !== undefined) {
    // As wide as it likes to be, and not as it could be where it stood before.
    menu.style.left = '0';
    const height = menu.offsetHeight;
    const below = button.bottom + GAP_PX;
    const top = below + height <= bounds.bottom ? below : button.top - GAP_PX - height;
    menu.style.top = `${Math.max(top, bounds.top) - row.top}px`;
    const left = Math.min(button.left, row.right - menu.offsetWidth);
    menu.style.left = `${Math.max(left, row.left) - row.left}px`;
  }
}
