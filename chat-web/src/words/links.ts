/** Which addresses in a text may be opened, and how they are shown so that nobody is led elsewhere. */

const OPENED = new Set(['http:', 'https:', 'mailto:']);

/** What an address may not contain: what cannot be seen, turns the direction of writing, or is read as another character. */
const UNSEEN = /[\s\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\]/u;

/** The address as a browser would open it; null: it is not one to open. */
export function safeHref(typed: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(typed) || UNSEEN.test(typed) || !URL.canParse(typed)) {
    return null;
  }
  const url = new URL(typed);
  // "https://bank.example@evil.example" leads to the second of the two.
  const isWhole = url.protocol === 'mailto:' ? url.pathname !== '' : url.username === '' && url.password === '';
  return OPENED.has(url.protocol) && isWhole ? url.href : null;
}

/** A bare address as it is shown: as typed, unless its host can be mistaken for another; then as it is looked up. */
export function shownAddress(typed: string): string {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/|(?=www\.))([^/?#:@]+)(.*)$/isu.exec(typed) ?? [];
  return host === '' || isPlainHost(host) || !URL.canParse(`http://${host}`)
    ? typed
    : scheme + new URL(`http://${host}`).hostname + rest;
}

/** Scripts none of whose letters looks like one of another. */
const UNMISTAKABLE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{M}ー0-9-]+$/u;

/** Letters with the marks of European languages; not those that look like a plain one. */
const LATIN = /^(?:[a-z0-9_-]|(?![ıĸŀŉ])[ß-öø-ž])+$/u;

const OF_ONE_SCRIPT = [/^[\p{Script=Cyrillic}0-9-]+$/u, /^[\p{Script=Greek}0-9-]+$/u] as const;

/** Whether a browser would show this host as it is written. */
function isPlainHost(host: string): boolean {
  const labels = host.toLowerCase().normalize('NFC').split('.');
  const script = OF_ONE_SCRIPT.find((letters) => letters.test(labels.at(-1) ?? ''));
  return labels.every((label) => LATIN.test(label) || UNMISTAKABLE.test(label) || script?.test(label) === true);
}

/** A host in a text, with any dot that browsers take for one. Each label ends at its dot, so this is read once and not again. */
const HOST = /(?<![^\s/@:(<.。．｡])((?:[^\s/@:(<.。．｡]+[.。．｡])+[^\s/@:?#.,)>]{2,})/u;

/** The host of a link whose text names another one; null: the text says nothing wrong. */
export function unnamedHost(text: string, href: string): string | null {
  const { host } = new URL(href);
  const named = HOST.exec(text)?.[1];
  if (named === undefined || host === '') {
    return null;
  }
  return URL.canParse(`http://${named}`) && bare(new URL(`http://${named}`).host) === bare(host) ? null : host;
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}
