import type { ReactElement } from 'react';
import type { Restriction } from '../../protocol/messages';
import { userOf } from '../../protocol/text';
import type { Side } from '../../state/model';
import { Avatar } from '../Avatar';
import { useDispatch, useTexts } from '../context';
import { briefMomentOf } from '../format';

type Restrictions = Extract<Side, { kind: 'restrictions' }>;

/** Who is muted in a room or banned from it. */
export default function RestrictionsPane({ side }: { side: Restrictions }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { entries, more, phase, room } = side;
  return (
    <>
      {phase.kind === 'ready' && entries.length === 0 && <p className="hint">{texts.order.noRestrictions}</p>}
      <ul className="cards">
        {entries.map((entry) => (
          <li key={`${entry.user.id} ${entry.kind}`}>
            <RestrictionCard room={room} entry={entry} />
          </li>
        ))}
      </ul>
      {more && phase.kind === 'ready' && (
        <button type="button" onClick={() => dispatch({ type: 'moreEntriesWanted' })}>
          {texts.order.showMore}
        </button>
      )}
    </>
  );
}

function RestrictionCard({ room, entry }: { room: string; entry: Restriction }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { user, kind, until, reason, by, at } = entry;
  const name = user.name || texts.other;
  const lift = () => {
    const message = { type: 'restrict', room, user: user.id, kind, on: false } as const;
    dispatch({ type: 'deedWanted', message, about: user });
  };
  return (
    <div className="message-card">
      <p className="card-head">
        <Avatar user={userOf(user)} size="small" />
        <bdi className="author">{name}</bdi>
        <span>
          {texts.order.kinds[kind]}
          {until !== undefined && ` ${texts.order.until(briefMomentOf(texts, until))}`}
        </span>
      </p>
      {reason !== undefined && (
        <p className="card-text" dir="auto">
          {reason}
        </p>
      )}
      <p className="rule">{texts.order.by(by.name || texts.other, briefMomentOf(texts, at))}</p>
      <button className="link" type="button" onClick={lift}>
        <span aria-hidden="true">{texts.order.lift}</span>
        <span className="visually-hidden">{texts.order.liftNamed(name)}</span>
      </button>
    </div>
  );
}
