import { useEffect, useState } from 'react';
import { emojisOf, type Emojis, type RawEmoji } from '../../words/emoji';
import { useTexts } from '../context';

const LANGUAGES = ['pt', 'en', 'es'] as const;
type Language = (typeof LANGUAGES)[number];

const FETCHES: Readonly<Record<Language, () => Promise<{ readonly default: readonly RawEmoji[] }>>> = {
  pt: () => import('virtual:emoji/emoji-pt'),
  en: () => import('virtual:emoji/emoji-en'),
  es: () => import('virtual:emoji/emoji-es'),
};

const here = new Map<Language, Emojis>();
const coming = new Map<Language, Promise<Emojis>>();

export function languageOf(locale: string): Language {
  return LANGUAGES.find((language) => locale.startsWith(language)) ?? 'en';
}

/** All emoji with their names in a language; they come when they are first needed. */
export function fetchEmojis(language: Language): Promise<Emojis> {
  const known = coming.get(language);
  if (known !== undefined) {
    return known;
  }
  const fetched = FETCHES[language]().then((module) => {
    const emojis = emojisOf(module.default);
    here.set(language, emojis);
    return emojis;
  });
  coming.set(language, fetched);
  // The next time that they are needed it is tried again.
  fetched.catch(() => coming.delete(language));
  return fetched;
}

/** They, in the page's language, once they are wanted and here. */
export function useEmojis(wanted: boolean): Emojis | null {
  const { locale } = useTexts();
  const language = languageOf(locale);
  const [emojis, setEmojis] = useState<Emojis | null>(() => here.get(language) ?? null);
  useEffect(() => {
    let shown = wanted;
    if (wanted) {
      fetchEmojis(language).then(
        (fetched) => shown && setEmojis(fetched),
        () => {
          // Then nothing is offered.
        },
      );
    }
    return () => {
      shown = false;
    };
  }, [wanted, language]);
  return here.get(language) ?? emojis;
}
