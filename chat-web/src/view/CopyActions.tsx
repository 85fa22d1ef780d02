import { useState, type ReactElement } from 'react';
import { messageLink } from '../app/link';
import type { Posted } from '../protocol/messages';
import { useChat, useTexts } from './context';
import { CopyIcon, LinkIcon } from './icons';

/** What can be taken along of a message: its text, and a link to it. */
export function CopyActions({ event }: { event: Posted }): ReactElement | null {
  const texts = useTexts();
  const { room, seq, text } = event;
  const direct = useChat(({ rooms }) => rooms.get(room)?.terms.visibility === 'direct');
  const [copied, setCopied] = useState(false);
  const copy = async (what: string) => {
    await navigator.clipboard.writeText(what);
    setCopied(true);
  };
  // Only where the page may, which is on secure origins.
  return navigator.clipboard === undefined ? null : (
    <>
      <button type="button" onClick={() => void copy(text)}>
        <CopyIcon />
        {texts.list.copyText}
      </button>
      {/* Of a direct message only those know who have it before their eyes. */}
      {!direct && (
        <button type="button" onClick={() => void copy(messageLink(location, room, seq))}>
          <LinkIcon />
          {texts.list.copyLink}
        </button>
      )}
      <p role="status" className="copied">
        {copied && texts.list.copied}
      </p>
    </>
  );
}
