import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en';
import { chooseLanguage, explain, explainClosing, LANGUAGES } from '../../src/i18n/language';
import { pt } from '../../src/i18n/pt';
import { API_CODES, CLOSE_CODES, ERROR_CODES } from '../../src/protocol/codes';
import { OWN_PROBLEMS } from '../../src/state/model';

/** What every sentence with a blank is filled with here. */
const SAMPLES: unknown[][] = [
  ['Ana', 'hello'],
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

describe.each(LANGUAGES.map((texts) => [texts.locale, texts] as const))('%s', (_, texts) => {
  it('has every sentence the others have', () => {
    expect(keys(texts).sort()).toEqual(keys(en).sort());
  });

  it('has no empty sentence', () => {
    expect(sentences(texts).filter((sentence) => sentence.trim() === '' || sentence.includes('undefined'))).toEqual([]);
  });

  it('explains every error', () => {
    expect(Object.keys(texts.problems).sort()).toEqual([...ERROR_CODES, ...API_CODES, ...OWN_PROBLEMS].sort());
  });

  it('explains every close code', () => {
    expect(Object.keys(texts.closings).sort()).toEqual([...Object.keys(CLOSE_CODES), 'other'].sort());
  });
});

it('says nothing in Portuguese that it says in English too, but for a few words', () => {
  const same = keys(en).filter((key) => {
    const at = (texts: object) => key.split('.').reduce((value, part) => value[part as never], texts);
    const [inEnglish, inPortuguese] = [at(en), at(pt)] as unknown[];
    return typeof inEnglish === 'string' && inEnglish === inPortuguese;
  });
  expect(same).toEqual([]);
});

describe('the language', () => {
  it.each([
    [['pt-BR', 'en'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['PT'], 'pt-BR'],
    [['en-GB', 'pt'], 'en'],
    [['de', 'fr', 'pt'], 'pt-BR'],
    [['de'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (wanted, locale) => {
    expect(chooseLanguage(wanted).locale).toBe(locale);
  });
});

describe('a reason', () => {
  it('is in the page’s language when it is known', () => {
    expect(explain(pt, { code: 'nameTaken', message: 'Somebody present has this name.' })).toBe(pt.problems.nameTaken);
    expect(explain(pt, { code: 'roomNameEmpty', message: '' })).toBe(pt.problems.roomNameEmpty);
  });

  it('is the server’s when the code is a newer one', () => {
    expect(explain(pt, { code: 'tooTired', message: 'Try tomorrow.' })).toBe('Try tomorrow.');
  });

  it('is there for close codes to come', () => {
    expect(explainClosing(en, 1012)).toBe(en.closings[1012]);
    expect(explainClosing(en, 4099)).toBe(en.closings.other);
  });
});
