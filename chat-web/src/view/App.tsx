import { useEffect, type ReactElement } from 'react';
import type { Store } from '../app/store';
import type { Texts } from '../i18n/texts';
import { shortCount, totalUnread } from '../state/select';
import { ChatScreen } from './ChatScreen';
import { StoreContext, TextsContext, useActiveRoom, useChat, useTexts } from './context';
import { NameScreen } from './NameScreen';

export function App({ store, texts }: { store: Store; texts: Texts }): ReactElement {
  return (
    <TextsContext value={texts}>
      <StoreContext value={store}>
        <Screen />
      </StoreContext>
    </TextsContext>
  );
}

function Screen(): ReactElement {
  const inside = useChat(({ session }) => session.phase === 'inside');
  useDocument();
  return inside ? <ChatScreen /> : <NameScreen />;
}

/** What is outside of the page's body: its language and its title. */
function useDocument(): void {
  const { locale } = useTexts();
  const room = useActiveRoom();
  const unread = useChat(totalUnread);
  const title = room === undefined ? 'Chat' : `${room.title} · Chat`;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    document.title = unread === 0 ? title : `(${shortCount(unread)}) ${title}`;
  }, [title, unread]);
}
