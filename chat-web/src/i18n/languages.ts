import { LOCALES, type Locale, type Settings } from '../state/settings';
import type { Texts } from './texts';

/** What loads a language: each is a file of its own, and only the one that is spoken comes with the page. */
export const LANGUAGES: Readonly<Record<Locale, () => Promise<Texts>>> = {
  'pt-BR': async () => (await import('./pt')).pt,
  en: async () => (await import('./en')).en,
  es: async () => (await import('./es')).es,
};

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  'pt-BR': 'Português (Brasil)',
  en: 'English',
  es: 'Español',
};

/** The language that was chosen, or the first of the browser's that the page speaks; English when it speaks none of them. */
export function localeFor(chosen: Settings['language'], wanted: readonly string[]): Locale {
  if (chosen !== 'browser') {
    return chosen;
  }
  const known = wanted.map((tag) => LOCALES.find((locale) => primary(locale) === primary(tag)));
  return known.find((locale) => locale !== undefined) ?? 'en';
}

function primary(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}
