import { describe, expect, it } from 'vitest';
import { EmojiPicks, RECENT_MAX } from '../../src/app/picks';

function storage(kept: string | null = null): Storage {
  const values = new Map(kept === null ? [] : [['chat-emoji', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as Storage;
}

describe('the emoji somebody likes', () => {
  it('are there again, the newest first and each once', () => {
    const kept = storage();
    const picks = new EmojiPicks(() => kept);
    ['🎉', '👍🏽', '🎉', '🇧🇷', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👨‍👩‍👧'].forEach((emoji) => picks.picked(emoji));
    picks.toned('medium');
    expect(new EmojiPicks(() => kept).read()).toEqual({
      recent: ['👨‍👩‍👧', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '🇧🇷', '🎉', '👍🏽'],
      tone: 'medium',
    });
  });

  it('are few', () => {
    const picks = new EmojiPicks(() => storage());
    for (let i = 0; i < 2 * RECENT_MAX; i++) {
      picks.picked(String.fromCodePoint(0x1f400 + i));
    }
    expect(picks.read().recent).toHaveLength(RECENT_MAX);
  });

  it.each(['', '{', 'null', '[]', '{"recent":"x","tone":7}', '{"recent":["<b>",3,"hello"],"tone":"blue"}'])(
    'are none when %j is kept',
    (kept) => {
      expect(new EmojiPicks(() => storage(kept)).read()).toEqual({ recent: [], tone: 'none' });
    },
  );

  it('last as long as the page where nothing may be kept', () => {
    const picks = new EmojiPicks(() => {
      throw new Error('forbidden');
    });
    picks.picked('🎉');
    expect(picks.read().recent).toEqual(['🎉']);
    picks.forget();
    expect(picks.read().recent).toEqual([]);
  });

  it('are gone when they are to be forgotten', () => {
    const kept = storage();
    const picks = new EmojiPicks(() => kept);
    picks.picked('🎉');
    picks.forget();
    expect(new EmojiPicks(() => kept).read().recent).toEqual([]);
  });
});
