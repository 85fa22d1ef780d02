import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Addition, ClientMessage } from '../../src/protocol/messages';
import { parseServerMessage } from '../../src/protocol/parse';
import type { DeedMessage } from '../../src/state/model';
import { BIA, ME, mine, Page, planned, posted, range } from '../state/harness';

/** The same files that the Java side is held to. */
const GOLDEN = join(import.meta.dirname, '../../../chat-protocol/src/test/resources/golden');

const golden = (side: 'client' | 'server') =>
  readdirSync(join(GOLDEN, side)).map((file) => ({ file, text: readFileSync(join(GOLDEN, side, file), 'utf8') }));

describe('what the server says', () => {
  it.each(golden('server'))('$file is read whole', ({ text }) => {
    expect(parseServerMessage(text)).toEqual(JSON.parse(text));
  });

  it('is there in examples', () => {
    expect(golden('server').length).toBeGreaterThan(20);
  });
});

/** Type and fields of a message; that is what a server can tell apart. */
const shape = (message: object) => `${(message as ClientMessage).type}: ${Object.keys(message).sort().join(' ')}`;

/** Golden messages the page never sends. */
const NOT_SENT: Record<string, string> = {
  'createRoom-title.json': 'the page always asks with an id, to hear why it was refused',
  'hello-token.json': 'the page always asks with an id',
  'block-off.json': 'the page always asks with an id',
  'blocks-least.json': 'the page always asks with an id',
  'createRoom-private.json': 'what a private room is about is said in its settings',
  'createRoom-private-title.json': 'the page always gives a title',
  'deleteRoom-least.json': 'the page always asks with an id',
  'direct-least.json': 'the page always asks with an id',
  'findUsers-least.json': 'the page always asks with an id',
  'invite-least.json': 'the page always asks with an id',
  'kick-least.json': 'the page always asks with an id',
  'myRooms-least.json': 'the page always asks with an id',
  'removeMember-least.json': 'the page always asks with an id',
  'report-least.json': 'the page always asks with an id',
  'reports-least.json': 'the page always asks with an id',
  'resolveReport-least.json': 'the page always asks with an id',
  'restrictions-least.json': 'the page always asks with an id',
  'setRole-least.json': 'the page always asks with an id',
  'restrict-off.json': 'the page always asks with an id',
  'setRoom-archived.json': 'the page always asks with an id',
  'setRoom-slow.json': 'the page always asks with an id',
  'delete-least.json': 'the page always asks with an id',
  'edit-least.json': 'the page always asks with an id',
  'history-before.json': 'the page always asks with an id',
  'history-thread.json': 'a thread is read backwards from its end',
  'history.json': 'the page always says how much it wants',
  'join-from-the-start.json': 'the page reads backwards from the end; a position always comes with its epoch',
  'leave.json': 'the page leaves without waiting for an answer',
  'members-next.json': 'a list long enough for a second page is not shown',
  'pin-off.json': 'the page always asks with an id',
  'pins-least.json': 'the page always asks with an id',
  'react-off.json': 'the page always asks with an id',
  'read-least.json': 'the page always asks with an id',
  'rooms-next.json': 'the page always asks with an id',
  'rooms.json': 'the page always says how much it wants',
  'search-least.json': 'the page always asks with an id',
  'search-next.json': 'the page does not search by author',
  'send-least.json': 'the page always asks with an id, to hear why it was refused',
  'setTopic-none.json': 'the page always asks with an id',
  'typing-id.json': 'typing is never answered',
  'unread-next.json': 'the page always asks with an id',
  'unread.json': 'the page always says how much it wants',
  'versions-least.json': 'the page always asks with an id',
};

describe('what a client says', () => {
  const sent = new Set(everythingSaid().map(shape));

  it.each(golden('client'))('$file is something the page says, or does not on purpose', ({ file, text }) => {
    expect(sent.has(shape(JSON.parse(text)))).toBe(!(file in NOT_SENT));
  });

  it('is known by a file for every exception', () => {
    const files = golden('client').map(({ file }) => file);
    expect(Object.keys(NOT_SENT).filter((file) => !files.includes(file))).toEqual([]);
  });
});

/** What is done to rooms and people, and asked about them. */
function sayDeeds(page: Page): void {
  const mark = { room: 'jazz', seq: 0, unread: 0, asOf: 0 };
  const jazz = { room: 'jazz', visibility: 'public', title: 'jazz', role: 'owner', seq: 0, mark } as const;
  const myRooms = [...page.state.requests].find(([, { kind }]) => kind === 'myRooms')?.[0] ?? 0;
  page.hear({ type: 'myRooms', id: myRooms, rooms: [jazz], more: true });
  const at = { room: 'jazz', user: BIA.id };
  const deeds: DeedMessage[] = [
    { type: 'invite', ...at, cid: 'd1', role: 'member' },
    { type: 'removeMember', ...at, cid: 'd2' },
    { type: 'setRole', ...at, cid: 'd3', role: 'moderator' },
    { type: 'direct', users: [BIA.id] },
    { type: 'deleteRoom', room: 'jazz' },
    { type: 'kick', ...at, reason: 'spam' },
    { type: 'restrict', ...at, kind: 'ban', on: true, seconds: 60, byAddress: true, reason: 'spam' },
    { type: 'report', room: 'jazz', target: 1, reason: 'spam' },
    { type: 'resolveReport', room: 'jazz', report: 1, outcome: 'handled' },
    { type: 'block', user: BIA.id, on: true },
  ];
  for (const message of deeds) {
    page.do({ type: 'deedWanted', message, about: BIA });
    page.hear({ type: 'done', id: page.lastSaid(message.type).id });
  }
  page.do({ type: 'peopleWanted', room: 'jazz' }, { type: 'peopleSought', query: 'bi' });
  const restriction = { user: BIA, kind: 'ban', by: ME, at: 1, byAddress: false } as const;
  page.do({ type: 'entriesWanted', what: 'restrictions', room: 'jazz' });
  const entries = { room: 'jazz', more: true };
  page.hear({ type: 'restrictions', id: page.lastSaid('restrictions').id, entries: [restriction], ...entries });
  page.do({ type: 'moreEntriesWanted' }, { type: 'entriesWanted', what: 'reports', room: 'jazz' });
  const report = { report: 1, post: posted(1), reason: 'spam', by: ME, at: 1 };
  page.hear({ type: 'reports', id: page.lastSaid('reports').id, entries: [report], ...entries });
  page.do({ type: 'moreEntriesWanted' });
}

/** A page that is led through everything it can say. */
function everythingSaid(): ClientMessage[] {
  const page = new Page()
    .do({ type: 'nameChosen', name: 'Ana' })
    .connect()
    .joined(80)
    .history(range(31, 80), true)
    .live();
  page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms: [], more: false });
  page
    .submit('hello', 'c1')
    .ack('c1', 81)
    .hear(mine(81, 'c1', 'hello'));
  page.do({ type: 'replyChosen', room: 'lobby', seq: 80 }).submit('yes', 'c2');
  const to = { room: 'lobby', target: 80 };
  page.do(
    { type: 'editChosen', room: 'lobby', seq: 81 },
    { type: 'drafted', room: 'lobby', text: 'hello!' },
    { type: 'submitted', room: 'lobby', cid: 'c3' },
  );
  const additions: Exclude<Addition, { type: 'send' | 'edit' }>[] = [
    { type: 'delete', cid: 'c4', ...to },
    { type: 'react', cid: 'c5', ...to, emoji: '👍', on: true },
    { type: 'pin', cid: 'c6', ...to, on: true },
    { type: 'setTopic', cid: 'c7', room: 'lobby', topic: 'Jazz' },
    {
      type: 'setRoom',
      cid: 'c8',
      room: 'lobby',
      ...{ title: 'Jazz', description: '', posting: 'staff', archived: true, slowSeconds: 30 },
    },
  ];
  page.ack('c3', 83);
  for (const message of additions) {
    page.do({ type: 'additionWanted', message }).ack(message.cid, 84);
  }
  page.do(
    { type: 'pinsWanted', room: 'lobby' },
    { type: 'versionsWanted', ...to },
    { type: 'searched', query: 'jazz', room: null, from: null },
    { type: 'messageWanted', room: 'lobby', seq: 7 },
  );
  page.do(planned('jazz'), planned('Jazz & Blues'));
  sayDeeds(page);
  page.hear({ type: 'presence', room: 'lobby', count: 5 }, posted(90));
  page
    .lose()
    .connect({ ...ME, name: 'Ana Maria' })
    .do({ type: 'roomLeft', room: 'lobby' });
  return page.everSaid;
}
