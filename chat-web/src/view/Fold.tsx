import { useId, useLayoutEffect, useRef, type FocusEvent, type ReactElement, type ReactNode } from 'react';
import { isLong } from '../state/fold';
import { useDispatch, useTexts } from './context';
import { useOpened } from './opened';

interface Props {
  readonly room: string;
  /** Which message it is. */
  readonly message: string;
  readonly text: string;
  readonly tab?: 0 | -1;
  readonly children: ReactNode;
}

/** A message whose text is shown in part when it is long. Screen readers read all of it. */
export function Fold({ text, children, ...props }: Props): ReactNode {
  return isLong(text) ? <Folded {...props}>{children}</Folded> : children;
}

function Folded({ room, message, tab = -1, children }: Omit<Props, 'text'>): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const id = useId();
  const [open, setOpen] = useOpened(`text ${room} ${message}`);
  const whole = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (wasOpen.current && !open) {
      // What stood far above its button would be out of sight.
      whole.current?.closest('.message')?.scrollIntoView({ block: 'nearest' });
    }
    wasOpen.current = open;
  }, [open]);
  const unfold = () => {
    // Whoever wants to read it begins at its top; the end of the timeline is further away now.
    dispatch({ type: 'scrolled', room, following: false });
    setOpen(true);
  };
  /** The focus is never where nobody sees it. */
  const onFocus = ({ target, currentTarget }: FocusEvent) => {
    if (target.getBoundingClientRect().bottom > currentTarget.getBoundingClientRect().bottom) {
      unfold();
    }
  };
  return (
    <div className={open ? 'fold' : 'fold fold-closed'} ref={whole}>
      <div className="fold-content" id={id} onFocus={onFocus}>
        {children}
      </div>
      <button
        className="link"
        type="button"
        tabIndex={tab}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => (open ? setOpen(false) : unfold())}
      >
        {open ? texts.list.showLess : texts.list.showMore}
      </button>
    </div>
  );
}
