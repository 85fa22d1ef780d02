import type { ReactElement } from 'react';
import type { Posted } from '../protocol/messages';
import { userOf } from '../protocol/text';
import type { Outgoing } from '../state/model';
import { calls } from '../state/reading';
import { keyOf } from '../state/select';
import { Avatar } from './Avatar';
import { useChat, useDispatch, useMayIn, useMyId, useTexts } from './context';
import { Fate } from './Fate';
import { Fold } from './Fold';
import { ReplyIcon } from './icons';
import { focusRowOf } from './jump';
import { MessageFoot } from './MessageFoot';
import { MessageMenu } from './MessageMenu';
import { Moment, Time } from './Moment';
import { useOpened } from './opened';
import { Bubble, Quote } from './Quote';
import { SeenBy } from './SeenBy';

interface Props {
  readonly event: Posted;
  readonly room: string;
  readonly own: boolean;
  /** It stands under a message of the same author, so who wrote it need not be shown again. */
  readonly continues: boolean;
  /** The message it answers, if that is on the page. */
  readonly quoted: Posted | null;
  /** Changes of it that are not stored yet. */
  readonly pending: readonly Outgoing[];
  /** Tab reaches this one. */
  readonly current: boolean;
}

export function MessageRow({ event, room, own, continues, quoted, pending, current }: Props): ReactElement {
  const texts = useTexts();
  const me = useMyId();
  const tab = current ? 0 : -1;
  const blocked = useChat((state) => !own && state.blocked.has(event.from.id));
  const [shown, setShown] = useOpened(`blocked ${room} ${event.seq}`);
  const folded = blocked && !shown && !event.deleted;
  const mine = !own && !folded && calls(event, me);
  return (
    <li
      className={`message${own ? ' own' : ''}${continues ? ' continues' : ''}${mine ? ' calls-me' : ''}`}
      data-key={keyOf(event, me)}
      data-seq={event.seq}
      tabIndex={tab}
    >
      {!own && (continues ? <span className="avatar-gap" /> : <Avatar user={userOf(event.from)} />)}
      <div className="message-body">
        <p className={continues ? 'visually-hidden' : 'message-head'}>
          {own || continues ? (
            <bdi className="author">{own ? texts.you : event.from.name || texts.other}</bdi>
          ) : (
            <AuthorName event={event} tab={tab} />
          )}
          {continues ? <Time at={event.at} /> : <Moment event={event} tab={tab} />}
        </p>
        {folded ? (
          <Hidden tab={tab} onShow={() => setShown(true)} />
        ) : (
          <Fold room={room} message={keyOf(event, me)} text={event.text} tab={tab}>
            <Bubble room={room} text={event.text} deleted={event.deleted} mentions={event} tab={tab}>
              {event.replyTo !== undefined && <Quote room={room} seq={event.replyTo} quoted={quoted} tab={tab} />}
            </Bubble>
          </Fold>
        )}
        {!folded && <MessageFoot event={event} tab={tab} />}
        {own && !event.deleted && <SeenBy room={room} seq={event.seq} />}
        {pending.filter(isTold).map((outgoing) => (
          <Fate key={outgoing.message.cid} outgoing={outgoing} />
        ))}
      </div>
      {!event.deleted && <Tools event={event} own={own} continues={continues} tab={tab} />}
    </li>
  );
}

/** Who wrote it; a click tells more about them. */
function AuthorName({ event, tab }: { event: Posted; tab: 0 | -1 }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const name = event.from.name || texts.other;
  return (
    <button
      className="author-name"
      type="button"
      tabIndex={tab}
      title={texts.room.openPerson(name)}
      onClick={() => dispatch({ type: 'personWanted', room: event.room, user: event.from })}
    >
      <bdi className="author">{name}</bdi>
    </button>
  );
}

/** Instead of what somebody wrote who is blocked. */
function Hidden({ tab, onShow }: { tab: 0 | -1; onShow: () => void }): ReactElement {
  const texts = useTexts();
  return (
    <div className="bubble tombstone folded">
      <p>{texts.order.hiddenPost}</p>
      <button
        className="link"
        type="button"
        tabIndex={tab}
        onClick={({ currentTarget }) => {
          focusRowOf(currentTarget);
          onShow();
        }}
      >
        {texts.order.showHidden}
      </button>
    </div>
  );
}

/** A reaction or pin is shown as if it were there already, and spoken of only when there is trouble. */
function isTold({ message, status }: Outgoing): boolean {
  const quiet = message.type === 'react' || message.type === 'pin';
  return !quiet || status.kind === 'failed' || (status.kind === 'queued' && status.problem !== null);
}

type ToolsProps = Pick<Props, 'event' | 'own' | 'continues'> & { readonly tab: 0 | -1 };

function Tools({ event, own, continues, tab }: ToolsProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, seq } = event;
  const posts = useMayIn(room, 'post');
  return (
    <div className="tools">
      {/* Above a message that stands alone it is there always. */}
      {continues && <Moment event={event} tab={tab} />}
      {posts && (
        <button
          className="quiet reply"
          type="button"
          tabIndex={tab}
          onClick={() => dispatch({ type: 'replyChosen', room, seq })}
        >
          <ReplyIcon />
          <span className="visually-hidden">{own ? texts.reply : texts.replyTo(event.from.name || texts.other)}</span>
        </button>
      )}
      <MessageMenu event={event} own={own} tab={tab} />
    </div>
  );
}
