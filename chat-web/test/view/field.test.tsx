// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { BIA, inLobby, ME, Page, posted, under } from '../state/harness';
import { said, show } from './show';

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const log = () => within(screen.getByRole('log'));

describe('the message field', () => {
  it.each([
    [{ archived: true }, 'This room is archived. It can only be read.'],
    [{ posting: 'staff' }, 'Only owners and moderators write here.'],
    [{ role: 'reader' }, 'In this room you read along.'],
  ] as const)('is not there under %j', (terms, words) => {
    show(under(terms));
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('keeps what somebody muted writes, and counts down', () => {
    show(under({ mutedUntil: new Page().now + 90_000 }));
    fireEvent.change(field(), { target: { value: 'hm' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(said.some(({ type }) => type === 'send')).toBe(false);
    expect(field().value).toBe('hm');
    expect(screen.getByText('You are muted in this room for 90 seconds.')).toBeTruthy();
    act(() => vi.advanceTimersByTime(10_000));
    expect(screen.getByText('You are muted in this room for 80 seconds.')).toBeTruthy();
    act(() => vi.advanceTimersByTime(81_000));
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(said).toContainEqual(expect.objectContaining({ type: 'send', text: 'hm' }));
  });

  it('counts down in a slow room, and sends by itself', () => {
    const shown = show(under({ slowSeconds: 30 }));
    expect(screen.getByText('Slow mode: one message every 30 seconds')).toBeTruthy();
    fireEvent.change(field(), { target: { value: 'hm' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    const { id = 0, cid = '' } = said.find((message) => message.type === 'send') ?? {};
    shown.hear({ type: 'error', id, cid, code: 'slowMode', message: '', retryAfterMillis: 20_000 });
    expect(screen.getByText(/^Slow mode: your message goes out in (20|19) seconds\.$/)).toBeTruthy();
    act(() => vi.advanceTimersByTime(21_000));
    expect(said.filter(({ type }) => type === 'send')).toHaveLength(2);
  });

  it('counts down when it was too fast, and goes on by itself', () => {
    const shown = show(inLobby(1));
    fireEvent.change(field(), { target: { value: 'hm' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    const { id = 0, cid = '' } = said.find((message) => message.type === 'send') ?? {};
    shown.hear({ type: 'error', id, cid, code: 'rateLimited', message: '', retryAfterMillis: 5_000 });
    expect(screen.getByText(/^That was fast: it goes on in (5|4) seconds\.$/)).toBeTruthy();
    act(() => vi.advanceTimersByTime(6_000));
    expect(said.filter(({ type }) => type === 'send')).toHaveLength(2);
  });

  it('offers names after @, which the keyboard takes', () => {
    show(inLobby(1));
    fireEvent.change(field(), { target: { value: 'hi @b' } });
    field().setSelectionRange(5, 5);
    fireEvent.select(field());
    const option = screen.getByRole('option', { name: '@Bia' });
    expect(field().getAttribute('aria-activedescendant')).toBe(option.id);
    expect(screen.getByText('1 name fits; Enter takes it')).toBeTruthy();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('hi @Bia ');
    expect(said.some(({ type }) => type === 'send')).toBe(false);
    expect(screen.queryByRole('listbox')).toBeNull();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(said).toContainEqual(expect.objectContaining({ type: 'send', text: 'hi @Bia' }));
  });

  it('lets a suggestion be with Escape', () => {
    show(inLobby(1));
    fireEvent.change(field(), { target: { value: '@' } });
    field().setSelectionRange(1, 1);
    fireEvent.select(field());
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field().value).toBe('@');
  });
});

describe('what calls somebody', () => {
  it('stands out, most of all what calls the user', () => {
    const { hear: listen } = show(inLobby(1));
    listen(posted(2, { text: '@Ana and @Bia', mentions: [ME.id, BIA.id] }));
    const row = log().getByText('@Ana').closest('.message');
    expect(row?.classList.contains('calls-me')).toBe(true);
    expect(log().getByText('@Ana').className).toBe('call call-mine');
    expect(log().getByText('@Bia').className).toBe('call');
    expect(row?.querySelector('.text')?.textContent).toBe('@Ana and @Bia');
  });

  it('is counted in the list and in the title', () => {
    const { hear: listen, store } = show(inLobby(1));
    act(() => store.dispatch({ type: 'attentionChanged', attention: false }));
    listen(posted(2, { text: '@Ana', mentions: [ME.id] }), posted(3));
    expect(document.title).toBe('(@1 · 2) lobby · Chat');
    expect(screen.getByText('you are mentioned once')).toBeTruthy();
  });
});
