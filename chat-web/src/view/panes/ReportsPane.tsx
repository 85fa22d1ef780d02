import type { ReactElement } from 'react';
import { newCid } from '../../app/cid';
import type { Report } from '../../protocol/messages';
import type { Side } from '../../state/model';
import { useDispatch, useTexts } from '../context';
import { briefMomentOf } from '../format';
import { MessageCard, type Go } from '../MessageLists';

type Reports = Extract<Side, { kind: 'reports' }>;

/** Messages that somebody found not to belong here, for those who keep order. */
export default function ReportsPane({ side, go }: { side: Reports; go: Go }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { entries, more, phase, room } = side;
  return (
    <>
      {phase.kind === 'ready' && entries.length === 0 && <p className="hint">{texts.order.noReports}</p>}
      <ul className="cards">
        {entries.map((entry) => (
          <li key={entry.report} className="report">
            <ReportCard room={room} entry={entry} go={go} />
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

function ReportCard({ room, entry, go }: { room: string; entry: Report; go: Go }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { report, post, reason, by, at } = entry;
  const resolve = (outcome: 'handled' | 'dismissed') =>
    dispatch({ type: 'deedWanted', message: { type: 'resolveReport', room, report, outcome }, about: null });
  const remove = () => {
    const message = { type: 'delete', room, cid: newCid(), target: post.seq } as const;
    dispatch({ type: 'additionWanted', message });
    resolve('handled');
  };
  return (
    <>
      <MessageCard event={post} go={go} shown />
      <p className="report-reason" dir="auto">
        {reason}
      </p>
      <p className="rule">
        {texts.order.reportedBy(by.name || texts.other)} · {briefMomentOf(texts, at)}
      </p>
      <div className="row">
        <button className="danger" type="button" onClick={remove}>
          {texts.order.deleteMessage}
        </button>
        <button type="button" onClick={() => dispatch({ type: 'personWanted', room, user: post.from })}>
          {texts.room.openPerson(post.from.name || texts.other)}
        </button>
        <button type="button" onClick={() => resolve('handled')}>
          {texts.order.markHandled}
        </button>
        <button type="button" onClick={() => resolve('dismissed')}>
          {texts.order.markDismissed}
        </button>
      </div>
    </>
  );
}
