import type { ReactElement } from 'react';
import type { Notice } from '../state/model';
import { useTexts } from './context';

/** So many are told one by one; in a room where people come and go all the time, messages must not drown. */
const SHOWN_MAX = 4;

/** Who came and went between two messages. */
export function Notices({ notices }: { notices: readonly Notice[] }): ReactElement {
  const texts = useTexts();
  const shown = notices.slice(-SHOWN_MAX);
  const hidden = notices.length - shown.length;
  return (
    <li className="notices">
      {shown.map(({ key, kind, name }) => (
        <p key={key}>
          <bdi>{kind === 'entered' ? texts.entered(name || texts.other) : texts.left(name || texts.other)}</bdi>
        </p>
      ))}
      {hidden > 0 && <p>{texts.moreNotices(hidden)}</p>}
    </li>
  );
}
