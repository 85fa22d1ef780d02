// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '../../src/protocol/messages';
import { BIA, CAIO, inLobby, ME, posted, under } from '../state/harness';
import type { RoomTerms } from '../../src/state/model';
import { said, show } from './show';

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const log = () => within(screen.getByRole('log'));

/** The panel beside the room, once what it is made of was loaded. */
async function panel() {
  await act(() => vi.dynamicImportSettled());
  return within(screen.getByRole('complementary'));
}

type Asked = 'find' | 'reports' | 'restrictions' | 'deed';
type Shown = ReturnType<typeof show>;

/** The server's answer to what was asked. */
const hear = (shown: Shown, asked: Asked, message: (id: number) => ServerMessage) =>
  shown.hear(message(shown.asked(asked)));

describe('about a room', () => {
  it('is told what it is, and that one may leave', async () => {
    show(under({ description: 'For all', archived: true, slowSeconds: 30 }));
    click('About lobby');
    const about = await panel();
    expect(about.getByText('For all')).toBeTruthy();
    expect(about.getByText('You are here as: Member')).toBeTruthy();
    expect(about.getByText('Slow mode: one message every 30 seconds')).toBeTruthy();
    expect(about.queryByText('Settings')).toBeNull();
    click('Leave lobby');
    expect(said).toContainEqual({ type: 'leave', room: 'lobby' });
  });

  it('can be decided by its owner, and only what is changed is said', async () => {
    show(under({ role: 'owner' }));
    click('About lobby');
    const about = await panel();
    fireEvent.change(about.getByLabelText('Description'), { target: { value: ' New ' } });
    fireEvent.change(about.getByLabelText('Slow mode'), { target: { value: '30' } });
    fireEvent.click(about.getByLabelText('Only owners and moderators'));
    fireEvent.click(about.getByRole('button', { name: 'Save' }));
    expect(said.filter(({ type }) => type === 'setRoom')).toEqual([
      {
        type: 'setRoom',
        id: expect.any(Number),
        room: 'lobby',
        cid: expect.any(String),
        description: 'New',
        slowSeconds: 30,
        posting: 'staff',
      },
    ]);
  });

  it('can be slowed by moderators, who decide nothing else', async () => {
    show(under({ role: 'moderator' }));
    click('About lobby');
    const about = await panel();
    expect(about.getByLabelText('Slow mode')).toBeTruthy();
    expect(about.queryByLabelText('Title')).toBeNull();
    expect(about.queryByText('Delete room')).toBeNull();
  });

  it('is deleted only after a second thought', async () => {
    show(under({ role: 'owner' }));
    click('About lobby');
    await panel();
    click('Delete room');
    expect(said.some(({ type }) => type === 'deleteRoom')).toBe(false);
    expect(document.activeElement?.textContent).toBe('Cancel');
    click('Delete for good');
    expect(said).toContainEqual({ type: 'deleteRoom', id: expect.any(Number), room: 'lobby' });
  });

  it('that is private is left for good, and people are invited to it', async () => {
    const shown = show(under({ role: 'owner', visibility: 'private' }));
    click('About lobby');
    await panel();
    click('Invite people');
    const find = await panel();
    fireEvent.change(find.getByRole('searchbox'), { target: { value: 'c' } });
    hear(shown, 'find', (id) => ({ type: 'foundUsers', id, users: [BIA, CAIO, ME] }));
    // Who is a member already is not offered.
    expect(find.getAllByRole('listitem')).toHaveLength(1);
    click(/^Add Caio/);
    expect(said).toContainEqual(expect.objectContaining({ type: 'invite', room: 'lobby', user: 'caio' }));
    hear(shown, 'deed', (id) => ({ type: 'ack', id, room: 'lobby', cid: 'x', seq: 9, at: 1, duplicate: false }));
    expect(find.getByText('Caio was invited and is a member now.')).toBeTruthy();
    click('About lobby');
    await panel();
    click('Leave for good');
    expect(said).toContainEqual(expect.objectContaining({ type: 'removeMember', room: 'lobby', user: ME.id }));
  });
});

describe('somebody', () => {
  const person = async (terms: Partial<RoomTerms> = {}) => {
    const shown = show(under(terms));
    fireEvent.click(within(screen.getByRole('complementary')).getByRole('button', { name: /^Bia/ }));
    return { ...shown, pane: await panel() };
  };

  it('is written to directly', async () => {
    const shown = await person();
    click('Write directly');
    expect(said).toContainEqual({ type: 'direct', id: expect.any(Number), users: ['bia'] });
    const direct = { room: '~dx', title: 'Bia', visibility: 'direct', created: true };
    hear(shown, 'deed', (id) => ({ type: 'roomCreated', id, ...direct }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Bia');
  });

  it('is blocked, and what they wrote is folded away', async () => {
    const shown = await person();
    expect(log().getByText('message 1')).toBeTruthy();
    click('Block');
    hear(shown, 'deed', (id) => ({ type: 'done', id }));
    expect(shown.pane.getByText('You have blocked Bia.')).toBeTruthy();
    expect(log().queryByText('message 1')).toBeNull();
    fireEvent.click(log().getByRole('button', { name: 'Show' }));
    expect(log().getByText('message 1')).toBeTruthy();
  });

  it('gets no measures from those who may take none', async () => {
    const { pane } = await person();
    expect(pane.queryByRole('button', { name: 'Ban' })).toBeNull();
    expect(pane.queryByLabelText('Role in this room')).toBeNull();
  });

  it('is banned for some time, with a reason', async () => {
    const shown = await person({ role: 'moderator' });
    click('Ban');
    fireEvent.change(shown.pane.getByLabelText('For how long'), { target: { value: '86400' } });
    fireEvent.change(shown.pane.getByLabelText('Reason'), { target: { value: ' spam ' } });
    fireEvent.click(shown.pane.getByLabelText(/same address/));
    click('Ban Bia');
    expect(said).toContainEqual({
      type: 'restrict',
      id: expect.any(Number),
      ...{ room: 'lobby', user: 'bia', kind: 'ban', on: true, seconds: 86_400, byAddress: true, reason: 'spam' },
    });
    hear(shown, 'deed', (id) => ({ type: 'done', id }));
    expect(shown.pane.getByText('Bia was banned.')).toBeTruthy();
  });

  it('is muted for good', async () => {
    const { pane } = await person({ role: 'moderator' });
    click('Mute');
    fireEvent.change(pane.getByLabelText('For how long'), { target: { value: '0' } });
    click('Mute Bia');
    const restrict = said.find(({ type }) => type === 'restrict');
    expect(restrict).toMatchObject({ kind: 'mute', on: true });
    expect(restrict).not.toHaveProperty('seconds');
  });

  it('is sent out', async () => {
    await person({ role: 'moderator' });
    click('Send out');
    click('Send out Bia');
    expect(said).toContainEqual({ type: 'kick', id: expect.any(Number), room: 'lobby', user: 'bia' });
  });

  it('gets another role, or hears why not', async () => {
    const shown = await person({ role: 'owner' });
    fireEvent.change(shown.pane.getByLabelText('Role in this room'), { target: { value: 'moderator' } });
    click('Give this role');
    expect(said).toContainEqual(expect.objectContaining({ type: 'setRole', user: 'bia', role: 'moderator' }));
    hear(shown, 'deed', (id) => ({ type: 'error', id, code: 'noSuchUser', message: '' }));
    expect(shown.pane.getByRole('alert').textContent).toBe('There is no such person here any more.');
  });

  it('is met in what they wrote', async () => {
    show(inLobby(1));
    fireEvent.click(log().getByRole('button', { name: 'Bia' }));
    expect((await panel()).getByRole('button', { name: 'Write directly' })).toBeTruthy();
  });
});

describe('those who keep order', () => {
  it('see what was reported, and close it', async () => {
    const shown = show(under({ role: 'moderator' }));
    click('About lobby');
    await panel();
    click('Reported messages');
    const reports = await panel();
    const entry = { report: 7, post: posted(1), reason: 'rude', by: CAIO, at: 1 };
    hear(shown, 'reports', (id) => ({ type: 'reports', id, room: 'lobby', entries: [entry], more: false }));
    expect(reports.getByText('rude')).toBeTruthy();
    click('Nothing wrong');
    const outcome = { room: 'lobby', report: 7, outcome: 'dismissed' };
    expect(said).toContainEqual({ type: 'resolveReport', id: expect.any(Number), ...outcome });
    hear(shown, 'deed', (id) => ({ type: 'done', id }));
    expect(reports.getByText('Nothing is waiting here.')).toBeTruthy();
  });

  it('delete what was reported', async () => {
    const shown = show(under({ role: 'moderator' }));
    act(() => shown.store.dispatch({ type: 'entriesWanted', what: 'reports', room: 'lobby' }));
    await panel();
    const entry = { report: 7, post: posted(1), reason: 'rude', by: CAIO, at: 1 };
    hear(shown, 'reports', (id) => ({ type: 'reports', id, room: 'lobby', entries: [entry], more: false }));
    click('Delete message');
    expect(said).toContainEqual(expect.objectContaining({ type: 'delete', room: 'lobby', target: 1 }));
    expect(said).toContainEqual(expect.objectContaining({ type: 'resolveReport', outcome: 'handled' }));
  });

  it('see who may not take part, and let them again', async () => {
    const shown = show(under({ role: 'moderator' }));
    act(() => shown.store.dispatch({ type: 'entriesWanted', what: 'restrictions', room: 'lobby' }));
    const pane = await panel();
    const entry = { user: BIA, kind: 'ban', reason: 'rude', by: CAIO, at: 1, byAddress: false } as const;
    hear(shown, 'restrictions', (id) => ({ type: 'restrictions', id, room: 'lobby', entries: [entry], more: false }));
    expect(pane.getByText('banned')).toBeTruthy();
    click('Lift for Bia');
    expect(said).toContainEqual(expect.objectContaining({ type: 'restrict', user: 'bia', kind: 'ban', on: false }));
    hear(shown, 'deed', (id) => ({ type: 'done', id }));
    expect(pane.getByText('Nobody is muted or banned.')).toBeTruthy();
  });

  it('delete any message, from its menu', () => {
    show(under({ role: 'moderator' }));
    fireEvent.click(log().getByRole('button', { name: 'More' }));
    click('Delete');
    click('Delete');
    expect(said).toContainEqual(expect.objectContaining({ type: 'delete', target: 1 }));
  });
});

it('reports a message with a reason', () => {
  const shown = show(inLobby(1));
  fireEvent.click(log().getByRole('button', { name: 'More' }));
  click('Report');
  click('Report');
  expect(said.some(({ type }) => type === 'report')).toBe(false);
  fireEvent.change(screen.getByLabelText('What is wrong with this message?'), { target: { value: 'rude' } });
  click('Report');
  expect(said).toContainEqual({ type: 'report', id: expect.any(Number), room: 'lobby', target: 1, reason: 'rude' });
  hear(shown, 'deed', (id) => ({ type: 'done', id }));
  expect(screen.getByText('Thank you. The moderators will look at it.')).toBeTruthy();
});

describe('direct messages', () => {
  it('are begun with one or some, found by name', async () => {
    const shown = show(inLobby(1));
    click('New direct message');
    const find = await panel();
    for (const user of [BIA, CAIO]) {
      fireEvent.change(find.getByRole('searchbox'), { target: { value: user.name } });
      hear(shown, 'find', (id) => ({ type: 'foundUsers', id, users: [user] }));
      click(`Add ${user.name}`);
    }
    click('Without Caio');
    click('Start talking');
    expect(said).toContainEqual({ type: 'direct', id: expect.any(Number), users: ['bia'] });
  });
});

it('tells out of which room one was put, and why', () => {
  const { hear: listen } = show(inLobby(1));
  listen({ type: 'removed', room: 'lobby', reason: 'banned', why: 'spam' });
  const notice = screen.getByText(/You were banned from lobby\./);
  expect(notice.textContent).toContain('Reason: spam');
  click('All right');
  expect(screen.queryByText(/You were banned/)).toBeNull();
});

it('tells in the log who came to belong to a room and what became of it', () => {
  const { hear: listen } = show(inLobby(1));
  const from = { id: BIA.id, name: BIA.name };
  const logged = (seq: number) => ({ room: 'lobby', seq, at: 1, from, cid: `e${seq}` });
  const settings = { title: 'Lobby', description: '', posting: 'all', archived: false, slowSeconds: 0 } as const;
  listen(
    { type: 'memberAdded', ...logged(2), user: CAIO, role: 'member' },
    { type: 'roleChanged', ...logged(3), user: ME, role: 'moderator' },
    { type: 'memberRemoved', ...logged(4), user: CAIO },
    { type: 'memberRemoved', ...logged(5), user: from },
    { type: 'roomChanged', ...logged(6), ...settings },
  );
  for (const words of [
    'Bia invited Caio',
    'You are now: Moderator',
    'Bia removed Caio',
    'Bia left for good',
    'Bia changed the settings of the room',
  ]) {
    expect(log().getByText(words)).toBeTruthy();
  }
});

it('offers nothing in a room that nobody is let into, but to leave it', () => {
  const page = inLobby(1).do({ type: 'roomChosen', room: 'jazz' });
  const { id } = page.lastSaid('join');
  const { hear: listen, store } = show(page);
  listen({ type: 'error', id, code: 'banned', message: '', retryAfterMillis: 7_200_000 });
  expect(screen.getByRole('alert').textContent).toContain('Try again in 2 hours.');
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'About jazz' })).toBeNull();
  click('Leave room');
  expect([...store.state().rooms.keys()]).toEqual(['lobby']);
});
