import type { ReactElement } from 'react';
import { messageLink } from '../app/link';
import type { Posted } from '../protocol/messages';
import { useTexts } from './context';
import { CopyIcon, LinkIcon } from './icons';
import { useIsDirect } from './Moment';
import { useCopy } from './useCopy';

/** What can be taken along of a message: its text, and a link to it. */
export function CopyActions({ event }: { event: Posted }): ReactElement {
  const texts = useTexts();
  const { room, seq, text } = event;
  const direct = useIsDirect(room);
  const { copied, copy } = useCopy();
  return (
    <>
      <button type="button" onClick={() => copy(text)}>
        <CopyIcon />
        {texts.list.copyText}
      </button>
      {/* Of a direct message only those know who have it before their eyes. */}
      {!direct && (
        <button type="button" onClick={() => copy(messageLink(location, room, seq))}>
          <LinkIcon />
          {texts.list.copyLink}
        </button>
      )}
      <p role="status" className="copied">
        {copied === 'copied' && texts.list.copied}
        {copied === 'refused' && texts.list.notCopied}
      </p>
    </>
  );
}
