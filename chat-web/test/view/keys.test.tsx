// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchReader } from '../../src/words/words';
import { BIA, inLobby, mine, Page, posted, under } from '../state/harness';
import { said, show } from './show';

afterEach(() => vi.restoreAllMocks());

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const log = () => within(screen.getByRole('log'));
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const onMac = () => vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
const focusedRow = () => document.activeElement?.getAttribute('data-seq');
const inTwoRooms = () => {
  const page = new Page({ name: 'Ana', token: 't', rooms: ['jazz', 'lobby'] }).do({ type: 'started' });
  return page.connect().joinedOne('jazz', 0).joinedOne('lobby', 0).live('jazz').live();
};
/** Whoever uses the keyboard has the focus on what they press. */
const press = (name: string, within = screen as Pick<typeof screen, 'getByRole'>) => {
  const button = within.getByRole('button', { name });
  act(() => button.focus());
  fireEvent.click(button);
};

describe('on a Mac', () => {
  it('commands are given with ⌘ only, for Ctrl moves the caret', () => {
    onMac();
    const { store } = show(inLobby());
    fireEvent.keyDown(field(), { key: 'k', ctrlKey: true });
    expect(store.state().over.kind).toBe('none');
    fireEvent.change(field(), { target: { value: 'words' } });
    expect(fireEvent.keyDown(field(), { key: 'e', ctrlKey: true })).toBe(true);
    expect(field().value).toBe('words');
    field().setSelectionRange(0, 5);
    fireEvent.keyDown(field(), { key: 'e', metaKey: true });
    expect(field().value).toBe('`words`');
    field().setSelectionRange(0, 0);
    fireEvent.keyDown(field(), { key: 'k', metaKey: true });
    expect(store.state().over.kind).toBe('switcher');
  });

  it('Option and an arrow goes from paragraph to paragraph of a text', () => {
    onMac();
    const { store } = show(inTwoRooms());
    const before = store.state().active;
    fireEvent.change(field(), { target: { value: 'one\ntwo' } });
    fireEvent.keyDown(field(), { key: 'ArrowDown', altKey: true });
    expect(store.state().active).toBe(before);
    fireEvent.change(field(), { target: { value: '' } });
    fireEvent.keyDown(field(), { key: 'ArrowDown', altKey: true });
    expect(store.state().active).not.toBe(before);
  });
});

it('elsewhere ⌘ commands nothing', () => {
  const { store } = show(inLobby());
  fireEvent.keyDown(document.body, { key: 'k', metaKey: true });
  expect(store.state().over.kind).toBe('none');
});

it('Alt and an arrow opens a list of choices that has the focus', async () => {
  const { store } = show(inTwoRooms().do({ type: 'settingsWanted' }));
  await act(() => vi.dynamicImportSettled());
  expect(fireEvent.keyDown(screen.getByLabelText('Colours'), { key: 'ArrowDown', altKey: true })).toBe(true);
  expect(store.state().active).toBe('jazz');
});

it('one code is reached by Tab, that of the message one is at', async () => {
  await fetchReader();
  const { hear } = show(inLobby());
  act(() => hear(posted(1, { text: '```\none\n```' }), posted(2, { text: '```\ntwo\n```' })));
  const codes = [...document.querySelectorAll('pre')];
  expect(codes.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
});

describe('the focus stays where one is', () => {
  it('when one’s message is deleted', () => {
    show(inLobby(1).hear(mine(2, 'm', 'my words')));
    const row = document.querySelector<HTMLElement>('[data-seq="2"]')!;
    press('More', within(row));
    press('Delete');
    press('Delete');
    expect(said).toContainEqual(expect.objectContaining({ type: 'delete', target: 2 }));
    expect(focusedRow()).toBe('2');
  });

  it('when a hidden message is shown', () => {
    const shown = show(inLobby(1));
    const message = { type: 'block', user: BIA.id, on: true } as const;
    act(() => shown.store.dispatch({ type: 'deedWanted', message, about: BIA }));
    shown.hear({ type: 'done', id: shown.asked('deed') });
    press('Show');
    expect(focusedRow()).toBe('1');
  });

  it('when what failed is sent again, or dropped', () => {
    const { hear } = show(inLobby());
    const fail = () => {
      const { id = 0 } = said.findLast(({ type }) => type === 'send') ?? {};
      hear({ type: 'error', id, code: 'noSuchRoom', message: '' });
    };
    fireEvent.change(field(), { target: { value: 'hello' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    fail();
    press('Send again');
    expect(document.activeElement?.classList.contains('outgoing')).toBe(true);
    fail();
    press('Discard');
    expect(document.activeElement).toBe(field());
  });

  it('when a room is not deleted after all', async () => {
    show(under({ role: 'owner' }));
    click('About lobby');
    await act(() => vi.dynamicImportSettled());
    press('Delete room');
    press('Cancel');
    expect(document.activeElement?.textContent).toBe('Delete room');
  });
});

describe('what is said aloud', () => {
  const spoken = () => document.querySelector('.timeline-place > [aria-live=polite]');

  it('is said again when somebody says the same again', () => {
    const { hear } = show(inLobby());
    hear(posted(1, { text: 'ok' }));
    const before = spoken()?.firstElementChild;
    hear(posted(2, { text: 'ok' }));
    expect(spoken()?.textContent).toBe('Bia: ok');
    expect(spoken()?.firstElementChild).not.toBe(before);
  });

  it('is only how many they are, when many come at once', () => {
    const { store } = show(inLobby());
    act(() => {
      [1, 2, 3, 4, 5].forEach((seq) => store.report({ type: 'received', message: posted(seq) }));
      vi.advanceTimersByTime(20);
    });
    expect(spoken()?.textContent).toBe('5 new messages');
  });
});

it('one’s own card has no end that is missing', async () => {
  const { store } = show(inLobby());
  act(() => store.dispatch({ type: 'personWanted', room: null, user: { id: 'me', name: 'Ana' } }));
  await act(() => vi.dynamicImportSettled());
  expect(log()).toBeTruthy();
  expect([...document.querySelectorAll('.person .hint')].map((it) => it.textContent)).toContain('You');
});
