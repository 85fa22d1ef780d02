import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startChat } from './app/chat';
import { chooseLanguage } from './i18n/language';
import { App } from './view/App';
import './view/styles/index.css';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('root: none (expected: an element with this id in index.html)');
}
const store = await startChat();
createRoot(root).render(
  <StrictMode>
    <App store={store} texts={chooseLanguage(navigator.languages)} />
  </StrictMode>,
);
