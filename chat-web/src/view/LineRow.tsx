import { memo, type ReactElement } from 'react';
import type { Posted } from '../protocol/messages';
import type { Line } from '../state/select';
import { ChangeLine } from './ChangeLine';
import { useSkew, useTexts } from './context';
import { dayOf } from './format';
import { MessageRow } from './MessageRow';
import { Notices } from './Notices';
import { OutgoingRow } from './OutgoingRow';

interface LineProps {
  readonly line: Line;
  readonly room: string;
  readonly quoted: Posted | null;
  readonly own: boolean;
  readonly current: boolean;
}

/** One line of the timeline, whatever it tells. */
export const LineRow = memo(function LineRow(props: LineProps): ReactElement {
  const texts = useTexts();
  const skew = useSkew();
  const { line } = props;
  switch (line.kind) {
    case 'day':
      return (
        <li className="day">
          <span>{dayOf(texts, line.at, Date.now() + skew)}</span>
        </li>
      );
    case 'divider':
      return (
        <li className="divider">
          <span>{texts.newMessages}</span>
        </li>
      );
    case 'notices':
      return <Notices notices={line.notices} />;
    case 'message':
      return <MessageRow {...props} event={line.event} continues={line.continues} pending={line.pending} />;
    case 'change':
      return <ChangeLine line={line} current={props.current} />;
    case 'outgoing':
      return <OutgoingRow {...props} outgoing={line.outgoing} />;
  }
}, sameLine);

/** Lines are made anew with every change of the room; what is in them is not. */
function sameLine(a: LineProps, b: LineProps): boolean {
  if (a.own !== b.own || a.current !== b.current || a.quoted !== b.quoted || a.line.kind !== b.line.kind) {
    return false;
  }
  if (a.line.kind === 'message' && b.line.kind === 'message') {
    return a.line.event === b.line.event && a.line.continues === b.line.continues && a.line.pending === b.line.pending;
  }
  if (a.line.kind === 'change' && b.line.kind === 'change') {
    return a.line.event === b.line.event;
  }
  if (a.line.kind === 'outgoing' && b.line.kind === 'outgoing') {
    return a.line.outgoing === b.line.outgoing;
  }
  return a.line.kind === 'divider';
}
