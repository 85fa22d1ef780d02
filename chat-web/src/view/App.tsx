import { useEffect, type ReactElement } from 'react';
import type { Store } from '../app/store';
import type { Texts } from '../i18n/texts';
import { totalCounts } from '../state/select-rooms';
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
  const counts = useChat(totalCounts);
  const title = room === undefined ? 'Chat' : `${room.title} · Chat`;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    document.title = counts === '' ? title : `(${counts}) ${title}`;
  }, [title, counts]);
}
