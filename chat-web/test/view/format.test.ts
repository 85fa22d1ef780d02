import { expect, it } from 'vitest';
import { regionalOf } from '../../src/view/format';

it.each([
  ['en', ['en-GB', 'pt-BR'], 'en-GB'],
  ['pt-BR', ['en-GB', 'pt-PT'], 'pt-PT'],
  ['es', ['de-DE'], 'es'],
  ['en', ['en-US@posix'], 'en'],
  ['en', [], 'en'],
])('dates of %s for %j are those of %s', (locale, wanted, regional) => {
  expect(regionalOf(locale, wanted)).toBe(regional);
});
