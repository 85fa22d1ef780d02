import type { Failure, Found, History, Hit, Pins, Posted, RoomEvent, Versions } from '../protocol/messages';
import { after } from './changes';
import { dropDeed } from './deeds';
import { showMe } from './me';
import { BOUNDS, type Phase, type Problem, type Request, type Search, type Side } from './model';
import { findUsers, showEntries } from './side-people';
import type { Turn } from './turn';
import { isPosted, upToNow } from './window';

/** What is shown beside a room: its pinned messages, a thread, the earlier texts of a message, or a search. */

type Of<K extends Side['kind']> = Extract<Side, { kind: K }>;

const LOADING: Phase = { kind: 'loading' };
const READY: Phase = { kind: 'ready' };

export function closeSide(turn: Turn): void {
  turn.patch({ side: { kind: 'none' } });
  dropDeed(turn);
}

/** The room that what is shown beside belongs to; null: it stays whatever room is shown. */
export function roomOf(side: Side): string | null {
  return side.kind === 'search' || !('room' in side) ? null : side.room;
}

/** Another room is shown: what belongs to the one before goes with it. */
export function roomChanged(turn: Turn): void {
  const { side, active } = turn.state;
  const room = roomOf(side);
  if (room !== null && room !== active) {
    closeSide(turn);
  }
}

export function showPins(turn: Turn, room: string): void {
  const { side } = turn.state;
  const events = side.kind === 'pins' && side.room === room ? side.events : [];
  turn.patch({ side: { kind: 'pins', room, events, phase: LOADING } });
  askBeside(turn, { kind: 'pins', room, since: newest(turn, room) }, { type: 'pins', room });
}

export function showThread(turn: Turn, room: string, root: number): void {
  turn.patch({ side: { kind: 'thread', room, root, events: [], more: false, phase: LOADING } });
  askThread(turn, room, root, {});
}

export function showOlderReplies(turn: Turn): void {
  const { side } = turn.state;
  const first = side.kind === 'thread' ? side.events[0] : undefined;
  if (side.kind === 'thread' && side.more && side.phase.kind !== 'loading' && first !== undefined) {
    turn.patch({ side: { ...side, phase: LOADING } });
    askThread(turn, side.room, side.root, { before: first.seq });
  }
}

function askThread(turn: Turn, room: string, root: number, place: { before?: number }): void {
  const request = { kind: 'thread', room, root, since: newest(turn, room) } as const;
  askBeside(turn, request, { type: 'history', room, ...place, thread: root, limit: BOUNDS.page });
}

export function showVersions(turn: Turn, room: string, target: number): void {
  turn.patch({ side: { kind: 'versions', room, target, versions: [], phase: LOADING } });
  askBeside(turn, { kind: 'versions', room, target }, { type: 'versions', room, target });
}

/** Opens an empty search; the last one is still there when it was open already. */
export function openSearch(turn: Turn): void {
  if (turn.state.side.kind !== 'search') {
    turn.patch({ side: { kind: 'search', query: '', room: null, from: null, hits: [], next: null, phase: READY } });
  }
}

type Sought = Pick<Search, 'query' | 'room' | 'from'>;

export function search(turn: Turn, { query: typed, room, from }: Sought): void {
  const query = typed.trim();
  if (query !== '') {
    turn.patch({ side: { kind: 'search', query, room, from, hits: [], next: null, phase: LOADING } });
    askHits(turn, { query, room, from }, null);
  }
}

export function moreHits(turn: Turn): void {
  const { side } = turn.state;
  if (side.kind === 'search' && side.next !== null && side.phase.kind !== 'loading') {
    turn.patch({ side: { ...side, phase: LOADING } });
    askHits(turn, side, side.next);
  }
}

function askHits(turn: Turn, { query, room, from }: Sought, cursor: string | null): void {
  const message = {
    type: 'search',
    query,
    ...(room === null ? {} : { room }),
    ...(from === null ? {} : { from: from.id }),
    ...(cursor === null ? {} : { cursor }),
  } as const;
  askBeside(turn, { kind: 'search', query, room, from, cursor }, message);
}

/** The same again, after it failed or when there is a connection again. */
export function reloadSide(turn: Turn): void {
  const { side } = turn.state;
  switch (side.kind) {
    case 'pins':
      return showPins(turn, side.room);
    case 'thread':
      return showThread(turn, side.room, side.root);
    case 'versions':
      return showVersions(turn, side.room, side.target);
    case 'search':
      return side.next === null ? search(turn, side) : moreHits(turn);
    case 'find':
      return findUsers(turn, side.query);
    case 'reports':
    case 'restrictions':
      return showEntries(turn, side.kind, side.room);
    case 'me':
      return showMe(turn);
    case 'room':
    case 'person':
    case 'settings':
    case 'none':
  }
}

export function askBeside(turn: Turn, request: Request, message: Parameters<Turn['ask']>[1]): void {
  if (turn.state.link.kind === 'ready') {
    turn.ask(request, message);
  } else {
    fail(turn, { code: 'connectionLost', message: '' });
  }
}

function newest(turn: Turn, room: string): number {
  return turn.room(room)?.last ?? 0;
}

export function onPins(turn: Turn, message: Pins): void {
  const request = turn.answered(message.id);
  const { side } = turn.state;
  if (request?.kind !== 'pins' || side.kind !== 'pins' || side.room !== request.room) {
    return;
  }
  const room = turn.room(request.room);
  const recent = room?.recent.some(({ seq, type }) => type === 'pinned' && seq > request.since);
  const events = room && !recent ? upToNow(room, message.events.filter(isPosted), request.since) : null;
  if (room !== undefined && events === null) {
    showPins(turn, request.room);
  } else {
    turn.patch({ side: { ...side, events: events?.filter(isOnBoard) ?? [], phase: READY } });
  }
}

export function onThread(turn: Turn, request: Extract<Request, { kind: 'thread' }>, message: History): void {
  const { side } = turn.state;
  const room = turn.room(request.room);
  if (side.kind !== 'thread' || side.room !== request.room || side.root !== request.root || room === undefined) {
    return;
  }
  const known = side.events[0]?.seq ?? Infinity;
  const page = upToNow(
    room,
    message.events.filter(isPosted).filter(({ seq }) => seq < known),
    request.since,
  );
  if (page === null) {
    showThread(turn, side.room, side.root);
    return;
  }
  const isFirst = side.events.length === 0;
  const came = room.recent.filter(isPosted).filter((e) => e.replyTo === side.root && e.seq > (page.at(-1)?.seq ?? 0));
  const late = isFirst ? (upToNow(room, came, request.since) ?? []) : [];
  const events = [...page, ...side.events, ...late];
  turn.patch({ side: { ...side, events: events.slice(-BOUNDS.windowMax), more: message.more, phase: READY } });
}

export function onVersions(turn: Turn, message: Versions): void {
  const request = turn.answered(message.id);
  const { side } = turn.state;
  if (request?.kind === 'versions' && side.kind === 'versions' && side.target === request.target) {
    turn.patch({ side: { ...side, versions: message.versions, phase: READY } });
  }
}

export function onFound(turn: Turn, message: Found): void {
  const request = turn.answered(message.id);
  const { side } = turn.state;
  if (request?.kind !== 'search' || side.kind !== 'search' || !isOf(side, request)) {
    return;
  }
  const hits = [...side.hits, ...message.hits].slice(0, BOUNDS.hitsMax);
  const next = hits.length < BOUNDS.hitsMax ? (message.next ?? null) : null;
  turn.patch({ side: { ...side, hits, next, phase: READY } });
}

function isOf(side: Search, request: Extract<Request, { kind: 'search' }>): boolean {
  const { query, room, from, cursor } = request;
  return side.query === query && side.room === room && side.from?.id === from?.id && side.next === cursor;
}

/** A refusal of what was asked for beside the room; what came before stays. */
export function onSideFailed(turn: Turn, request: Request, { code, message, field }: Failure): void {
  const { side } = turn.state;
  if (side.kind === request.kind && (side.kind !== 'search' || request.kind !== 'search' || isOf(side, request))) {
    fail(turn, field === 'query' ? { code: 'badQuery', message } : { code, message });
  }
}

export function onSideLost(turn: Turn): void {
  const { side } = turn.state;
  if (side.kind !== 'none' && side.phase.kind === 'loading') {
    fail(turn, { code: 'connectionLost', message: '' });
  }
}

function fail(turn: Turn, problem: Problem): void {
  const { side } = turn.state;
  if (side.kind !== 'none') {
    turn.patch({ side: { ...side, phase: { kind: 'failed', problem } } });
  }
}

/** Something happened in a room: what is shown of it beside the room changes too. */
export function changeSide(turn: Turn, event: RoomEvent): void {
  const { side } = turn.state;
  if (side.kind === 'search') {
    const hits = event.type === 'deleted' ? side.hits.filter((hit) => !isAbout(hit, event)) : side.hits;
    turn.patch(hits.length === side.hits.length ? {} : { side: { ...side, hits } });
  } else if (side.kind === 'pins' && side.room === event.room) {
    changePins(turn, side, event);
  } else if (side.kind === 'thread' && side.room === event.room) {
    const isReply = event.type === 'posted' && event.replyTo === side.root && side.phase.kind === 'ready';
    const events = isReply ? [...side.events, event].slice(-BOUNDS.windowMax) : after(side.events, event);
    turn.patch(events === side.events ? {} : { side: { ...side, events } });
  } else if (
    side.kind === 'versions' &&
    side.room === event.room &&
    'target' in event &&
    event.target === side.target
  ) {
    if (event.type === 'edited' || event.type === 'deleted') {
      showVersions(turn, side.room, side.target);
    }
  }
}

function changePins(turn: Turn, side: Of<'pins'>, event: RoomEvent): void {
  const events = after(side.events, event).filter(isOnBoard);
  turn.patch({ side: { ...side, events } });
  // The text of what was pinned just now may not be here.
  const isNew = event.type === 'pinned' && event.on && !events.some(({ seq }) => seq === event.target);
  if (isNew && side.phase.kind !== 'loading') {
    showPins(turn, side.room);
  }
}

function isOnBoard({ pinned, deleted }: Posted): boolean {
  return pinned === true && deleted !== true;
}

function isAbout({ event }: Hit, { room, target }: { room: string; target: number }): boolean {
  return event.room === room && event.seq === target;
}
