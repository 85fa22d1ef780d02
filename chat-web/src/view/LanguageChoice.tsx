import { useId, type ReactElement } from 'react';
import { LANGUAGE_NAMES } from '../i18n/languages';
import { LOCALES, type Settings } from '../state/settings';
import { useChat, useDispatch, useTexts } from './context';

/** The language of the page. Each stands there by its own name, for whoever reads no other. */
export function LanguageChoice(): ReactElement {
  const texts = useTexts();
  const dispatch = useDispatch();
  const chosen = useChat(({ settings }) => settings.language);
  const id = useId();
  const choose = (language: string) =>
    dispatch({ type: 'settingsChanged', change: { language: language as Settings['language'] } });
  return (
    <div className="language-choice">
      <label htmlFor={id}>{texts.settings.language}</label>
      <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
        <option value="browser">{texts.settings.languageOfBrowser}</option>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LANGUAGE_NAMES[locale]}
          </option>
        ))}
      </select>
    </div>
  );
}
