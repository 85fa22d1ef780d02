import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startChat } from './app/chat';
import { LANGUAGES, localeFor } from './i18n/languages';
import { App } from './view/App';
import './view/styles/index.css';
import { fetchReader } from './words/words';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('root: none (expected: an element with this id in index.html)');
}

// Not awaited at the top: whatever other parts of the page share with this one would be loaded apart.
startChat()
  .then(async (store) => {
    const texts = await LANGUAGES[localeFor(store.state().settings.language, navigator.languages)]();
    createRoot(root).render(
      <StrictMode>
        <App store={store} texts={texts} />
      </StrictMode>,
    );
  })
  .catch(() => {
    // No language came, so there are no words of one.
    root.textContent = 'Reload, please. · Recarregue, por favor. · Recarga, por favor.';
  });
// Here before the first messages are, which need it, and after the first screen, which does not.
void fetchReader();
