import type { ReactElement, ReactNode } from 'react';
import { linkWithin, messageLink, roomLink } from '../../app/link';

/**
 * A link somebody wrote. What it leads to learns neither of this page nor where it was written; a room or message of this
 * very server is opened in the page.
 */
export function OutLink({ href, tab, children }: { href: string; tab: 0 | -1; children: ReactNode }): ReactElement {
  const here = linkWithin(location, href);
  return here === null ? (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" tabIndex={tab}>
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
