import { describe, expect, it } from 'vitest';
import { callsIn, completionAt, optionsIn } from '../../src/state/mention';
import { asTyped } from '../../src/words/tree';
import { BIA, CAIO, inLobby, ME, posted } from './harness';

const NAMES = new Map([
  ['me', 'Ana'],
  ['bia', 'Bia'],
  ['mb', 'Maria Bia'],
]);

/** The parts of a text, those that call somebody in brackets, oneself in double ones. */
function shown(text: string, mentions: readonly string[], mentionsRoom = false): string {
  return asTyped(text, callsIn(text, { mentions, mentionsRoom }, NAMES, 'me'))
    .map((part) =>
      part.kind !== 'call' ? 'text' in part && part.text : part.mine ? `[[${part.text}]]` : `[${part.text}]`,
    )
    .join('');
}

describe('who is called in a text', () => {
  it.each([
    ['hi @Bia!', ['bia'], 'hi [@Bia]!'],
    ['@ana and @bia', ['me', 'bia'], '[[@ana]] and [@bia]'],
    ['@Maria Bia, hi', ['mb', 'bia'], '[@Maria Bia], hi'],
    ['@Biana', ['bia'], '@Biana'],
    ['mail@Bia', ['bia'], 'mail@Bia'],
    ['@Bia', [], '@Bia'],
    ['no one @ all', ['bia'], 'no one @ all'],
    // Not known here: the first word must do.
    ['@Zoe Lima hi', ['zoe'], '[@Zoe] Lima hi'],
  ])('%s calling %j is %s', (text, mentions, parts) => {
    expect(shown(text, mentions)).toBe(parts);
  });

  it.each(['@room', '@todos', '@all', '@Todos'])('is everybody with %s', (word) => {
    expect(shown(`${word} come`, [], true)).toBe(`[[${word}]] come`);
    expect(shown(`${word} come`, [])).toBe(`${word} come`);
  });

  it('never loses a character', () => {
    const text = '@@Bia @ @Bia@Bia\n@Ána @';
    const parts = asTyped(text, callsIn(text, { mentions: ['bia', 'x'], mentionsRoom: true }, NAMES, 'me'));
    expect(parts.map((part) => 'text' in part && part.text).join('')).toBe(text);
  });
});

describe('calling somebody', () => {
  const options = ['Ana', 'Bia', 'Maria Bia', 'Zé'].map((word) => ({ key: word, word }));
  const offered = (text: string, caret = text.length) =>
    completionAt(text, caret, options)?.options.map(({ word }) => word) ?? null;

  it.each([
    ['@', ['Ana', 'Bia', 'Maria Bia', 'Zé']],
    ['hi @b', ['Bia', 'Maria Bia']],
    ['hi @BI', ['Bia', 'Maria Bia']],
    ['@ze', ['Zé']],
    ['@maria b', ['Maria Bia']],
    ['@Zé', null],
    ['mail@b', null],
    ['@x', null],
    ['@b\nia', null],
    ['hello', null],
  ])('after %j offers %j', (text, words) => {
    expect(offered(text)).toEqual(words);
  });

  it('is where the caret is', () => {
    expect(offered('@bi and more', 3)).toEqual(['Bia', 'Maria Bia']);
    expect(offered('@bi and more', 0)).toBeNull();
    expect(completionAt('x @bi', 5, options)?.from).toBe(2);
  });

  it('offers who is here or wrote here, but neither oneself nor who is blocked', () => {
    const page = inLobby(1).hear(posted(2, { from: { id: 'dan', name: 'Dan' } }));
    const words = () => optionsIn(page.state, page.room(), ME.id, 'room').map(({ word }) => word);
    expect(words()).toEqual(['Bia', 'Dan']);
    page.hear({ type: 'entered', room: 'lobby', user: CAIO, count: 3 }, { type: 'blocked', user: BIA, on: true });
    expect(words()).toEqual(['Caio', 'Dan']);
  });

  it('offers everybody only to those who may', () => {
    const page = inLobby(1);
    const room = page.room();
    const owner = { ...room, terms: { ...room.terms, role: 'owner' as const } };
    expect(optionsIn(page.state, owner, ME.id, 'room').map(({ word }) => word)).toEqual(['Bia', 'room']);
    expect(optionsIn(page.state, room, ME.id, 'room').map(({ word }) => word)).toEqual(['Bia']);
  });
});
