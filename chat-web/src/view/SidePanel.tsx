import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  type ComponentType,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { explain } from '../i18n/language';
import type { Side } from '../state/model';
import { titleOf } from '../state/select-rooms';
import { useChat, useDispatch, useTexts } from './context';
import { DeedOutcome } from './DeedOutcome';
import { CloseIcon } from './icons';
import { Loadable } from './Loadable';
import { PinsList, ThreadList, type Go } from './MessageLists';
import { SearchPane } from './SearchPane';
import { VersionsList } from './VersionsList';

export type OpenSide = Exclude<Side, { kind: 'none' }>;

const PANES = {
  room: lazy(() => import('./panes/RoomPane')),
  person: lazy(() => import('./panes/PersonPane')),
  find: lazy(() => import('./panes/FindPane')),
  reports: lazy(() => import('./panes/ReportsPane')),
  restrictions: lazy(() => import('./panes/RestrictionsPane')),
  me: lazy(() => import('./panes/MePane')),
  settings: lazy(() => import('./panes/SettingsPane')),
};

interface Props {
  readonly side: OpenSide;
  /** It lies over the room, and goes away when something in it was chosen. */
  readonly over: boolean;
}

/** What is shown beside a room. */
export function SidePanel({ side, over }: Props): ReactElement {
  const texts = useTexts();
  const { close, go, reply } = useWaysOut(over);
  const panel = useFocusInside(side.kind);
  const title = useTitle(side);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  };
  return (
    <aside
      className="panel members-panel side-panel"
      data-open="true"
      aria-label={title}
      ref={panel}
      onKeyDown={onKeyDown}
    >
      <header className="panel-head">
        <h2 dir="auto">{title}</h2>
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
        {isPane(side) && <Pane side={side} go={go} />}
        <PanelPhase side={side} />
        <DeedOutcome />
      </div>
    </aside>
  );
}

/** What leads from the panel back to the room, which is to be seen then. */
function useWaysOut(over: boolean) {
  const dispatch = useDispatch();
  const close = useCallback(() => dispatch({ type: 'sideClosed' }), [dispatch]);
  const uncover = () => {
    if (over) {
      close();
    }
  };
  const go = (room: string, seq: number) => {
    uncover();
    dispatch({ type: 'messageWanted', room, seq });
  };
  const reply = ({ room, root }: { room: string; root: number }) => {
    uncover();
    dispatch({ type: 'replyChosen', room, seq: root });
  };
  return { close, go, reply };
}

type PaneSide = Extract<OpenSide, { kind: keyof typeof PANES }>;

function isPane(side: OpenSide): side is PaneSide {
  return side.kind in PANES;
}

/** What is not needed to chat is loaded when it is opened. */
function Pane({ side, go }: { side: PaneSide; go: Go }): ReactElement {
  const texts = useTexts();
  const Chosen = PANES[side.kind] as ComponentType<{ side: PaneSide; go: Go }>;
  return (
    <Loadable>
      <Suspense fallback={<p className="hint appears">{texts.loading}</p>}>
        <Chosen side={side} go={go} />
      </Suspense>
    </Loadable>
  );
}

function useTitle(side: OpenSide): string {
  const texts = useTexts();
  const room = useChat((state) => ('room' in side && side.room !== null ? titleOf(state, side.room) : ''));
  switch (side.kind) {
    case 'search':
      return texts.search;
    case 'pins':
      return texts.pins;
    case 'thread':
      return texts.thread;
    case 'versions':
      return texts.versions;
    case 'room':
      return texts.room.about;
    case 'person':
      return side.user.name || texts.other;
    case 'find':
      return side.room === null ? texts.room.newDirect : texts.room.inviteTo(room);
    case 'reports':
      return texts.order.reports;
    case 'restrictions':
      return texts.order.restrictions;
    case 'me':
      return texts.me.title;
    case 'settings':
      return texts.settings.title;
  }
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

/** Takes the focus when the panel opens or shows something else, and gives it back when the panel goes while it has it. */
function useFocusInside(shown: OpenSide['kind']) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // After the room is no longer inert; whoever went to a message stays there.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) {
          opener.focus();
        }
      });
    };
  }, []);
  useEffect(() => {
    const box = panel.current;
    (box?.querySelector<HTMLElement>('input') ?? box?.querySelector<HTMLElement>('#side-close'))?.focus();
  }, [shown]);
  return panel;
}
