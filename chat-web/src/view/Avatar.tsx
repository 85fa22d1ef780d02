import type { ReactElement } from 'react';
import type { User } from '../protocol/messages';

const COLOR = /^#[0-9a-f]{6}$/i;

/** A user's initials on their colour. The colour comes from outside, so it is a colour or it is nothing. */
export function Avatar({ user, size = 'usual' }: { user: User; size?: 'small' | 'usual' | 'large' }): ReactElement {
  // React sets this through the CSSOM, which a CSP without `unsafe-inline` allows.
  const style = COLOR.test(user.color) ? { backgroundColor: user.color } : {};
  return (
    <span className={size === 'usual' ? 'avatar' : `avatar avatar-${size}`} style={style} aria-hidden="true">
      {[...user.initials].slice(0, 2).join('')}
    </span>
  );
}
