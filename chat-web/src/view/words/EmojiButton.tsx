import { lazy, Suspense, useState, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useTexts } from '../context';
import { EmojiIcon } from '../icons';
import { Loadable } from '../Loadable';

const EmojiDialog = lazy(() => import('./EmojiDialog'));

interface ChoiceProps {
  readonly onPick: (emoji: string) => void;
  /** Whether one was picked or not. */
  readonly onClose: () => void;
}

/** All emoji to pick one from, over the page; they come from the server when they are first needed. */
export function EmojiChoice({ onPick, onClose }: ChoiceProps): ReactElement {
  return (
    <Loadable>
      <Suspense fallback={null}>
        <EmojiDialog onPick={onPick} onClose={onClose} />
      </Suspense>
    </Loadable>
  );
}

/** Opens them. */
export function EmojiButton({ onPick, onClose }: ChoiceProps): ReactElement {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClose();
  };
  return (
    <>
      <button className="quiet emoji-button" type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <EmojiIcon />
        <span className="visually-hidden">{texts.words.emoji}</span>
      </button>
      {/* Outside of the form that the button is in, which is not to be sent by keys in there. */}
      {open && createPortal(<EmojiChoice onPick={onPick} onClose={close} />, document.body)}
    </>
  );
}
