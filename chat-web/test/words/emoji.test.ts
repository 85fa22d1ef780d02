import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from 'virtual:emoji/emoji-en';
import es from 'virtual:emoji/emoji-es';
import pt from 'virtual:emoji/emoji-pt';
import { EMOJI } from '../../src/state/emoji';
import { emojisOf, endedEmoji, fittingEmoji, mayCallEmoji, soughtEmoji, withEmoji } from '../../src/words/emoji';

const PT = emojisOf(pt);
const found = (sought: string, emojis = PT) => fittingEmoji(sought, emojis).map(({ emoji }) => emoji);

/** The server's own pattern of what one may react with. */
function serverPattern(): RegExp {
  const source = readFileSync(
    new URL('../../../chat-protocol/src/main/java/chat/protocol/Emoji.java', import.meta.url),
  );
  const names = new Map<string, string>();
  for (const [, name = '', value = ''] of String(source).matchAll(/String (\w+) =\s*([^;]+);/g)) {
    const parts = value.split(/\s*\+\s*/).map((part) => names.get(part) ?? part.replace(/^"|"$/g, ''));
    names.set(name, parts.join('').replaceAll('\\\\', '\\').replace(/\\x\{/g, '\\u{'));
  }
  const part = (name: string) => names.get(name) ?? '';
  const joined = `${part('ELEMENT')}(?:\\u200D${part('ELEMENT')})*`;
  const all = [joined, part('KEYCAP'), part('FLAG_OF_COUNTRY'), part('FLAG_OF_REGION')];
  return new RegExp(`^(?:${all.join('|')})$`, 'u');
}

describe('the emoji of every language', () => {
  it('are the same, each once, and may be reacted with', () => {
    const pattern = serverPattern();
    expect(pattern.test('a')).toBe(false);
    expect(pattern.test('👍👍')).toBe(false);
    const all = (raw: typeof pt) => emojisOf(raw).all.flatMap(({ emoji, tones }) => [emoji, ...tones]);
    expect(all(pt).filter((emoji) => !pattern.test(emoji))).toEqual([]);
    expect(new Set(all(pt)).size).toBe(all(pt).length);
    expect(all(en)).toEqual(all(pt));
    expect(all(es)).toEqual(all(pt));
  });

  it('are written as those that are offered first, so that reactions meet', () => {
    const known = new Set(PT.all.map(({ emoji }) => emoji));
    expect(EMOJI.filter((emoji) => !known.has(emoji))).toEqual([]);
  });
});

describe('an emoji being called', () => {
  it.each([
    [':ta', 0, 'ta'],
    ['hi :TADA', 3, 'tada'],
    ['(:co', 1, 'co'],
    [':coração', 0, 'coracao'],
    [':+1', 0, '+1'],
  ])('in %j', (text, from, sought) => {
    expect(soughtEmoji(text, text.length)).toEqual({ from, sought });
    expect(mayCallEmoji(`${text} and more`)).toBe(true);
  });

  it.each([':', ':t', '10:30', 'http://ab', 'a:ab', ':)', ': ab', '`:ta', ':tada: hi', '::ta'])('not in %j', (text) => {
    expect(soughtEmoji(text, text.length)).toBeNull();
  });

  it.each(['', 'nota:abc', 'nota: abc', 'http://ab', '10:30', ':)', 'a::ab'])('nowhere in %j', (text) => {
    expect(mayCallEmoji(text)).toBe(false);
  });

  it('is found by its code, and by its name in the language of the page', () => {
    expect(found('tada')[0]).toBe('🎉');
    expect(found('ta')).toHaveLength(6);
    expect(found('cone de')[0]).toBe('🎉');
    expect(found('joia')).toContain('👍');
    expect(found('coracao')).toContain('💘');
    expect(found('+1')[0]).toBe('👍');
    expect(found('corazon', emojisOf(es))).toContain('💘');
    expect(found('xyzzy')).toEqual([]);
  });
});

describe('a whole code', () => {
  it.each([
    [':tada:', '🎉'],
    ['a :TADA: b :+1:', 'a 🎉 b 👍'],
    ['**:tada:**', '**🎉**'],
    [':nothing: `:tada:` 10:30:40 a:tada:', ':nothing: `:tada:` 10:30:40 a:tada:'],
    ['```\n:tada:\n```\n:tada:', '```\n:tada:\n```\n🎉'],
  ])('of %j becomes %j', (text, whole) => {
    expect(withEmoji(text, PT)).toBe(whole);
  });

  it('becomes one as soon as it is ended', () => {
    expect(endedEmoji('a :tada:', 8, PT)).toEqual({ from: 2, emoji: '🎉' });
    expect(endedEmoji('a :tada: b', 9, PT)).toBeNull();
    expect(endedEmoji('a :tada', 7, PT)).toBeNull();
    expect(endedEmoji('`:tada:', 7, PT)).toBeNull();
    expect(endedEmoji(':nothing:', 9, PT)).toBeNull();
  });
});
