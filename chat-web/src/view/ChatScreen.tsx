import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { useActiveRoom, useChat, useDispatch, useTexts } from './context';
import { useMediaQuery } from './hooks';
import { Loadable } from './Loadable';
import { MembersPanel } from './MembersPanel';
import { RoomsPanel } from './RoomsPanel';
import { RoomView } from './RoomView';
import { SidePanel } from './SidePanel';
import { useShortcuts } from './useShortcuts';
import { NewWindowWords } from './words/OutLink';

const Switcher = lazy(() => import('./panes/Switcher'));
const KeySheet = lazy(() => import('./panes/KeySheet'));

/** Which panel lies over the room, on screens too narrow to show it beside. */
export type Drawer = 'none' | 'rooms' | 'members';

/** The same widths as in layout.css. */
const ROOMS_FIT = '(min-width: 48rem)';
const MEMBERS_FIT = '(min-width: 66rem)';

export function ChatScreen(): ReactElement {
  const texts = useTexts();
  const room = useActiveRoom();
  const dispatch = useDispatch();
  const side = useChat((state) => state.side);
  const { drawer, open, close } = useDrawer();
  const sideIsOver = !useMediaQuery(MEMBERS_FIT) && side.kind !== 'none';
  const covered = drawer !== 'none' || sideIsOver;
  useShortcuts(drawer !== 'none');
  const uncover = () => (drawer === 'none' ? dispatch({ type: 'sideClosed' }) : close());
  return (
    <div className="chat" data-covered={covered}>
      <a className="skip-link" href="#message-field">
        {texts.skipToComposer}
      </a>
      <RoomsPanel open={drawer === 'rooms'} onClose={close} />
      <main className="main" inert={covered}>
        <RoomView room={room} onOpen={open} />
      </main>
      {side.kind === 'none' ? (
        room !== undefined && <MembersPanel room={room} open={drawer === 'members'} onClose={close} />
      ) : (
        <SidePanel side={side} over={sideIsOver} />
      )}
      <button className="scrim" type="button" tabIndex={-1} aria-hidden="true" onClick={uncover} />
      <Overlay />
      <NewWindowWords />
    </div>
  );
}

/** What lies over the page, loaded when it is opened. */
function Overlay(): ReactElement | null {
  const over = useChat((state) => state.over);
  return over.kind === 'none' ? null : (
    <Loadable>
      <Suspense>{over.kind === 'switcher' ? <Switcher over={over} /> : <KeySheet />}</Suspense>
    </Loadable>
  );
}

/** Opens one drawer at a time; Escape closes it, and so does a screen that becomes wide enough. */
function useDrawer() {
  const [wanted, setWanted] = useState<Drawer>('none');
  const roomsFit = useMediaQuery(ROOMS_FIT);
  const membersFit = useMediaQuery(MEMBERS_FIT);
  const drawer = (wanted === 'rooms' && roomsFit) || (wanted === 'members' && membersFit) ? 'none' : wanted;
  const close = useCallback(() => {
    setWanted('none');
  }, []);
  useEffect(() => {
    if (drawer === 'none') {
      return undefined;
    }
    const opener = document.activeElement;
    document.getElementById(`${drawer}-close`)?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        setWanted('none');
      }
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      // After the room is no longer inert.
      requestAnimationFrame(() => opener instanceof HTMLElement && opener.focus());
    };
  }, [drawer]);
  return { drawer, open: setWanted, close };
}
