import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../src/protocol/messages';
import { parseServerMessage } from '../../src/protocol/parse';
import { ME, Page, posted } from '../state/harness';

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
  'history-before.json': 'the page always asks with an id',
  'history.json': 'the page always says how much it wants',
  'join-from-the-start.json': 'the page reads backwards from the end; a position always comes with its epoch',
  'leave.json': 'the page leaves without waiting for an answer',
  'members-next.json': 'a list long enough for a second page is not shown',
  'rooms-next.json': 'the page always asks with an id',
  'rooms.json': 'the page always says how much it wants',
  'send-least.json': 'the page always asks with an id, to hear why it was refused',
  'typing-id.json': 'typing is never answered',
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
  const page = new Page().do({ type: 'nameChosen', name: 'Ana' }).connect().joined(80).live();
  page.hear({ type: 'rooms', id: page.lastSaid('rooms').id, rooms: [], more: false });
  page.submit('hello', 'c1').ack('c1', 81);
  page.do({ type: 'replyChosen', room: 'lobby', seq: 80 }).submit('yes', 'c2');
  page.do({ type: 'roomTitled', title: 'jazz' }, { type: 'roomTitled', title: 'Jazz & Blues' });
  page.hear({ type: 'presence', room: 'lobby', count: 5 }, posted(90));
  page
    .lose()
    .connect({ ...ME, name: 'Ana Maria' })
    .do({ type: 'roomLeft', room: 'lobby' });
  return page.everSaid;
}
