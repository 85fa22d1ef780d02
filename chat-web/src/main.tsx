import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startChat } from './app/chat';
import { chooseLanguage } from './i18n/language';
import { App } from './view/App';
import './view/styles/index.css';
import { fetchReader } from './words/words';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('root: none (expected: an element with this id in index.html)');
}
createRoot(root).render(
  <StrictMode>
    <App store={startChat()} texts={chooseLanguage(navigator.languages)} />
  </StrictMode>,
);
// Here before the first messages are, which need it, and after the first screen, which does not.
void fetchReader();
