// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { en } from '../../src/i18n/en';
import { pt } from '../../src/i18n/pt';
import { BIA, inLobby, ME, mine, Page, posted } from '../state/harness';
import { done, said, show } from './show';

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const log = () => within(screen.getByRole('log'));
const sent = () => said.flatMap((message) => (message.type === 'send' ? message.text : []));
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });

describe('the message field', () => {
  it('sends with Enter, and is empty then', () => {
    show(inLobby());
    write('hello');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(sent()).toEqual(['hello']);
    expect(field().value).toBe('');
    expect(log().getByText('hello')).toBeTruthy();
  });

  it('sends with its button', () => {
    show(inLobby());
    write('hello');
    fireEvent.click(screen.getByRole('button', { name: 'Send message' }));
    expect(sent()).toEqual(['hello']);
  });

  it('leaves Shift+Enter to break the line', () => {
    show(inLobby());
    write('hello');
    expect(fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true })).toBe(true);
    expect(sent()).toEqual([]);
  });

  it('leaves Enter to an input method that is composing', () => {
    show(inLobby());
    write('にほ');
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    expect(sent()).toEqual([]);
  });

  it('keeps what is too long, and says by how much', () => {
    show(inLobby());
    write('x'.repeat(8_002));
    expect(screen.getByText('2 characters too many to send')).toBeTruthy();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(sent()).toEqual([]);
    expect(field().value).toHaveLength(8_002);
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it('says how much room is left near the end', () => {
    show(inLobby());
    write('x'.repeat(7_999));
    expect(screen.getByText('1 character left')).toBeTruthy();
  });

  it('answers a message, and lets go of it with Escape', () => {
    show(inLobby(1));
    fireEvent.click(log().getByRole('button', { name: 'Reply to Bia' }));
    expect(screen.getByText('Replying to Bia')).toBeTruthy();
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(screen.queryByText('Replying to Bia')).toBeNull();
    fireEvent.click(log().getByRole('button', { name: 'Reply to Bia' }));
    write('yes');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(said).toContainEqual(expect.objectContaining({ type: 'send', text: 'yes', replyTo: 1 }));
  });
});

describe('the timeline', () => {
  it('labels one’s own messages and those of others', () => {
    const { hear } = show(inLobby());
    hear(posted(1), mine(2, 'c', 'hi'), posted(3, { from: { id: 'x', name: '' } }));
    expect(
      log()
        .getAllByRole('listitem')
        .map((row) => row.querySelector('.author')?.textContent ?? ''),
    ).toEqual(['', 'Bia', 'You', 'Other']);
  });

  it('does so in Portuguese', () => {
    const { hear } = show(inLobby(), pt);
    hear(mine(1, 'c', 'oi'), posted(2, { from: { id: 'x', name: '' } }));
    expect(log().getByText('Você')).toBeTruthy();
    expect(log().getByText('Outro')).toBeTruthy();
  });

  it('shows texts and names as what they are', () => {
    const { hear } = show(inLobby());
    const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    hear(posted(1, { text: hostile, from: { id: 'x', name: '<b>Bia</b>' } }));
    expect(log().getByText(hostile)).toBeTruthy();
    expect(log().getByText('<b>Bia</b>')).toBeTruthy();
    expect(document.querySelector('.timeline img, .timeline script, .timeline b')).toBeNull();
  });

  it('takes a colour only for a colour', () => {
    const { hear } = show(inLobby());
    const color = 'red;background-image:url(//evil.example)';
    hear({ type: 'entered', room: 'lobby', user: { ...BIA, id: 'x', name: 'Eve', color, initials: 'EVE' }, count: 3 });
    const avatar = screen.getByText('Eve').closest('li')?.querySelector<HTMLElement>('.avatar');
    expect(avatar?.getAttribute('style')).toBeNull();
    expect(avatar?.textContent).toBe('EV');
  });

  it('shows who comes and goes, and who is typing', () => {
    const { hear } = show(inLobby(1));
    hear({ type: 'left', room: 'lobby', user: { id: BIA.id, name: 'Bia' }, count: 1 });
    expect(log().getByText('Bia left')).toBeTruthy();
    hear({ type: 'typing', room: 'lobby', user: { id: 'x', name: 'Caio' } });
    expect(screen.getByText('Caio is typing…')).toBeTruthy();
  });

  it('says aloud what is new, and nothing else', () => {
    const { hear } = show(inLobby(2));
    const spoken = () => document.querySelector('.timeline-place > [aria-live=polite]')?.textContent;
    expect(spoken()).toBe('');
    hear(mine(3, 'c', 'hi'));
    expect(spoken()).toBe('');
    hear(posted(4));
    expect(spoken()).toBe('Bia: message 4');
  });

  it('goes from message to message with the arrow keys, and is one stop for Tab', () => {
    show(inLobby(3));
    const rows = [...document.querySelectorAll<HTMLElement>('[data-seq]')];
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, -1, 0]);
    act(() => rows[2]?.focus());
    fireEvent.keyDown(rows[2]!, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(rows[1]);
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
    fireEvent.keyDown(rows[1]!, { key: 'Home' });
    expect(document.activeElement).toBe(rows[0]);
  });
});

describe('a message that failed', () => {
  const fail = (code: string, texts = en) => {
    const { hear, store } = show(inLobby(), texts);
    write('hello');
    fireEvent.keyDown(field(), { key: 'Enter' });
    const message = said.find(({ type }) => type === 'send');
    hear({ type: 'error', id: message?.id ?? 0, code, message: 'English' });
    return { hear, store };
  };

  it('stays with its reason and can be sent again', () => {
    fail('noSuchRoom');
    expect(screen.getByRole('alert', { name: '' }).textContent).toContain(en.problems.noSuchRoom);
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
    expect(sent()).toEqual(['hello', 'hello']);
    expect(new Set(said.flatMap((m) => (m.type === 'send' ? m.cid : []))).size).toBe(1);
  });

  it('can be dropped', () => {
    fail('noSuchRoom');
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(log().queryByText('hello')).toBeNull();
  });

  it('cannot be sent again when it was too large, but written anew', () => {
    fail('tooLarge');
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
    expect(field().value).toBe('hello');
  });
});

describe('the connection', () => {
  it('says what is wrong, counts down and can be tried at once', () => {
    const { link } = show(inLobby());
    link({ kind: 'waiting', until: Date.now() + 5_000, code: 1012 });
    expect(screen.getByText('The server is restarting.')).toBeTruthy();
    expect(screen.getByText('Trying again in 5 s.')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(2_000));
    expect(screen.getByText('Trying again in 3 s.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(done).toEqual(['connect']);
  });

  it('says that it is coming back, until it is back', () => {
    const { link } = show(inLobby());
    const told = () => screen.getAllByRole('status').flatMap(({ textContent }) => textContent || []);
    expect(told()).toEqual([]);
    link({ kind: 'connecting' });
    expect(told()).toEqual(['Connecting…']);
    link({ kind: 'open' });
    expect(told()).toEqual(['Connecting…']);
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
  });

  it('says why the server does not want to be visited', () => {
    const { link } = show(inLobby());
    link({ kind: 'refused', code: 1008 });
    expect(screen.getByText(en.closings[1008])).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('the name screen', () => {
  it('asks for a name, and for another when it is taken', () => {
    const { link, hear, store } = show(new Page(), pt);
    fireEvent.change(screen.getByRole('textbox', { name: 'Seu nome' }), { target: { value: 'Ana' } });
    fireEvent.click(screen.getByRole('button', { name: 'Entrar' }));
    link({ kind: 'open' });
    hear({ type: 'error', id: 1, code: 'nameTaken', message: '', suggestion: 'Ana-2' });
    expect(screen.getByText(pt.problems.nameTaken)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Usar “Ana-2”' }));
    expect(store.state().session).toMatchObject({ phase: 'entering', name: 'Ana-2' });
    expect(screen.getByRole('button', { name: 'Entrando…' })).toBeTruthy();
  });
});

describe('the document', () => {
  it('has the language and counts what is unread in its title', () => {
    const { hear, store } = show(inLobby(), pt);
    expect(document.documentElement.lang).toBe('pt-BR');
    expect(document.title).toBe('lobby · Chat');
    act(() => store.dispatch({ type: 'attentionChanged', attention: false }));
    hear(posted(1));
    expect(document.title).toBe('(1) lobby · Chat');
  });
});

describe('rooms', () => {
  it('are entered by a click and made by name', () => {
    const { hear, asked } = show(inLobby());
    hear({
      type: 'rooms',
      id: asked('rooms'),
      rooms: [{ room: 'jazz', title: 'Jazz', members: 4, seq: 0 }],
      more: false,
    });
    fireEvent.click(screen.getByRole('button', { name: /^Jazz/ }));
    expect(said).toContainEqual(expect.objectContaining({ type: 'join', room: 'jazz' }));
    fireEvent.click(screen.getByRole('button', { name: 'New room' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Name of the room' }), { target: { value: 'Blues & co' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create room' }));
    expect(said).toContainEqual(expect.objectContaining({ type: 'createRoom', room: 'blues-co', title: 'Blues & co' }));
  });

  it('tell who is in them', () => {
    show(inLobby());
    const people = within(screen.getByRole('complementary', { name: 'People here' }));
    expect(people.getByText('Bia')).toBeTruthy();
    expect(people.getByText('2 people')).toBeTruthy();
    expect(people.getByText(ME.name).parentElement?.textContent).toContain('You');
  });
});
