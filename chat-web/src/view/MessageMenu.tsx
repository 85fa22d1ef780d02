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
import type { Addition, Posted } from '../protocol/messages';
import { EMOJI } from '../state/emoji';
import { useDispatch, useMyId, useTexts } from './context';
import { DeleteIcon, EditIcon, MoreIcon, PinIcon, ReplyIcon } from './icons';

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
  const [deleting, setDeleting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) {
      place(box.current);
    }
    box.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [deleting]);
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.key === 'Escape') {
      key.stopPropagation();
      close(true);
      return;
    }
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key];
    const here = buttons.findIndex((button) => button === document.activeElement);
    if (step !== undefined) {
      key.preventDefault();
      buttons[(here + step + buttons.length) % buttons.length]?.focus();
    }
  };
  const name = own ? texts.you : event.from.name || texts.other;
  return (
    <div id={id} className="menu" ref={box} role="group" aria-label={texts.actionsFor(name)} onKeyDown={onKeyDown}>
      {deleting ? (
        <Deletion event={event} close={close} />
      ) : (
        <Actions event={event} own={own} close={close} onDelete={() => setDeleting(true)} />
      )}
    </div>
  );
}

type Parts = Omit<MenuProps, 'id'>;

function Actions({ event, own, close, onDelete }: Parts & { readonly onDelete: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const me = useMyId();
  const { room, seq: target, pinned = false } = event;
  const add = (message: Exclude<Addition, { type: 'send' | 'edit' }>) => {
    dispatch({ type: 'additionWanted', message });
    close(true);
  };
  return (
    <>
      <div className="menu-emoji">
        {EMOJI.map((emoji) => {
          const mine = event.reactions?.find((it) => it.emoji === emoji)?.users.includes(me) ?? false;
          return (
            <button
              key={emoji}
              className="quiet emoji"
              type="button"
              aria-pressed={mine}
              aria-label={texts.reactWith(emoji)}
              onClick={() => add({ type: 'react', room, cid: newCid(), target, emoji, on: !mine })}
            >
              {emoji}
            </button>
          );
        })}
      </div>
      <button
        type="button"
        onClick={() => {
          close(false);
          dispatch({ type: 'replyChosen', room, seq: target });
        }}
      >
        <ReplyIcon />
        {texts.reply}
      </button>
      <button type="button" onClick={() => add({ type: 'pin', room, cid: newCid(), target, on: !pinned })}>
        <PinIcon />
        {pinned ? texts.unpin : texts.pin}
      </button>
      {own && (
        <>
          <button
            type="button"
            onClick={() => {
              close(false);
              dispatch({ type: 'editChosen', room, seq: target });
            }}
          >
            <EditIcon />
            {texts.edit}
          </button>
          <button type="button" onClick={onDelete}>
            <DeleteIcon />
            {texts.delete}
          </button>
        </>
      )}
    </>
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
        onClick={() => {
          close(true);
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
    const height = menu.offsetHeight;
    const below = button.bottom + GAP_PX;
    const top = below + height <= bounds.bottom ? below : button.top - GAP_PX - height;
    menu.style.top = `${Math.max(top, bounds.top) - row.top}px`;
    const left = Math.min(button.left, row.right - menu.offsetWidth);
    menu.style.left = `${Math.max(left, row.left) - row.left}px`;
  }
}
