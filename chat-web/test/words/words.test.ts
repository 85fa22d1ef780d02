import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchReader, inOneLine, KEPT_MAX, placesInPlain, plainText, wordsOf } from '../../src/words/words';

beforeAll(fetchReader);
afterEach(() => vi.resetModules());

describe('what a text says', () => {
  it('is the same value for the same text, so that nothing is drawn anew', () => {
    expect(wordsOf('**a**')).toBe(wordsOf('**a**'));
    expect(wordsOf('**@a**', [{ from: 2, to: 4, mine: true }])).not.toEqual(wordsOf('**@a**'));
  });

  it('is kept of the newest texts only', () => {
    const first = wordsOf('**first**');
    for (let i = 1; i < KEPT_MAX; i++) {
      wordsOf(`**${i}**`);
    }
    expect(wordsOf('**first**')).toBe(first);
    for (let i = 0; i < KEPT_MAX; i++) {
      wordsOf(`_${i}_`);
    }
    expect(wordsOf('**first**')).not.toBe(first);
  });

  it('is what was typed until Markdown can be read', async () => {
    vi.resetModules();
    const early = await import('../../src/words/words');
    const told = vi.fn();
    early.readerArrival.subscribe(told);
    expect(early.plainText('**a**')).toBe('**a**');
    await early.fetchReader();
    expect(told).toHaveBeenCalledOnce();
    expect(early.plainText('**a**')).toBe('a');
  });
});

describe('a text without marks', () => {
  it.each([
    ['**a** _b_ ~~c~~ `d` [e](https://a.example)', 'a b c d e'],
    ['> a\nb', 'a b'],
    ['- a\n- **b**', '• a • b'],
    ['```java\nint  x;\n```', 'int x;'],
    ['# a\n<b>', '# a <b>'],
    ['  a  \n\n b ', 'a b'],
  ])('of %j is in one line %j', (text, plain) => {
    expect(inOneLine(text)).toBe(plain);
  });

  it('has its lines where there is room for them', () => {
    expect(plainText('**a**\nb\n\n> c')).toBe('a\nb\nc');
  });

  it.each([
    ['see **the word** here', 'word', 'see the word here'],
    ['- a\n- the word', 'word', '• a\n• the word'],
    ['[word](https://word.example)', 'word', 'word'],
    ['plain word', 'word', 'plain word'],
  ])('knows where in %j %j stands', (text, word, plain) => {
    const from = text.indexOf(word);
    const words = placesInPlain(text, [{ from, to: from + word.length }]);
    expect(words.text).toBe(plain);
    expect(words.places.map((place) => plain.slice(place.from, place.to))).toEqual([word]);
  });
});
