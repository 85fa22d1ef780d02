import type { ReactElement } from 'react';
import { explainClosing } from '../i18n/language';
import type { Texts } from '../i18n/texts';
import type { Link } from '../state/model';
import { useChat, useDispatch, useTexts } from './context';
import { useSeconds } from './hooks';
import { AlertIcon } from './icons';

/** How the connection stands, in two words; always there. */
export function ConnectionState(): ReactElement {
  const texts = useTexts();
  const { kind } = useChat((state) => state.link);
  const words = {
    off: texts.notConnected,
    connecting: texts.connecting,
    greeting: texts.connecting,
    ready: texts.connected,
    waiting: texts.notConnected,
    refused: texts.notConnected,
  };
  return <span className={`link-state link-${kind}`}>{words[kind]}</span>;
}

/** What is wrong with the connection and what can be done about it; only while something is. */
export function ConnectionBanner(): ReactElement {
  const texts = useTexts();
  const link = useChat((state) => state.link);
  const inside = useChat(({ session }) => session.phase === 'inside');
  const online = useChat((state) => state.online);
  const reason = reasonOf(texts, link, inside, online);
  return (
    <div className="banner-place">
      {/* The countdown stays outside: nobody wants to hear every second. */}
      <p className={reason === null ? 'visually-hidden' : 'banner-reason'} role="status">
        {reason !== null && <AlertIcon />}
        {reason}
      </p>
      {(link.kind === 'waiting' || link.kind === 'refused') && <NextTry link={link} online={online} />}
    </div>
  );
}

interface NextProps {
  readonly link: Extract<Link, { kind: 'waiting' | 'refused' }>;
  readonly online: boolean;
}

function NextTry({ link, online }: NextProps): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const now = useSeconds(link.kind === 'waiting');
  return (
    <p className="banner-next">
      {/* Without a network there is nothing to count down to: it is tried when that is back. */}
      {link.kind === 'waiting' && online && (
        <span>{texts.tryingAgainIn(Math.max(0, Math.ceil((link.until - now) / 1_000)))}</span>
      )}
      <button type="button" onClick={() => dispatch({ type: 'connectionWanted' })}>
        {link.kind === 'waiting' ? texts.tryNow : texts.tryAgain}
      </button>
    </p>
  );
}

function reasonOf(texts: Texts, link: Link, inside: boolean, online: boolean): string | null {
  if (!online && link.kind !== 'ready' && link.kind !== 'off') {
    return inside ? texts.settings.offlineInside : texts.settings.offline;
  }
  switch (link.kind) {
    case 'waiting':
    case 'refused':
      return explainClosing(texts, link.code);
    case 'connecting':
    case 'greeting':
      // Coming in for the first time is told by the button that was pressed.
      return inside ? texts.connecting : null;
    case 'ready':
    case 'off':
      return null;
  }
}
