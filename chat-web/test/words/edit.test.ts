import { describe, expect, it } from 'vitest';
import { asCode, asLink, caretAfter, inserted, surrounded, type Edit } from '../../src/words/edit';

/** What is selected stands between bars; one bar is a caret. */
function edit(shown: string): Edit {
  const from = shown.indexOf('|');
  const to = shown.lastIndexOf('|');
  return { text: shown.replaceAll('|', ''), from, to: to === from ? from : to - 1 };
}

function shown({ text, from, to }: Edit): string {
  return text.slice(0, from) + (from === to ? '|' : `|${text.slice(from, to)}|`) + text.slice(to);
}

describe('a format', () => {
  it.each([
    ['a |b| c', '**', 'a **|b|** c'],
    ['a **|b|** c', '**', 'a |b| c'],
    ['a |', '**', 'a **|**'],
    ['**|**', '**', '|'],
    ['**|b|**', '_', '**_|b|_**'],
    ['_|b|_', '_', '|b|'],
    ['***|b|***', '*', '**|b|**'],
    ['**|b|**', '*', '***|b|***'],
  ])('of %j with %s is %j', (before, mark, after) => {
    expect(shown(surrounded(edit(before), mark))).toBe(after);
  });

  it.each([
    ['a |b| c', 'a `|b|` c'],
    ['|a\nb|', '```\n|a\nb|\n```'],
    ['x |a\nb| y', 'x \n```\n|a\nb|\n```\n y'],
    ['x\n|a\nb\n|y', 'x\n```\n|a\nb\n|```\ny'],
  ])('of code: %j is %j', (before, after) => {
    expect(shown(asCode(edit(before)))).toBe(after);
  });

  it.each([
    ['a |b| c', 'a [b](|) c'],
    ['|https://a.example|', '[|](https://a.example)'],
  ])('of a link: %j is %j', (before, after) => {
    expect(shown(asLink(edit(before)))).toBe(after);
  });
});

it('an insertion takes the place of what is selected', () => {
  expect(shown(inserted(edit('a |b| c'), '🎉'))).toBe('a 🎉| c');
});

it.each([
  ['ab', 'axb', 2],
  ['axb', 'ab', 1],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
])('between %j and %j the caret goes to %i', (before, after, caret) => {
  expect(caretAfter(before, after)).toBe(caret);
});
