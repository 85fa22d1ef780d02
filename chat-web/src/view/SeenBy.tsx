import type { ReactElement } from 'react';
import { seenBy } from '../state/seen';
import { useChat, useMyId, useTexts } from './context';

interface Props {
  readonly room: string;
  /** A message of the user's own. */
  readonly seq: number;
}

/**
 * Who has seen a message, and none of the user's later ones: so each of the others stands under one message at most. No live
 * region: it changes whenever somebody looks.
 */
export function SeenBy({ room: name, seq }: Props): ReactElement | null {
  const texts = useTexts();
  const me = useMyId();
  const alone = useChat(({ rooms }) => rooms.get(name)?.party.length === 1);
  // As one string, so that the row is drawn anew only when it says something else.
  const names = useChat(({ rooms }) => {
    const room = rooms.get(name);
    const marks = room === undefined ? [] : seenBy(room, seq, me);
    return marks.map(({ user }) => user.name).join('\n');
  });
  return names === '' ? null : <p className="seen-by">{alone ? texts.seen.seen : texts.seen.by(names.split('\n'))}</p>;
}
