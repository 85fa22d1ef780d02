import { describe, expect, it } from 'vitest';
import { isLong, linesOf } from '../../src/state/fold';

describe('a text', () => {
  it.each([
    ['is long from 21 lines on', 'x\n'.repeat(20), true],
    ['is not long with 20', 'x\n'.repeat(19), false],
    ['is long above 2,000 characters', 'x'.repeat(2_001), true],
    ['is not long with 2,000', 'x'.repeat(2_000), false],
  ])('%s', (_, text, long) => {
    expect(isLong(text)).toBe(long);
  });

  it('takes the lines it has, written or broken, and twelve when it is long', () => {
    expect(linesOf('')).toBe(1);
    expect(linesOf('a\nb\nc')).toBe(3);
    expect(linesOf('x'.repeat(640))).toBe(11);
    expect(linesOf('x\n'.repeat(1_000))).toBe(12);
  });
});
