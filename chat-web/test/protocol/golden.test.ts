import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Addition, ClientMessage } from '../../src/protocol/messages';
import { parseServerMessage } from '../../src/protocol/parse';
import { ME, mine, Page, planned, posted, range } from '../state/harness';

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
  'hello-token.json': 'the page always says its name too, for a server that does not know the token any more',
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
  ];
  page.ack('c3', 83);
  for (const message of additions) {
    page.do({ type: 'additionWanted', message }).ack(message.cid, 84);
  }
  page.do(
    { type: 'pinsWanted', room: 'lobby' },
    { type: 'versionsWanted', ...to },
    { type: 'searched', query: 'jazz', room: null },
    { type: 'messageWanted', room: 'lobby', seq: 7 },
  );
  page.do(planned('jazz'), planned('Jazz & Blues'));
  page.hear({ type: 'presence', room: 'lobby', count: 5 }, posted(90));
  page
    .lose()
    .connect({ ...ME, name: 'Ana Maria' })
    .do({ type: 'roomLeft', room: 'lobby' });
  return page.everSaid;
}
