// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { BIA, inLobby, Page, posted, range } from '../state/harness';
import { show } from './show';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const inTwoRooms = () => {
  const page = new Page({ name: 'Ana', token: 't', rooms: ['lobby', 'jazz'] }).do({ type: 'started' });
  return page.connect().joinedOne('lobby', 0).joinedOne('jazz', 0).live('jazz').live();
};

it('a place is known again by its message, also when a notice stands above that', () => {
  // Every row is in sight, at the top.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50);
  const { hear, store } = show(inTwoRooms());
  hear({ type: 'left', room: 'lobby', user: { id: BIA.id, name: 'Bia' }, count: 1 }, posted(1), posted(2));
  act(() => store.dispatch({ type: 'scrolled', room: 'lobby', following: false }));
  act(() => store.dispatch({ type: 'roomChosen', room: 'jazz' }));
  expect(store.state().rooms.get('lobby')?.reading.left).toMatchObject({ seq: 1, at: 'left' });
});

it('whoever scrolls up while the newest is on its way stays where they are', () => {
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(9_000);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(500);
  const page = inLobby(5_000).do({ type: 'messageWanted', room: 'lobby', seq: 100 });
  const { store } = show(page.history(range(75, 124), true));
  const timeline = screen.getByRole('log');
  const scrollTo = (top: number) => {
    timeline.scrollTop = top;
    fireEvent.scroll(timeline);
  };
  const wanted = () => store.state().rooms.get('lobby')?.reading.wanted;
  scrollTo(4_000);
  act(() => store.dispatch({ type: 'newestWanted', room: 'lobby' }));
  scrollTo(4_400);
  expect(wanted()).toBe('end');
  scrollTo(4_200);
  expect(wanted()).toBeNull();
});

it('desktop notifications are shown as off where the browser does not let them be', async () => {
  const Notification = Object.assign(vi.fn(), { permission: 'denied' });
  vi.stubGlobal('Notification', Notification);
  const page = inTwoRooms().do({ type: 'settingsChanged', change: { desktop: true } }, { type: 'settingsWanted' });
  const { store } = show(page);
  await act(() => vi.dynamicImportSettled());
  const toggle = () => screen.getByRole<HTMLInputElement>('switch', { name: /^Show notifications/ });
  expect(toggle().checked).toBe(false);
  Notification.permission = 'granted';
  act(() => store.dispatch({ type: 'settingsChanged', change: { sound: true } }));
  expect(toggle().checked).toBe(true);
});
