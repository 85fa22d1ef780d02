import { describe, expect, it } from 'vitest';
import { explain, explainClosing } from '../../src/i18n/language';
import { LANGUAGES, localeFor } from '../../src/i18n/languages';
import { plurals } from '../../src/i18n/plurals';
import { LOCALES } from '../../src/state/settings';

const en = await LANGUAGES.en();
const pt = await LANGUAGES['pt-BR']();

describe('the language', () => {
  it.each([
    [['pt-BR', 'en'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['PT'], 'pt-BR'],
    [['en-GB', 'pt'], 'en'],
    [['es-MX', 'en'], 'es'],
    [['de', 'fr', 'pt'], 'pt-BR'],
    [['de'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (wanted, locale) => {
    expect(localeFor('browser', wanted)).toBe(locale);
  });

  it('is the one that was chosen, whatever the browser likes', () => {
    expect(localeFor('es', ['pt-BR'])).toBe('es');
  });

  it.each(LOCALES)('%s says which it is', async (locale) => {
    expect((await LANGUAGES[locale]()).locale).toBe(locale);
  });
});

describe('a sentence with a count', () => {
  it('says one as one, and writes many as the language does', () => {
    expect(pt.moreNotices(1)).toBe('e mais 1 entrada ou saída');
    expect(pt.order.suggestions(2_000)).toMatch(/^2\.000 nomes/);
    expect(pt.people(0)).toBe('nenhuma pessoa');
  });

  const forms = { one: '# vez', many: '# de veces', other: '# veces' };

  it('follows the rules of its language', () => {
    const counted = plurals('es');
    expect([0, 1, 2, 1_000_000].map((count) => counted(count, forms))).toEqual([
      '0 veces',
      '1 vez',
      '2 veces',
      '1.000.000 de veces',
    ]);
  });

  it('says nothing at all in words of its own, where it has some', () => {
    expect(plurals('en')(0, { none: 'nothing', one: '# thing', other: '# things' })).toBe('nothing');
  });

  it('does without a form that its language does not know', () => {
    expect(plurals('pt-BR')(1_000_000, { one: '# x', other: '# y' })).toBe('1.000.000 y');
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
