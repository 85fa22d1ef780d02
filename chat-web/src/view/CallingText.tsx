import { useMemo, type ReactElement } from 'react';
import type { Mentions } from '../protocol/messages';
import { mentionParts, namesIn } from '../state/mention';
import { useChat, useMyId, useTexts } from './context';

interface Props {
  readonly room: string;
  readonly text: string;
  readonly mentions: Mentions;
}

/** A text that calls somebody by name; whoever reads it sees it most of all when it is oneself. */
export function CallingText({ room, text, mentions }: Props): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const people = useChat(({ rooms }) => rooms.get(room)?.people);
  const party = useChat(({ rooms }) => rooms.get(room)?.party);
  const parts = useMemo(() => {
    const names = people === undefined || party === undefined ? new Map<string, string>() : namesIn({ people, party });
    return mentionParts(text, mentions, names, me);
  }, [text, mentions, people, party, me]);
  return (
    <>
      {parts.map(({ text: part, kind }, i) =>
        kind === 'plain' ? (
          <span key={i}>{part}</span>
        ) : (
          <span
            key={i}
            className={kind === 'mine' ? 'call call-mine' : 'call'}
            title={kind === 'mine' ? texts.order.callsYou : undefined}
          >
            {part}
          </span>
        ),
      )}
    </>
  );
}
