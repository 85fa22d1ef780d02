import type { ReactElement } from 'react';
import type { Texts } from '../i18n/texts';
import type { Pinned, RoomNews } from '../protocol/messages';
import type { Line } from '../state/select';
import { useDispatch, useMyId, useTexts } from './context';

interface Props {
  readonly line: Extract<Line, { kind: 'change' }>;
  /** Tab reaches this one. */
  readonly current: boolean;
}

/** A line of the log that is no message: who pinned one, or what became of the room and those who belong to it. */
export function ChangeLine({ line: { key, event }, current }: Props): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const words = wordsFor(texts, event, me);
  return event.type === 'pinned' ? (
    <PinLine line={key} event={event} words={words} tab={current ? 0 : -1} />
  ) : (
    <li className="notices">
      <p>
        <bdi>{words}</bdi>
      </p>
    </li>
  );
}

interface PinProps {
  readonly line: string;
  readonly event: Pinned;
  readonly words: string;
  readonly tab: 0 | -1;
}

/** Leads to the message that was pinned, by keyboard as well: arrow keys come to its row. */
function PinLine({ line, event: { room, target }, words, tab }: PinProps): ReactElement {
  const dispatch = useDispatch();
  return (
    <li className="notices" data-key={line} tabIndex={tab}>
      <button
        className="link"
        type="button"
        tabIndex={tab}
        onClick={() => dispatch({ type: 'messageWanted', room, seq: target })}
      >
        <bdi>{words}</bdi>
      </button>
    </li>
  );
}

function wordsFor(texts: Texts, event: Pinned | RoomNews, me: string): string {
  const { deeds, room } = texts;
  const by = event.from.name || texts.other;
  const mine = event.from.id === me;
  switch (event.type) {
    case 'pinned':
      return mine ? deeds.byMe.pinned : deeds.pinned(by);
    case 'topicChanged':
      return mine ? deeds.byMe.topicChanged(event.topic) : deeds.topicChanged(by, event.topic);
    case 'roomChanged':
      return mine ? deeds.byMe.changed : deeds.changed(by);
    case 'memberAdded':
    case 'memberRemoved':
      return membershipWords(texts, event, me);
    case 'roleChanged': {
      if (event.seq === 1) {
        return mine ? deeds.byMe.made : deeds.made(by);
      }
      const role = room.roles[event.role];
      return event.user.id === me ? room.youBecame(role) : room.becameRole(event.user.name || texts.other, role);
    }
  }
}

type Membership = Extract<RoomNews, { type: 'memberAdded' | 'memberRemoved' }>;

/** Who makes a room adds themselves, and who leaves it removes themselves. */
function membershipWords({ deeds, other }: Texts, { type, from, user }: Membership, me: string): string {
  const added = type === 'memberAdded';
  const [by, whom] = [from.name || other, user.name || other];
  if (from.id === me) {
    const alone = added ? deeds.byMe.made : deeds.byMe.leftForGood;
    return user.id === me ? alone : added ? deeds.byMe.added(whom) : deeds.byMe.removed(whom);
  }
  if (user.id === me) {
    return added ? deeds.toMe.added(by) : deeds.toMe.removed(by);
  }
  if (user.id === from.id) {
    return added ? deeds.made(by) : deeds.leftForGood(by);
  }
  return added ? deeds.added(by, whom) : deeds.removed(by, whom);
}
