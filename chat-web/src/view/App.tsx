import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Store } from '../app/store';
import { LANGUAGES, localeFor } from '../i18n/languages';
import type { Texts } from '../i18n/texts';
import { totalCounts } from '../state/select-rooms';
import { ChatScreen } from './ChatScreen';
import { StoreContext, TextsContext, useActiveRoom, useChat, useTexts } from './context';
import { NameScreen } from './NameScreen';

/** @param first the sentences of the language that is chosen now */
export function App({ store, texts: first }: { store: Store; texts: Texts }): ReactElement {
  const texts = useLanguage(store, first);
  return (
    <TextsContext value={texts}>
      <StoreContext value={store}>
        <Screen />
      </StoreContext>
    </TextsContext>
  );
}

/** Another language is spoken once all of it is there. */
function useLanguage(store: Store, first: Texts): Texts {
  const chosen = useSyncExternalStore(store.subscribe, () => store.state().settings.language);
  const [spoken, setSpoken] = useState({ chosen, texts: first });
  useEffect(() => {
    let wanted = chosen !== spoken.chosen;
    if (wanted) {
      const load = LANGUAGES[localeFor(chosen, navigator.languages)];
      // If it does not come, the page goes on in the one it speaks.
      load().then(
        (texts) => wanted && setSpoken({ chosen, texts }),
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [chosen, spoken]);
  return spoken.texts;
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
