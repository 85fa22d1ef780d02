import type { Reaction } from '../protocol/messages';

/** What the page offers to react with; others, from other clients, are shown all the same. */
export const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;

/** Reactions in an order that does not depend on when they came, so that they stay in their place and are the same for all. */
export function inOrder(reactions: readonly Reaction[]): readonly Reaction[] {
  const place = ({ emoji }: Reaction) => {
    const index = (EMOJI as readonly string[]).indexOf(emoji);
    return index < 0 ? EMOJI.length : index;
  };
  return reactions.toSorted((a, b) => place(a) - place(b) || (a.emoji < b.emoji ? -1 : 1));
}
