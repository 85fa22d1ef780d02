// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { TOLD_MILLIS } from '../../src/view/useCopy';
import { inLobby, mine, posted } from '../state/harness';
import { show } from './show';

const log = () => within(screen.getByRole('log'));
const LONG = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n');

describe('a long text', () => {
  it('is folded, all of it there for who listens, and unfolds', () => {
    const { hear } = show(inLobby());
    hear(posted(1, { text: LONG }));
    expect(log().getByText(/line 30/)).toBeTruthy();
    const more = log().getByRole('button', { name: 'Show more' });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(more);
    const less = log().getByRole('button', { name: 'Show less' });
    expect(less.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(less);
    expect(log().getByRole('button', { name: 'Show more' })).toBeTruthy();
  });

  it('stays unfolded when its message gets into the log, and when another room was shown', () => {
    const { hear, store } = show(inLobby().submit(LONG, 'c'));
    fireEvent.click(log().getByRole('button', { name: 'Show more' }));
    hear(mine(1, 'c', LONG));
    expect(log().getByRole('button', { name: 'Show less' })).toBeTruthy();
    act(() => store.dispatch({ type: 'roomChosen', room: 'jazz' }));
    expect(log().queryByRole('button', { name: 'Show less' })).toBeNull();
    act(() => store.dispatch({ type: 'roomChosen', room: 'lobby' }));
    expect(log().getByRole('button', { name: 'Show less' })).toBeTruthy();
  });

  it('is not what a short one is', () => {
    const { hear } = show(inLobby());
    hear(posted(1));
    expect(log().queryByRole('button', { name: 'Show more' })).toBeNull();
  });
});

describe('what is copied of a message', () => {
  it('is its text, or a link to it', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { hear } = show(inLobby());
    hear(posted(1, { text: 'words' }));
    fireEvent.click(log().getByRole('button', { name: 'More' }));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy text' })));
    expect(writeText).toHaveBeenLastCalledWith('words');
    expect(screen.getByText('Copied')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy link' })));
    expect(writeText).toHaveBeenLastCalledWith(expect.stringMatching(/#room=lobby&message=1$/));
  });

  it('is said not to be there when the browser refuses', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    const { hear } = show(inLobby());
    hear(posted(1, { text: 'words' }));
    fireEvent.click(log().getByRole('button', { name: 'More' }));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy text' })));
    expect(screen.getByText('This could not be copied.')).toBeTruthy();
  });
});

describe('what is copied of code', () => {
  const CODE = 'see\n```js\na()\n```';
  const button = (name: string) => log().queryByRole('button', { name });

  it.each([
    ['is told aloud too, for a while', true, 'Copied'],
    ['is said not to be there, for a while', false, 'This could not be copied.'],
  ])('%s', async (_, allowed, words) => {
    const copying = vi.spyOn(navigator.clipboard, 'writeText');
    void (allowed ? copying.mockResolvedValue() : copying.mockRejectedValue(new DOMException('', 'NotAllowedError')));
    show(inLobby()).hear(posted(1, { text: CODE }));
    await vi.waitFor(() => expect(button('Copy')).not.toBeNull());
    await act(async () => fireEvent.click(button('Copy')!));
    expect(button(words)).not.toBeNull();
    expect(log().getByRole('status').textContent).toBe(words);
    act(() => vi.advanceTimersByTime(TOLD_MILLIS));
    expect(button('Copy')).not.toBeNull();
    expect(log().getByRole('status').textContent).toBe('');
  });
});
