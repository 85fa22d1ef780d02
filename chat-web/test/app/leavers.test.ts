// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { Leavers, SIGNED_OUT_MAX } from '../../src/app/leavers';
import { emojiPicks } from '../../src/app/picks';

const ROOMS = new Map();
const keeper = { forget: vi.fn(), letGo: vi.fn() };
const memory = { forget: vi.fn() };

beforeEach(() => {
  localStorage.clear();
  [keeper.forget, keeper.letGo, memory.forget].forEach((it) => it.mockReset());
});

/** A window of this browser. */
const aWindow = () => new Leavers(keeper, memory);

it('who is let go keeps what was not sent, and nothing else', () => {
  emojiPicks.picked('🎉');
  aWindow().letGo('ana', ROOMS);
  expect(keeper.letGo).toHaveBeenCalledWith('ana', ROOMS);
  expect(keeper.forget).not.toHaveBeenCalled();
  expect(memory.forget).toHaveBeenCalledWith('ana');
  expect(emojiPicks.read().recent).toEqual([]);
});

it('who signs out keeps nothing, in the windows that only hear of an end, too', () => {
  aWindow().signedOut('ana');
  aWindow().letGo('ana', ROOMS);
  expect(keeper.forget.mock.calls).toEqual([['ana'], ['ana']]);
  expect(keeper.letGo).not.toHaveBeenCalled();
});

it('who signs out keeps nothing in a window that wakes after others signed out, too', () => {
  aWindow().signedOut('ana');
  aWindow().cameIn('bia');
  aWindow().signedOut('bia');
  aWindow().letGo('ana', ROOMS);
  expect(keeper.letGo).not.toHaveBeenCalled();
  expect(keeper.forget).toHaveBeenLastCalledWith('ana');
});

it('of those who signed out the last few are known, whatever was kept there before', () => {
  localStorage.setItem('chat-signed-out', '"ana"');
  for (let i = 0; i <= SIGNED_OUT_MAX; i++) {
    aWindow().signedOut(`u${i}`);
    aWindow().signedOut(`u${i}`);
  }
  const kept = JSON.parse(localStorage.getItem('chat-signed-out') ?? '');
  expect(kept).toEqual(Array.from({ length: SIGNED_OUT_MAX }, (_, i) => `u${SIGNED_OUT_MAX - i}`));
});

it('who signed out once and came in again is let go like anybody', () => {
  aWindow().signedOut('ana');
  aWindow().cameIn('bia');
  aWindow().cameIn('ana');
  aWindow().letGo('ana', ROOMS);
  expect(keeper.letGo).toHaveBeenCalledWith('ana', ROOMS);
});

it('where nobody knows who it was, what is remembered goes, and nobody else’s words', () => {
  aWindow().signedOut(null);
  aWindow().letGo(null, ROOMS);
  expect(memory.forget.mock.calls).toEqual([[null], [null]]);
  expect(keeper.forget).not.toHaveBeenCalled();
  expect(keeper.letGo).not.toHaveBeenCalled();
});
