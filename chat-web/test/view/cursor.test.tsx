// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BIA, inLobby, posted } from '../state/harness';
import { show } from './show';

const log = () => within(screen.getByRole('log'));
const rowOf = (text: string | RegExp) => {
  const row = log().getByText(text).closest<HTMLElement>('[data-key]');
  if (row === null) {
    throw new Error(`row: none of ${text} that keys come to (expected: one)`);
  }
  return row;
};
const focused = () => document.activeElement;
const LONG = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n');

describe('arrow keys', () => {
  it('come to who pinned a message, and Tab from there to what leads to it', () => {
    const { hear, store } = show(inLobby(2));
    const from = { id: BIA.id, name: 'Bia' };
    hear({ type: 'pinned', room: 'lobby', seq: 3, at: 1, cid: 'x', from, target: 1, on: true }, posted(4));
    const pin = log().getByRole('button', { name: /^Bia pinned/ });
    expect(pin.tabIndex).toBe(-1);
    act(() => rowOf('message 4').focus());
    fireEvent.keyDown(rowOf('message 4'), { key: 'ArrowUp' });
    expect(focused()).toBe(rowOf(/^Bia pinned/));
    expect([rowOf(/^Bia pinned/).tabIndex, pin.tabIndex, rowOf('message 4').tabIndex]).toEqual([0, 0, -1]);
    fireEvent.click(pin);
    expect(store.state().rooms.get('lobby')?.reading.jump).toMatchObject({ seq: 1, at: 'message' });
    act(() => rowOf(/^Bia pinned/).focus());
    fireEvent.keyDown(rowOf(/^Bia pinned/), { key: 'ArrowUp' });
    expect(focused()).toBe(rowOf('message 2'));
  });

  it('pass over lines that only tell', () => {
    const { hear } = show(inLobby(1));
    const from = { id: BIA.id, name: 'Bia' };
    hear({ type: 'topicChanged', room: 'lobby', seq: 2, at: 1, cid: 'x', from, topic: 'tea' }, posted(3));
    act(() => rowOf('message 3').focus());
    fireEvent.keyDown(rowOf('message 3'), { key: 'ArrowUp' });
    expect(focused()).toBe(rowOf('message 1'));
  });

  it('come to what is on its way, and Tab from there to the rest of it', () => {
    show(inLobby(1).submit(LONG, 'c'));
    const more = log().getByRole('button', { name: 'Show more' });
    expect(more.tabIndex).toBe(-1);
    act(() => rowOf('message 1').focus());
    fireEvent.keyDown(rowOf('message 1'), { key: 'ArrowDown' });
    expect(focused()).toBe(more.closest('[data-key]'));
    expect(more.tabIndex).toBe(0);
  });
});
