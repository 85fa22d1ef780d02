import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startChat } from './app/chat';
import { settingsShelf } from './app/settings';
import { LANGUAGES, localeFor } from './i18n/languages';
import { App } from './view/App';
import './view/styles/index.css';
import { fetchReader } from './words/words';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('root: none (expected: an element with this id in index.html)');
}

// Both are on their way while what was kept is read.
const language = LANGUAGES[localeFor(settingsShelf().read().language, navigator.languages)]();
const reader = fetchReader();

// Not awaited at the top: whatever other parts of the page share with this one would be loaded apart.
startChat()
  .then(async (store) => {
    const texts = await language;
    if (store.state().rooms.size > 0) {
      // There are messages to show at once, and they are to stay as they were shown.
      await reader;
    }
    createRoot(root).render(
      <StrictMode>
        <App store={store} texts={texts} />
      </StrictMode>,
    );
  })
  .catch(() => {
    // Most likely no language came; in any case there may be no words of one.
    root.textContent = 'Reload, please. · Recarregue, por favor. · Recarga, por favor.';
  });
