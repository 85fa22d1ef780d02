import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Room } from '../state/model';
import { inOneLine } from '../words/words';
import { useChat, useMyId, useTexts } from './context';

const SPOKEN_MAX = 300;
/** Of more at once only is said how many they are: nobody could listen to them. */
const AT_ONCE_MAX = 3;

/** Lets a screen reader say what others write from now on, and nothing else. */
export function Announcer({ room }: { room: Room }): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const blocked = useChat((state) => state.blocked);
  const [{ words, turn }, setSpoken] = useState({ words: '', turn: 0 });
  /** Everything up to here was said, or was there before anybody listened; null while the room is catching up. */
  const saidUpTo = useRef<number | null>(null);
  const live = room.phase.kind === 'live';
  const { last } = room;
  const { events } = room.window;
  useEffect(() => {
    const from = saidUpTo.current;
    saidUpTo.current = live ? last : null;
    if (from === null || !live) {
      return;
    }
    const news = events.filter((event) => event.seq > from);
    const said = news.flatMap((event) =>
      event.type === 'posted' && event.from.id !== me && event.deleted !== true && !blocked.has(event.from.id)
        ? texts.said(event.from.name || texts.other, inOneLine(event.text).slice(0, SPOKEN_MAX))
        : [],
    );
    // What was deleted may be what was said last: it is not to be found here either.
    if (said.length > 0 || news.some(({ type }) => type === 'deleted')) {
      const spoken = said.length > AT_ONCE_MAX ? texts.newMessagesButton(said.length) : said.join('\n');
      setSpoken((last) => ({ words: spoken, turn: last.turn + 1 }));
    }
  }, [live, last, events, me, blocked, texts]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {/* The same words again are new words, too: only what comes into the document is said. */}
      <span key={turn}>{words}</span>
    </p>
  );
}
