import type { ReactElement, ReactNode } from 'react';
import { linkWithin, messageLink, roomLink } from '../../app/link';
import { useTexts } from '../context';

const NEW_WINDOW = 'new-window';

/** What links out of the page say of themselves to who listens; there once, and seen by nobody. */
export function NewWindowWords(): ReactElement {
  const texts = useTexts();
  return (
    <p id={NEW_WINDOW} hidden>
      {texts.words.newWindow}
    </p>
  );
}

/**
 * A link somebody wrote. What it leads to learns neither of this page nor where it was written; a room or message of this
 * very server is opened in the page.
 */
export function OutLink({ href, tab, children }: { href: string; tab: 0 | -1; children: ReactNode }): ReactElement {
  const here = linkWithin(location, href);
  return here === null ? (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-describedby={NEW_WINDOW}
      tabIndex={tab}
    >
      {children}
    </a>
  ) : (
    <a
      href={here.message === null ? roomLink(location, here.room) : messageLink(location, here.room, here.message)}
      tabIndex={tab}
    >
      {children}
    </a>
  );
}
