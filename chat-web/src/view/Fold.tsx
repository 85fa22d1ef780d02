import { useId, useLayoutEffect, useRef, type FocusEvent, type ReactElement, type ReactNode } from 'react';
import { isLong } from '../state/fold';
import { useTexts } from './context';
import { useOpened } from './opened';

interface Props {
  /** Which message it is. */
  readonly what: string;
  readonly text: string;
  readonly tab?: 0 | -1;
  readonly children: ReactNode;
}

/** A message whose text is shown in part when it is long. Screen readers read all of it. */
export function Fold({ text, children, ...props }: Props): ReactNode {
  return isLong(text) ? <Folded {...props}>{children}</Folded> : children;
}

function Folded({ what, tab = -1, children }: Omit<Props, 'text'>): ReactElement {
  const texts = useTexts();
  const id = useId();
  const [open, setOpen] = useOpened(what);
  const whole = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (wasOpen.current && !open) {
      // What stood far above its button would be out of sight.
      whole.current?.closest('.message')?.scrollIntoView({ block: 'nearest' });
    }
    wasOpen.current = open;
  }, [open]);
  /** The focus is never where nobody sees it. */
  const onFocus = ({ target, currentTarget }: FocusEvent) => {
    if (target.getBoundingClientRect().bottom > currentTarget.getBoundingClientRect().bottom) {
      setOpen(true);
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
        onClick={() => setOpen(!open)}
      >
        {open ? texts.list.showLess : texts.list.showMore}
      </button>
    </div>
  );
}
