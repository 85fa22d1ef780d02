import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Redraws, type Frames } from '../../src/app/redraws';

let now = 0;
let frame: (() => void) | null = null;
let rest: { millis: number; callback: () => void } | null = null;

beforeEach(() => {
  now = 1_000;
  frame = rest = null;
});

const frames: Frames = {
  now: () => now,
  next: (callback) => (frame = callback),
  after: (millis, callback) => (rest = { millis, callback }),
};

/** Redraws that take so long, and how many there were. */
function redraws(millis: number) {
  const draw = vi.fn(() => (now += millis));
  return { draw, redraws: new Redraws(draw, frames) };
}

async function nextFrame(): Promise<void> {
  const due = frame;
  frame = null;
  due?.();
  await Promise.resolve();
}

describe('redraws', () => {
  it('come with the next frame, however much there is to show', async () => {
    const { redraws: them, draw } = redraws(0);
    them.soon();
    them.soon();
    expect(draw).not.toHaveBeenCalled();
    await nextFrame();
    expect(draw).toHaveBeenCalledTimes(1);
    await nextFrame();
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('rest for as long as they took, so that there is time for who types', async () => {
    const { redraws: them, draw } = redraws(40);
    them.soon();
    await nextFrame();
    now += 10;
    them.soon();
    expect(frame).toBeNull();
    expect(rest?.millis).toBe(30);
    rest?.callback();
    await nextFrame();
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('rest not for ever', async () => {
    const { redraws: them } = redraws(5_000);
    them.soon();
    await nextFrame();
    them.soon();
    expect(rest?.millis).toBe(200);
  });

  it('are not due any more when what is new was shown at once', async () => {
    const { redraws: them, draw } = redraws(0);
    them.soon();
    them.now();
    await nextFrame();
    expect(draw).toHaveBeenCalledTimes(1);
  });
});
