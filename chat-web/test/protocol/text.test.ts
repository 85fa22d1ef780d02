import { describe, expect, it } from 'vitest';
import { cleanText, codePoints, isPlausibleName, roomKey, userOf } from '../../src/protocol/text';

describe('a room’s key', () => {
  it.each([
    ['Jazz', 'jazz'],
    ['  Café  do   Zé ', 'café-do-zé'],
    ['ＦＵＬＬ', 'full'],
    ['a/b\\c', 'a-b-c'],
    ['v1.2_x', 'v1.2_x'],
    ['日本語', '日本語'],
    ['<img src=x onerror=alert(1)>', 'img-src-x-onerror-alert-1'],
    ['x'.repeat(70), 'x'.repeat(64)],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['', null],
    ['---', null],
    ['...', null],
    ['🙂', null],
  ])('of %j is %j', (typed, key) => {
    expect(roomKey(typed)).toBe(key);
  });
});

describe('a name', () => {
  it.each(['Ana', 'Zé', '李明', 'O’Hara x', 'a'.repeat(32)])('%j is good enough to ask for', (name) => {
    expect(isPlausibleName(name)).toBe(true);
  });

  it.each(['', 'A', 'A1', '12', '🙂🙂', 'a'.repeat(33)])('%j is not', (name) => {
    expect(isPlausibleName(name)).toBe(false);
  });
});

it('counts characters, not halves of them', () => {
  expect(codePoints('a🙂é')).toBe(3);
});

it('keeps indentation and inner lines of a text', () => {
  expect(cleanText('\n \n  if (x)\r\n\ty()\r\n\r\nend \n')).toBe('  if (x)\n\ty()\n\nend');
});

describe('an avatar', () => {
  // What Java makes of these names.
  it.each([
    ['Ana', '#4a55b5'],
    ['Bia Souza', '#4f6b1b'],
    ['maria da silva', '#13715c'],
    ['Straße', '#2a62b0'],
    ['李明', '#b3261e'],
    ['Жанна', '#17699a'],
    ['ΟΔΟΣ', '#13715c'],
  ])('of %s has the colour the server gives it', (name, color) => {
    expect(userOf({ id: 'u', name })).toMatchObject({ id: 'u', name, color });
  });

  it.each([
    ['maria da silva', 'MD'],
    ['jean-luc', 'JL'],
    ['(zé)', 'Z'],
    ['visitante-3f2a', 'VF'],
    ['', ''],
  ])('of %j has the initials %j', (name, initials) => {
    expect(userOf({ id: 'u', name }).initials).toBe(initials);
  });
});
