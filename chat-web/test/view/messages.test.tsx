// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en';
import { pt } from '../../src/i18n/pt';
import type { ClientMessage } from '../../src/protocol/messages';
import { BIA, EPOCH, inLobby, ME, mine, Page, posted } from '../state/harness';
import { said, show } from './show';

const log = () => within(screen.getByRole('log'));
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const row = (text: string) => {
  const found = log()
    .getAllByRole('listitem')
    .find((it) => it.querySelector('.text')?.textContent === text);
  if (found === undefined) {
    throw new Error(`message: no ${text} (expected: one in the log)`);
  }
  return within(found);
};
const press = (name: string | RegExp, where = screen as ReturnType<typeof within> | typeof screen) =>
  fireEvent.click(where.getByRole('button', { name }));
const openMenu = (text: string) => {
  press('More', row(text));
  return within(screen.getByRole('group', { name: /^For (the message by|your message)/ }));
};
type Said<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;
const last = <T extends ClientMessage['type']>(type: T) =>
  said.findLast((message): message is Said<T> => message.type === type);
const by = (user: typeof ME) => ({ id: user.id, name: user.name });
const event = { room: 'lobby', at: 1, cid: 'x' };

/** The lobby with a message of Bia's and one of the user's own. */
const open = () => show(inLobby(1).hear(mine(2, 'm', 'my words')));

describe('what can be done about a message', () => {
  it('is in its menu, which the keyboard reaches and leaves', () => {
    open();
    const more = row('my words').getByRole('button', { name: 'More' });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    const menu = openMenu('my words');
    expect(more.getAttribute('aria-expanded')).toBe('true');
    expect(menu.getAllByRole('button').map((it) => it.textContent)).toEqual([
      ...['👍', '❤️', '😂', '😮', '😢', '🎉', 'Other emoji'],
      ...['Reply', 'Pin', 'Copy text', 'Copy link', 'Edit', 'Delete'],
    ]);
    const [first, second] = menu.getAllByRole('button');
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(first!, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(second!, { key: 'ArrowUp' });
    fireEvent.keyDown(first!, { key: 'Escape' });
    expect(screen.queryByRole('group')).toBeNull();
    expect(document.activeElement).toBe(more);
  });

  it('goes away when something else is pressed', () => {
    open();
    openMenu('my words');
    fireEvent.pointerDown(field());
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('is less when it is somebody else’s', () => {
    open();
    const words = openMenu('message 1')
      .getAllByRole('button')
      .map((it) => it.textContent);
    expect(words.slice(7)).toEqual(['Reply', 'Pin', 'Copy text', 'Copy link', 'More about Bia', 'Report']);
  });

  it('is nothing once the message is deleted', () => {
    const { hear } = open();
    hear({ type: 'deleted', ...event, seq: 3, from: by(BIA), target: 1 });
    expect(log().getByText('Message deleted')).toBeTruthy();
    expect(log().queryByText('message 1')).toBeNull();
    expect(log().getAllByRole('button', { name: 'More' })).toHaveLength(1);
  });
});

describe('a reaction', () => {
  it('is put there and taken away, and says who it is of', () => {
    const { hear } = open();
    press('React with 👍', openMenu('message 1'));
    expect(last('react')).toMatchObject({ target: 1, emoji: '👍', on: true });
    const chip = row('message 1').getByRole('button', { name: '👍, 1 person, you too' });
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    const reacted = { type: 'reacted', ...event, seq: 3, from: by(BIA), target: 1, emoji: '👍' } as const;
    hear({ ...reacted, on: true, count: 1 });
    press('👍, 2 people, you too', row('message 1'));
    expect(row('message 1').getByRole('button', { name: '👍, 1 person' })).toBeTruthy();
    hear({
      type: 'ack',
      id: last('react')?.id ?? 0,
      room: 'lobby',
      cid: last('react')?.cid ?? '',
      seq: 4,
      at: 1,
      duplicate: false,
    });
    expect(last('react')).toMatchObject({ target: 1, emoji: '👍', on: false });
  });
});

describe('a message of one’s own', () => {
  it('is edited in the field, and shows the new text and that it was edited', () => {
    open();
    fireEvent.change(field(), { target: { value: 'a draft' } });
    press('Edit', openMenu('my words'));
    expect(field().value).toBe('my words');
    expect(document.activeElement).toBe(field());
    expect(screen.getByText('Editing a message')).toBeTruthy();
    fireEvent.change(field(), { target: { value: 'better words' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(last('edit')).toMatchObject({ target: 2, text: 'better words' });
    expect(field().value).toBe('a draft');
    expect(row('better words').getByRole('button', { name: 'edited' })).toBeTruthy();
  });

  it('is edited by arrow up in the empty field, and let be by Escape', () => {
    open();
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(field().value).toBe('my words');
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(field().value).toBe('');
    expect(last('edit')).toBeUndefined();
  });

  it('is deleted only when that is said twice', () => {
    open();
    const menu = openMenu('my words');
    press('Delete', menu);
    expect(screen.getByText('Delete this message for everybody?')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Cancel');
    expect(last('delete')).toBeUndefined();
    press('Delete', menu);
    expect(last('delete')).toMatchObject({ target: 2 });
  });

  it('that could not be edited keeps the new text until somebody decides', () => {
    const { hear } = open();
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    fireEvent.change(field(), { target: { value: 'better words' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    hear({ type: 'error', id: last('edit')?.id ?? 0, code: 'notAuthor', message: 'no' });
    const alert = row('better words').getByRole('alert');
    expect(alert.textContent).toContain(`Not changed. ${en.problems.notAuthor}`);
    press('Discard', within(alert));
    expect(row('my words')).toBeTruthy();
  });
});

describe('a message that has to wait', () => {
  it('says why', () => {
    const { hear } = show(inLobby(), pt);
    fireEvent.change(screen.getByRole('textbox', { name: 'Mensagem' }), { target: { value: 'oi' } });
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Mensagem' }), { key: 'Enter' });
    hear({ type: 'error', id: last('send')?.id ?? 0, code: 'unwritable', message: 'disk full' });
    expect(log().getByRole('status').textContent).toBe(`Esperando envio · ${pt.problems.unwritable}`);
  });
});

describe('the topic', () => {
  it('is shown below the room’s name and can be changed', () => {
    const { hear } = open();
    hear({ type: 'topicChanged', ...event, seq: 3, from: by(BIA), topic: 'Jazz & Blues' });
    expect(log().getByText('Bia changed the topic: Jazz & Blues')).toBeTruthy();
    press('Change the topic: Jazz & Blues');
    const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Topic of the room' });
    expect(input.value).toBe('Jazz & Blues');
    fireEvent.change(input, { target: { value: ' Choro \n hoje ' } });
    fireEvent.submit(input);
    expect(last('setTopic')).toMatchObject({ topic: 'Choro hoje' });
    expect(screen.getByRole('button', { name: 'Change the topic: Choro hoje' })).toBeTruthy();
  });

  it('is data', () => {
    const { hear } = open();
    const hostile = '<img src=x onerror="alert(1)">';
    hear({ type: 'topicChanged', ...event, seq: 3, from: by(BIA), topic: hostile });
    expect(screen.getByRole('button', { name: `Change the topic: ${hostile}` }).textContent).toBe(hostile);
    expect(document.querySelector('main img')).toBeNull();
  });
});

describe('a thread', () => {
  it('is counted at its first message, and opens beside the room', () => {
    const { hear } = open();
    hear(posted(3, { replyTo: 1 }), posted(4, { replyTo: 1 }));
    press('2 replies', row('message 1'));
    expect(last('history')).toMatchObject({ thread: 1 });
    const panel = screen.getByRole('complementary', { name: 'Replies' });
    const events = [posted(3, { replyTo: 1 }), posted(4, { replyTo: 1 })];
    hear({ type: 'history', id: last('history')?.id ?? 0, room: 'lobby', events, first: 1, more: false });
    expect(within(panel).getAllByRole('listitem')).toHaveLength(2);
    press(/message 4/, within(panel));
    expect(document.activeElement?.getAttribute('data-seq')).toBe('4');
  });

  it('begins with its first message, and is answered there', () => {
    const { hear } = open();
    hear(posted(3, { replyTo: 1 }));
    press('1 reply', row('message 1'));
    const panel = screen.getByRole('complementary', { name: 'Replies' });
    expect(within(panel).getByRole('button', { name: /message 1/ })).toBeTruthy();
    press('Reply', within(panel));
    const field = screen.getByRole('textbox', { name: 'Message' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'me too' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(last('send')).toMatchObject({ text: 'me too', replyTo: 1 });
  });
});

it('the texts a message had are shown when somebody asks', () => {
  const { hear } = open();
  hear({ type: 'edited', ...event, seq: 3, from: by(BIA), target: 1, text: 'new text' });
  press('edited', row('new text'));
  expect(last('versions')).toMatchObject({ target: 1 });
  const panel = within(screen.getByRole('complementary', { name: 'Texts of this message' }));
  const versions = [
    { seq: 1, at: 1, text: 'message 1' },
    { seq: 3, at: 2, text: '<b>new text</b>' },
  ];
  hear({ type: 'versions', id: last('versions')?.id ?? 0, room: 'lobby', target: 1, versions });
  expect(panel.getAllByRole('listitem').map((it) => it.querySelector('.version-text')?.textContent)).toEqual([
    '<b>new text</b>',
    'message 1',
  ]);
});

describe('pinned messages', () => {
  it('are shown beside the room, lead to it, and can be taken off', () => {
    const { hear } = open();
    press('Pinned messages');
    const panel = within(screen.getByRole('complementary', { name: 'Pinned messages' }));
    expect(document.activeElement?.id).toBe('side-close');
    hear({ type: 'pins', id: last('pins')?.id ?? 0, room: 'lobby', events: [posted(1, { pinned: true })] });
    press('Unpin', panel);
    expect(last('pin')).toMatchObject({ target: 1, on: false });
    hear({ type: 'pinned', ...event, seq: 3, from: by(BIA), target: 1, on: false });
    expect(panel.getByText('Nothing is pinned here.')).toBeTruthy();
    fireEvent.keyDown(document.getElementById('side-close')!, { key: 'Escape' });
    expect(screen.queryByRole('complementary', { name: 'Pinned messages' })).toBeNull();
    expect(screen.getByRole('complementary', { name: 'People here' })).toBeTruthy();
  });
});

describe('the search', () => {
  const hit = {
    event: posted(1, { room: 'lobby' }),
    snippet: '…<b>message</b> 1',
    marks: [{ from: 4, to: 11 }],
  };

  it('asks, marks what it found, goes on and leads there', () => {
    const { hear } = open();
    press('Search');
    const input = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search messages' });
    expect(document.activeElement).toBe(input);
    fireEvent.change(input, { target: { value: 'message' } });
    fireEvent.submit(input);
    expect(last('search')).toEqual({ type: 'search', id: expect.any(Number), query: 'message' });
    hear({ type: 'found', id: last('search')?.id ?? 0, hits: [hit], next: 's1' });
    const panel = within(screen.getByRole('complementary', { name: 'Search' }));
    expect(panel.getByText('1 or more messages found')).toBeTruthy();
    expect(panel.getByRole('listitem').querySelector('mark')?.textContent).toBe('message');
    expect(panel.getByRole('listitem').querySelector('.card-text')?.textContent).toBe(hit.snippet);
    press('More results', panel);
    expect(last('search')).toMatchObject({ cursor: 's1' });
    hear({ type: 'found', id: last('search')?.id ?? 0, hits: [] });
    expect(panel.queryByRole('button', { name: 'More results' })).toBeNull();
    press(/message/, within(panel.getByRole('listitem')));
    expect(document.activeElement?.getAttribute('data-seq')).toBe('1');
  });

  it('can be of one room only', () => {
    open();
    press('Search');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'message' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only in lobby' }));
    expect(last('search')).toMatchObject({ query: 'message', room: 'lobby' });
  });

  it('can be of what one person wrote, also on its next page', () => {
    const { hear } = open();
    press('Search');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'message' } });
    const author = screen.getByLabelText<HTMLSelectElement>('By whom');
    expect([...author.options].map((it) => it.text)).toEqual(['Anybody', 'You', 'Bia']);
    fireEvent.change(author, { target: { value: BIA.id } });
    expect(last('search')).toEqual({ type: 'search', id: expect.any(Number), query: 'message', from: BIA.id });
    hear({ type: 'found', id: last('search')?.id ?? 0, hits: [hit], next: 's1' });
    press('More results');
    expect(last('search')).toMatchObject({ from: BIA.id, cursor: 's1' });
    fireEvent.change(author, { target: { value: '' } });
    expect(last('search')).toEqual({ type: 'search', id: expect.any(Number), query: 'message' });
  });

  it('says that nothing was found, and what was wrong', () => {
    const { hear } = open();
    press('Search');
    const input = screen.getByRole('searchbox');
    const ask = (query: string) => {
      fireEvent.change(input, { target: { value: query } });
      fireEvent.submit(input);
      return last('search')?.id ?? 0;
    };
    hear({ type: 'found', id: ask('nothing'), hits: [] });
    expect(screen.getByText('Nothing found.')).toBeTruthy();
    hear({ type: 'error', id: ask('*'), code: 'invalidField', message: '', field: 'query' });
    expect(screen.getByText(en.problems.badQuery)).toBeTruthy();
  });
});

it('more unread than is counted is shown as such', () => {
  const page = new Page({ name: 'Ana', token: 't', rooms: ['jazz', 'lobby'] }).do({ type: 'started' });
  page.connect(ME, EPOCH, [{ room: 'lobby', seq: 1, unread: 1_000, asOf: 2_000 }]);
  page.joined(5_000).live();
  show(page);
  const badge = within(screen.getByRole('navigation')).getByRole('button', { name: /^lobby/ });
  expect(badge.textContent).toBe('lobby999+more than 999 unread messages');
  expect(document.title).toBe('(999+) jazz · Chat');
});
