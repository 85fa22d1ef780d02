import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { explain } from '../i18n/language';
import type { Side } from '../state/model';
import { useDispatch, useTexts } from './context';
import { CloseIcon } from './icons';
import { PinsList, ThreadList } from './MessageLists';
import { SearchPane } from './SearchPane';
import { VersionsList } from './VersionsList';

export type OpenSide = Exclude<Side, { kind: 'none' }>;

interface Props {
  readonly side: OpenSide;
  /** It lies over the room, and goes away when something in it was chosen. */
  readonly over: boolean;
}

/** What is shown beside a room. */
export function SidePanel({ side, over }: Props): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const panel = useFocusInside();
  const close = () => dispatch({ type: 'sideClosed' });
  const go = (room: string, seq: number) => {
    if (over) {
      close();
    }
    dispatch({ type: 'messageWanted', room, seq });
  };
  const reply = ({ room, root }: { room: string; root: number }) => {
    if (over) {
      close();
    }
    dispatch({ type: 'replyChosen', room, seq: root });
  };
  const titles = { search: texts.search, pins: texts.pins, thread: texts.thread, versions: texts.versions };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') {
      close();
    }
  };
  return (
    <aside
      className="panel members-panel side-panel"
      data-open="true"
      aria-label={titles[side.kind]}
      ref={panel}
      onKeyDown={onKeyDown}
    >
      <header className="panel-head">
        <h2>{titles[side.kind]}</h2>
        <button id="side-close" className="quiet" type="button" onClick={close}>
          <CloseIcon />
          <span className="visually-hidden">{texts.close}</span>
        </button>
      </header>
      <div className="panel-body" key={side.kind}>
        {side.kind === 'search' && <SearchPane side={side} go={go} />}
        {side.kind === 'pins' && <PinsList side={side} go={go} />}
        {side.kind === 'thread' && <ThreadList side={side} go={go} onReply={() => reply(side)} />}
        {side.kind === 'versions' && <VersionsList side={side} />}
        <PanelPhase side={side} />
      </div>
    </aside>
  );
}

function PanelPhase({ side }: { side: OpenSide }): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const { phase } = side;
  let words: ReactNode = null;
  if (phase.kind === 'loading') {
    words = <p className="hint">{side.kind === 'search' ? texts.searching : texts.loading}</p>;
  } else if (phase.kind === 'failed') {
    words = (
      <div className="problem">
        <p>{explain(texts, phase.problem)}</p>
        <button type="button" onClick={() => dispatch({ type: 'sideWantedAgain' })}>
          {texts.tryAgain}
        </button>
      </div>
    );
  }
  return <div role="status">{words}</div>;
}

/** Takes the focus when the panel opens, and gives it back when the panel goes while it has it. */
function useFocusInside() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    const box = panel.current;
    (box?.querySelector<HTMLElement>('input') ?? box?.querySelector<HTMLElement>('#side-close'))?.focus();
    return () => {
      // After the room is no longer inert; whoever went to a message stays there.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) {
          opener.focus();
        }
      });
    };
  }, []);
  return panel;
}
