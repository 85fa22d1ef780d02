// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from '../../src/app/clipboard';

/** What a browser does with the command: it copies what is selected, if it lets the page. */
const command = vi.fn<() => boolean>();
document.execCommand = command;
const without = () => vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);

afterEach(() => vi.restoreAllMocks());

describe('a text is copied', () => {
  it('without a secure origin too, as it was typed, and the focus stays', async () => {
    without();
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    const selected = vi.fn();
    command.mockImplementation(() => {
      selected(getSelection()?.toString());
      return true;
    });
    expect(await copyText('one\n  two')).toBe(true);
    expect(selected).toHaveBeenCalledWith('one\n  two');
    expect(document.activeElement).toBe(button);
    expect(document.querySelector('pre')).toBeNull();
  });

  it('or it is said that it was not', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    command.mockReturnValue(false);
    expect(await copyText('words')).toBe(false);
    command.mockImplementation(() => {
      throw new Error('no');
    });
    expect(await copyText('words')).toBe(false);
  });
});
