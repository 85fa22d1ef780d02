// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { Memory } from '../../src/app/memory';
import { NOTHING_REMEMBERED } from '../../src/state/initial';

const forbidden = (): Storage => {
  throw new DOMException('denied', 'SecurityError');
};

const full = (): Storage =>
  ({
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => undefined,
  }) as unknown as Storage;

beforeEach(() => localStorage.clear());

describe('what is kept', () => {
  it('is there on the next visit', () => {
    const memory = new Memory();
    memory.read();
    memory.keep({ name: 'Ana', token: 't', user: 'u7' });
    memory.keep({ rooms: ['lobby', 'jazz'], active: 'jazz' });
    expect(new Memory().read()).toEqual({
      name: 'Ana',
      token: 't',
      account: 'no',
      user: 'u7',
      rooms: ['lobby', 'jazz'],
      active: 'jazz',
    });
  });

  it('is gone after forgetting', () => {
    const memory = new Memory();
    memory.keep({ name: 'Ana', token: 't' });
    memory.forget(null);
    memory.keep({ rooms: ['lobby'] });
    expect(new Memory().read()).toEqual({ ...NOTHING_REMEMBERED, rooms: ['lobby'] });
  });

  it('is somebody else’s who came in in another window, until one is inside here again', () => {
    const memory = new Memory();
    memory.keep({ name: 'Ana', token: 't', user: 'u7' });
    const other = new Memory();
    other.keep({ name: 'Bia', token: 'b', user: 'u8' });
    const theirs = other.stored();
    memory.keep({ rooms: ['lobby'] });
    expect(other.stored()).toEqual(theirs);
    memory.forget('u7');
    memory.keep({ name: 'Ana', token: null, account: 'no', user: null });
    expect(other.stored()).toEqual(theirs);
    memory.keep({ name: 'Ana', token: 't', user: 'u7' });
    expect(other.stored()).toMatchObject({ name: 'Ana', user: 'u7' });
  });

  it('is gone with its user', () => {
    const memory = new Memory();
    memory.keep({ name: 'Ana', token: 't', user: 'u7' });
    memory.forget('u7');
    expect(memory.stored()).toEqual(NOTHING_REMEMBERED);
  });

  it.each(['', '{', '[]', '7', 'null', '{"name":7,"token":{},"user":7,"rooms":"lobby","active":[]}'])(
    'is nothing when it is rubbish: %s',
    (kept) => {
      localStorage.setItem('chat', kept);
      expect(new Memory().read()).toEqual(NOTHING_REMEMBERED);
    },
  );

  it('is bounded', () => {
    localStorage.setItem('chat', JSON.stringify({ rooms: Array.from({ length: 500 }, (_, i) => `r${i}`) }));
    expect(new Memory().read().rooms).toHaveLength(100);
  });

  it.each([
    ['forbidden', forbidden],
    ['full', full],
  ])('lasts while the page is open when storage is %s', (_, storage) => {
    const memory = new Memory(storage);
    expect(memory.read()).toEqual(NOTHING_REMEMBERED);
    memory.keep({ name: 'Ana' });
    memory.forget(null);
  });
});
