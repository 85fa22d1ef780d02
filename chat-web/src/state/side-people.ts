import { LIMITS, type Author, type FoundUsers, type Reports, type Restrictions } from '../protocol/messages';
import { dropDeed } from './deeds';
import { BOUNDS, type Phase, type Side } from './model';
import { askBeside } from './side';
import type { Turn } from './turn';

/** What is shown beside a room of the people in it: one of them, whom to invite, who was reported, who may not talk. */

const LOADING: Phase = { kind: 'loading' };
const READY: Phase = { kind: 'ready' };

function open(turn: Turn, side: Side): void {
  turn.patch({ side });
  dropDeed(turn);
}

export function showRoom(turn: Turn, room: string): void {
  open(turn, { kind: 'room', room, phase: READY });
}

export function showPerson(turn: Turn, room: string | null, user: Author): void {
  open(turn, { kind: 'person', room, user, phase: READY });
}

/** To invite somebody into a room; with null: to talk to somebody directly. */
export function showFind(turn: Turn, room: string | null): void {
  open(turn, { kind: 'find', room, query: '', users: [], phase: READY });
}

/** Looks for people while their name is being typed; only the answer to what was typed last counts. */
export function findUsers(turn: Turn, typed: string): void {
  const { side } = turn.state;
  if (side.kind !== 'find') {
    return;
  }
  const query = [...typed.trim()].slice(0, LIMITS.userNameCodePointsMax).join('');
  turn.patch({
    side: { ...side, query, users: query === '' ? [] : side.users, phase: query === '' ? READY : LOADING },
  });
  if (query !== '') {
    askBeside(turn, { kind: 'find', query }, { type: 'findUsers', query, limit: LIMITS.foundUsersMax });
  }
}

export function onFoundUsers(turn: Turn, { id, users }: FoundUsers): void {
  const request = turn.answered(id);
  const { side } = turn.state;
  if (request?.kind === 'find' && side.kind === 'find' && side.query === request.query) {
    turn.patch({ side: { ...side, users, phase: READY } });
  }
  const { over } = turn.state;
  if (request?.kind === 'find' && over.kind === 'switcher' && over.query.trim().startsWith(request.query)) {
    turn.patch({ over: { ...over, users } });
  }
}

type EntriesKind = 'reports' | 'restrictions';

export function showEntries(turn: Turn, kind: EntriesKind, room: string): void {
  const { side } = turn.state;
  const again = side.kind === kind && side.room === room;
  open(turn, again ? { ...side, phase: LOADING } : { kind, room, entries: [], more: false, phase: LOADING });
  askEntries(turn, kind, room, false);
}

export function showMoreEntries(turn: Turn): void {
  const { side } = turn.state;
  if ((side.kind === 'reports' || side.kind === 'restrictions') && side.more && side.phase.kind !== 'loading') {
    turn.patch({ side: { ...side, phase: LOADING } });
    askEntries(turn, side.kind, side.room, true);
  }
}

function askEntries(turn: Turn, kind: EntriesKind, room: string, more: boolean): void {
  const { side } = turn.state;
  const request = { kind, room, more } as const;
  const limit = LIMITS.listPageMax;
  if (kind === 'reports') {
    const last = more && side.kind === 'reports' ? side.entries.at(-1)?.report : undefined;
    askBeside(turn, request, { type: 'reports', room, ...(last === undefined ? {} : { after: last }), limit });
  } else {
    const last = more && side.kind === 'restrictions' ? side.entries.at(-1)?.user.id : undefined;
    askBeside(turn, request, { type: 'restrictions', room, ...(last === undefined ? {} : { after: last }), limit });
  }
}

export function onReports(turn: Turn, message: Reports): void {
  const request = turn.answered(message.id);
  const { side } = turn.state;
  if (request?.kind === 'reports' && side.kind === 'reports' && side.room === request.room) {
    const entries = request.more ? [...side.entries, ...message.entries] : message.entries;
    const more = message.more && entries.length < BOUNDS.entriesMax;
    turn.patch({ side: { ...side, entries: entries.slice(0, BOUNDS.entriesMax), more, phase: READY } });
  }
}

export function onRestrictions(turn: Turn, message: Restrictions): void {
  const request = turn.answered(message.id);
  const { side } = turn.state;
  if (request?.kind === 'restrictions' && side.kind === 'restrictions' && side.room === request.room) {
    const entries = request.more ? [...side.entries, ...message.entries] : message.entries;
    const more = message.more && entries.length < BOUNDS.entriesMax;
    turn.patch({ side: { ...side, entries: entries.slice(0, BOUNDS.entriesMax), more, phase: READY } });
  }
}
