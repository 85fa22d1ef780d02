// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Chime } from '../../src/app/chime';
import type { Duty } from '../../src/app/duty';
import { Store } from '../../src/app/store';
import { Teller } from '../../src/app/teller';
import { reduce } from '../../src/state/reduce';
import { alertFrom, BIA, inLobby, posted } from '../state/harness';

const ALERT = alertFrom(BIA, { title: 'Lobby', volume: 0.5 });

class Shown {
  static permission = 'granted';
  static all: Shown[] = [];
  onclick: (() => void) | null = null;
  readonly close = vi.fn();
  readonly title: string;
  readonly options: NotificationOptions;

  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    Shown.all.push(this);
  }
}

const duty = { isOnDuty: vi.fn(), serve: vi.fn(), take: vi.fn() };
const ring = vi.fn();

function open() {
  const page = inLobby().do({ type: 'settingsChanged', change: { language: 'en' } });
  const store = new Store(page.state, reduce, () => undefined);
  return { store, teller: new Teller(store, duty as unknown as Duty, { ring } as unknown as Chime) };
}

beforeEach(() => {
  Shown.all = [];
  Shown.permission = 'granted';
  duty.isOnDuty.mockReturnValue(true);
  ring.mockClear();
  vi.stubGlobal('Notification', Shown);
});

afterEach(() => vi.unstubAllGlobals());

it('shows a notification for each room, and rings', async () => {
  const { teller } = open();
  teller.tell(ALERT);
  teller.tell({ ...ALERT, room: '~d1', direct: true });
  teller.tell({ ...ALERT, room: '~p', title: 'Banda', count: 3, calls: true });
  teller.tell({ ...ALERT, room: 'x', title: 'X', count: 2, volume: 0 });
  await vi.waitFor(() => expect(Shown.all).toHaveLength(4));
  expect(Shown.all.map(({ title, options }) => [title, options.body, options.tag])).toEqual([
    ['Bia in Lobby', 'hi', 'lobby'],
    ['Bia', 'hi', '~d1'],
    ['Banda', '3 new messages, you are mentioned', '~p'],
    ['X', '2 new messages', 'x'],
  ]);
  expect(ring).toHaveBeenLastCalledWith(0);
});

it('of a message whose words are not here it tells that there is one', async () => {
  const { teller } = open();
  teller.tell({ ...ALERT, from: '', text: '' });
  await vi.waitFor(() => expect(Shown.all).toHaveLength(1));
  expect(Shown.all.map(({ title, options }) => [title, options.body])).toEqual([['Lobby', '1 new message']]);
});

it('leads to the message', async () => {
  const { store, teller } = open();
  store.dispatch({ type: 'roomChosen', room: 'jazz' });
  teller.tell(ALERT);
  await vi.waitFor(() => expect(Shown.all).toHaveLength(1));
  Shown.all[0]?.onclick?.();
  expect(store.state().active).toBe('lobby');
  expect(Shown.all[0]?.close).toHaveBeenCalled();
});

it('takes a notification back once the room was read', async () => {
  const { store, teller } = open();
  store.dispatch({ type: 'attentionChanged', attention: false });
  store.dispatch({ type: 'received', message: posted(1) });
  teller.tell(ALERT);
  await vi.waitFor(() => expect(Shown.all).toHaveLength(1));
  store.dispatch({ type: 'received', message: posted(2) });
  expect(Shown.all[0]?.close).not.toHaveBeenCalled();
  store.dispatch({ type: 'attentionChanged', attention: true });
  expect(Shown.all[0]?.close).toHaveBeenCalled();
});

it('leaves it to the window on duty', () => {
  duty.isOnDuty.mockReturnValue(false);
  open().teller.tell(ALERT);
  expect(ring).not.toHaveBeenCalled();
});

it('stands up for duty whenever somebody looks', () => {
  const { store } = open();
  const before = duty.take.mock.calls.length;
  store.dispatch({ type: 'attentionChanged', attention: false });
  store.dispatch({ type: 'drafted', room: 'lobby', text: 'x' });
  expect(duty.take.mock.calls.length).toBe(before);
  store.dispatch({ type: 'attentionChanged', attention: true });
  expect(duty.take.mock.calls.length).toBe(before + 1);
});

it('shows nothing where it may not', async () => {
  Shown.permission = 'denied';
  open().teller.tell(ALERT);
  await new Promise((resolve) => setTimeout(resolve));
  expect(Shown.all).toEqual([]);
  expect(ring).toHaveBeenCalled();
});

it('takes back what an earlier page left, once that was read', async () => {
  const left = { tag: 'lobby', close: vi.fn() };
  const registration = { getNotifications: async () => [left] };
  const worker = Object.assign(new EventTarget(), { getRegistration: async () => registration });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: worker });
  const { store } = open();
  store.dispatch({ type: 'attentionChanged', attention: false });
  store.dispatch({ type: 'received', message: posted(1) });
  await new Promise((resolve) => setTimeout(resolve));
  expect(left.close).not.toHaveBeenCalled();
  store.dispatch({ type: 'attentionChanged', attention: true });
  await vi.waitFor(() => expect(left.close).toHaveBeenCalled());
  Reflect.deleteProperty(navigator, 'serviceWorker');
});
