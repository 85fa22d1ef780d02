import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Store } from '../app/store';
import { LANGUAGES, localeFor } from '../i18n/languages';
import type { Texts } from '../i18n/texts';
import { totalCounts } from '../state/select-rooms';
import { ChatScreen } from './ChatScreen';
import { StoreContext, TextsContext, useActiveRoom, useChat, useTexts } from './context';
import { useMediaQuery } from './hooks';
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

/** What is outside of the page's body: its language, its title, its picture, its colours. */
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
  const icon = counts === '' ? '/favicon.svg' : '/favicon-unread.svg';
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', icon);
  }, [icon]);
  useLook();
}

/** Colours and contrast, as they were chosen or as the device wants them; see tokens.css. */
function useLook(): void {
  const { theme, contrast } = useChat(({ settings }) => settings);
  const dark = useMediaQuery('(prefers-color-scheme: dark)');
  const more = useMediaQuery('(prefers-contrast: more)');
  const { dataset } = document.documentElement;
  useLayoutEffect(() => {
    dataset.theme = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  }, [dataset, theme, dark]);
  useLayoutEffect(() => {
    dataset.contrast = contrast === 'more' || more ? 'more' : 'usual';
  }, [dataset, contrast, more]);
}
