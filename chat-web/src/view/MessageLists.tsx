import type { ReactElement, ReactNode } from 'react';
import { newCid } from '../app/cid';
import type { Posted } from '../protocol/messages';
import { userOf } from '../protocol/text';
import type { Side } from '../state/model';
import { findEvent } from '../state/select';
import { Avatar } from './Avatar';
import { useChat, useDispatch, useMayIn, useTexts } from './context';
import { momentOf } from './format';
import { ReplyIcon } from './icons';
import { usePlain } from './words/useWords';

/** Goes to a message. */
export type Go = (room: string, seq: number) => void;

type Of<K extends Side['kind']> = Extract<Side, { kind: K }>;

/** A room's pinned messages. */
export function PinsList({ side, go }: { side: Of<'pins'>; go: Go }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const pins = useMayIn(side.room, 'pin');
  const unpin = ({ room, seq: target }: Posted) =>
    dispatch({ type: 'additionWanted', message: { type: 'pin', room, cid: newCid(), target, on: false } });
  return (
    <>
      {side.phase.kind === 'ready' && side.events.length === 0 && <p className="hint">{texts.noPins}</p>}
      <ul className="cards">
        {side.events.map((event) => (
          <li key={event.seq}>
            <MessageCard event={event} go={go} />
            {pins && (
              <button className="link" type="button" onClick={() => unpin(event)}>
                {texts.unpin}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A message and those that answer it. */
export function ThreadList({ side, go, onReply }: { side: Of<'thread'>; go: Go; onReply: () => void }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, root } = side;
  const posts = useMayIn(room, 'post');
  const first = useChat(({ rooms }) => findEvent(rooms.get(room)?.window.events ?? [], root));
  return (
    <>
      {first === null ? (
        <button className="link" type="button" onClick={() => go(room, root)}>
          {texts.goToFirst}
        </button>
      ) : (
        <div className="thread-first">
          <MessageCard event={first} go={go} />
        </div>
      )}
      {side.phase.kind === 'ready' && side.events.length === 0 && <p className="hint">{texts.noReplies}</p>}
      {side.more && (
        <button className="link" type="button" onClick={() => dispatch({ type: 'olderRepliesWanted' })}>
          {texts.loadOlder}
        </button>
      )}
      <ol className="cards thread">
        {side.events.map((event) => (
          <li key={event.seq}>
            <MessageCard event={event} go={go} />
          </li>
        ))}
      </ol>
      {posts && (
        <button className="thread-reply" type="button" onClick={onReply}>
          <ReplyIcon />
          {texts.reply}
        </button>
      )}
    </>
  );
}

interface CardProps {
  readonly event: Posted;
  readonly go: Go;
  /** Where it was said, when that is not the room beside. */
  readonly place?: string;
  /** Instead of the whole text. */
  readonly children?: ReactNode;
  /** Also when its author is blocked. */
  readonly shown?: boolean;
}

/** A message in a list; a click goes to it. */
export function MessageCard({ event, go, place, children, shown = false }: CardProps): ReactElement {
  const texts = useTexts();
  const { plainText } = usePlain();
  const hidden = useChat(({ blocked }) => !shown && blocked.has(event.from.id));
  return (
    <button className="message-card" type="button" onClick={() => go(event.room, event.seq)}>
      <span className="card-head">
        <Avatar user={userOf(event.from)} size="small" />
        <bdi className="author">{event.from.name || texts.other}</bdi>
        {place !== undefined && (
          <span className="card-place" dir="auto">
            {place}
          </span>
        )}
      </span>
      <span className="card-text" dir="auto">
        {event.deleted ? texts.deletedMessage : hidden ? texts.order.hiddenPost : (children ?? plainText(event.text))}
      </span>
      <time dateTime={new Date(event.at).toISOString()}>{momentOf(texts, event.at)}</time>
    </button>
  );
}
