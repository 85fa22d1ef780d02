import type { ReactElement } from 'react';
import { newCid } from '../app/cid';
import type { Posted } from '../protocol/messages';
import { inOrder } from '../state/emoji';
import { useDispatch, useMayIn, useMyId, useTexts } from './context';
import { PinIcon, ReplyIcon } from './icons';

/** What became of a message, below its text: edited, pinned, reacted to, answered. */
export function MessageFoot({ event, tab }: { event: Posted; tab: 0 | -1 }): ReactElement | null {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { room, seq, editedSeq, pinned = false, replies = 0, reactions = [] } = event;
  if (editedSeq === undefined && !pinned && replies === 0 && reactions.length === 0) {
    return null;
  }
  return (
    <div className="message-foot">
      {pinned && (
        <span className="foot-mark">
          <PinIcon />
          {texts.pinned}
        </span>
      )}
      {editedSeq !== undefined && (
        <button
          className="link foot-mark"
          type="button"
          tabIndex={tab}
          title={texts.showVersions}
          onClick={() => dispatch({ type: 'versionsWanted', room, target: seq })}
        >
          {texts.edited}
        </button>
      )}
      {replies > 0 && (
        <button
          className="link foot-mark"
          type="button"
          tabIndex={tab}
          onClick={() => dispatch({ type: 'threadWanted', room, root: seq })}
        >
          <ReplyIcon />
          {texts.replies(replies)}
        </button>
      )}
      {inOrder(reactions).map((reaction) => (
        <Chip key={reaction.emoji} event={event} reaction={reaction} tab={tab} />
      ))}
    </div>
  );
}

interface ChipProps {
  readonly event: Posted;
  readonly reaction: NonNullable<Posted['reactions']>[number];
  readonly tab: 0 | -1;
}

function Chip({ event, reaction, tab }: ChipProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const mine = reaction.users.includes(useMyId());
  const reacts = useMayIn(event.room, 'react');
  const { emoji, count } = reaction;
  const { room, seq: target } = event;
  return (
    <button
      className="chip"
      type="button"
      tabIndex={tab}
      aria-pressed={mine}
      aria-label={texts.reaction(emoji, count, mine)}
      aria-disabled={!reacts}
      onClick={() =>
        reacts &&
        dispatch({ type: 'additionWanted', message: { type: 'react', room, cid: newCid(), target, emoji, on: !mine } })
      }
    >
      <span className="emoji">{emoji}</span>
      {count}
    </button>
  );
}
