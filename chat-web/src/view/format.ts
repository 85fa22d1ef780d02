import type { Texts } from '../i18n/texts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to make, and a timeline needs one for every message. */
function format(locale: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${key}`;
  const known = formats.get(name) ?? new Intl.DateTimeFormat(regionalOf(locale, navigator.languages), options);
  formats.set(name, known);
  return known;
}

/** Where one language is spoken in many places, 7/11 is not the same day in all of them: dates are written as the browser's user does. */
export function regionalOf(locale: string, wanted: readonly string[]): string {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  const regional = wanted.find((tag) => primary(tag) === primary(locale)) ?? locale;
  try {
    return new Intl.Locale(regional).toString();
  } catch {
    // Some systems name their language in ways of their own.
    return locale;
  }
}

export function timeOf(texts: Texts, at: number): string {
  return format(texts.locale, 'time', { hour: '2-digit', minute: '2-digit' }).format(at);
}

export function momentOf(texts: Texts, at: number): string {
  return format(texts.locale, 'moment', { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** The same where there is little room. */
export function briefMomentOf(texts: Texts, at: number): string {
  return format(texts.locale, 'brief', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Today, yesterday, or a date; with the year when it is another one. */
export function dayOf(texts: Texts, at: number, now: number): string {
  const day = new Date(at);
  const today = new Date(now);
  if (day.toDateString() === today.toDateString()) {
    return texts.today;
  }
  today.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) {
    return texts.yesterday;
  }
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return day.getFullYear() === new Date(now).getFullYear()
    ? format(texts.locale, 'day', date).format(at)
    : format(texts.locale, 'dayAndYear', { ...date, year: 'numeric' }).format(at);
}
