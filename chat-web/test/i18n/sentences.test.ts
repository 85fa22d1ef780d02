import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/i18n/languages';
import { API_CODES, CLOSE_CODES, ERROR_CODES } from '../../src/protocol/codes';
import { OWN_PROBLEMS } from '../../src/state/model';
import { LOCALES } from '../../src/state/settings';

const en = await LANGUAGES.en();
const languages = await Promise.all(LOCALES.map(async (locale) => [locale, await LANGUAGES[locale]()] as const));
const others = languages.filter(([locale]) => locale !== 'en');

/** Sentences that are the same in English and another language, because there they are. */
const KEYS = ['Ctrl', 'Alt'].map((key) => `keys.names.${key}`);
const SAME: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': [...KEYS, ...['Shift', 'Enter', 'Esc', 'Home', 'End'].map((key) => `keys.names.${key}`)],
  es: [...KEYS, 'keys.names.Esc'],
};

/** These have no words but what they are filled with, or say them by the rules of the locale. */
const SAME_EVERYWHERE = ['said'];

/** What every sentence with a blank is filled with here. */
const SAMPLES: unknown[][] = [
  ['Ana', 'hello'],
  [0, 0],
  [1, 1],
  [5, 5],
  [['Ana'], 1],
  [['Ana', 'Bia'], 1],
  [['a', 'b', 'c', 'd'], 1],
];

function sentences(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value === 'function') {
    return SAMPLES.flatMap((sample) => {
      try {
        return [String(value(...sample))];
      } catch {
        return []; // Not a sample for this sentence.
      }
    });
  }
  return Object.values(value as object).flatMap(sentences);
}

function keys(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? keys(inner, `${path}${key}.`) : [path + key],
  );
}

function at(texts: object, key: string): unknown {
  return key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], texts);
}

describe.each(languages)('%s', (_, texts) => {
  it('has every sentence the others have', () => {
    expect(keys(texts).sort()).toEqual(keys(en).sort());
  });

  it('has no empty sentence', () => {
    const broken = (sentence: string) => sentence.trim() === '' || /undefined|#|\[object/.test(sentence);
    expect(sentences(texts).filter(broken)).toEqual([]);
  });

  it('has a sentence for every blank', () => {
    const silent = keys(texts).filter((key) => sentences(at(texts, key)).length === 0);
    expect(silent).toEqual([]);
  });

  it('explains every error', () => {
    expect(Object.keys(texts.problems).sort()).toEqual([...ERROR_CODES, ...API_CODES, ...OWN_PROBLEMS].sort());
  });

  it('explains every close code', () => {
    expect(Object.keys(texts.closings).sort()).toEqual([...Object.keys(CLOSE_CODES), 'other'].sort());
  });
});

describe.each(others)('%s', (locale, texts) => {
  it('says nothing that it says in English too, but for a few words', () => {
    // Filled with the same words, what has none of its own is the same.
    const own = (key: string) => sentences(at(texts, key)).filter((sentence) => /\p{L}{2}/u.test(sentence));
    const same = keys(en).filter((key) => {
      const inEnglish = sentences(at(en, key));
      return own(key).some((sentence) => inEnglish.includes(sentence)) && !SAME_EVERYWHERE.includes(key);
    });
    expect(same).toEqual(SAME[locale]);
  });
});

describe('a sentence', () => {
  const source = sourceOf('src');

  it.each(keys(en))('%s is said somewhere', (key) => {
    expect(isSaid(source, key)).toBe(true);
  });

  it('that nobody says would be found', () => {
    expect(isSaid(source, 'room.neverSaid')).toBe(false);
    expect(isSaid(source, 'neverSaid')).toBe(false);
  });
});

/** By its path, as in `texts.room.title`; with all its neighbours, as in `partings[reason]`; or taken out of a group. */
function isSaid(source: string, key: string): boolean {
  const [leaf = '', parent, ...above] = key.split('.').reverse();
  if (parent === undefined) {
    return new RegExp(`\\btexts\\.${leaf}\\b`).test(source);
  }
  const group = ['texts', ...above.reverse(), parent].join('\\.');
  const ways = [
    `\\b${key.replaceAll('.', '\\.')}\\b`,
    above.length === 0 ? `\\b${group}\\[` : `\\b${parent}\\[|\\{[^{}]*\\b${parent}\\b[^{}]*\\} = texts`,
    `\\{[^{}]*\\b${leaf}\\b[^{}]*\\} = ${group};`,
  ];
  return ways.some((way) => new RegExp(way).test(source));
}

/** Everything but the languages themselves. */
function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(^|\/)i18n$/.test(entry.parentPath))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .concat(readFileSync(join(folder, 'i18n/language.ts'), 'utf8'))
    .join('\n');
}
