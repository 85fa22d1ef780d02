import { expect, test } from './fixtures';
import type { Person } from './person';

test.use({ serverFlags: ['--no-rate-limit'] });

/** Of nobody's: a key that was never given out. */
const NO_KEY = `~p${'a'.repeat(25)}`;

/** Everything that one may ask of a room; the server is told a made-up key as well, and says the same of both. */
const asked = (room: string, user: string, cid: string) => [
  { type: 'join', room },
  { type: 'join', room, after: 0, epoch: 'e' },
  { type: 'history', room },
  { type: 'history', room, around: 1 },
  { type: 'history', room, thread: 1 },
  { type: 'versions', room, target: 1 },
  { type: 'pins', room },
  { type: 'members', room },
  { type: 'read', room, seq: 1 },
  { type: 'search', room, query: 'segredo' },
  { type: 'send', room, cid, text: 'oi' },
  { type: 'edit', room, cid, target: 1, text: 'oi' },
  { type: 'delete', room, cid, target: 1 },
  { type: 'react', room, cid, target: 1, emoji: '👍', on: true },
  { type: 'pin', room, cid, target: 1, on: true },
  { type: 'setTopic', room, cid, topic: 'oi' },
  { type: 'setRoom', room, cid, title: 'oi' },
  { type: 'invite', room, cid, user },
  { type: 'removeMember', room, cid, user },
  { type: 'setRole', room, cid, user, role: 'owner' },
  { type: 'kick', room, user },
  { type: 'restrict', room, user, kind: 'ban', on: true },
  { type: 'restrictions', room },
  { type: 'report', room, target: 1, reason: 'oi' },
  { type: 'reports', room },
  { type: 'resolveReport', room, report: 1, outcome: 'handled' },
  { type: 'deleteRoom', room },
  { type: 'createRoom', room, visibility: 'public' },
];

/** What the server answers to each of these, one after the other, from a program of this person's. */
async function answers(person: Person, questions: readonly object[]): Promise<Record<string, unknown>[]> {
  return person.page.evaluate(
    (messages) =>
      new Promise<Record<string, unknown>[]>((done) => {
        const socket = new WebSocket(`ws://${location.host}/ws`, 'chat.v1');
        const { name, token } = JSON.parse(localStorage.getItem('chat') ?? '{}');
        const said: Record<string, unknown>[] = [];
        const ask = (id: number, message: object) => socket.send(JSON.stringify({ id, ...message }));
        socket.onopen = () => ask(0, { type: 'hello', name, token });
        socket.onmessage = ({ data }) => {
          const { id, ...answer } = JSON.parse(String(data));
          if (id !== said.length) {
            return;
          }
          said.push(answer);
          const next = messages[id];
          if (next === undefined) {
            socket.close();
            done(said.slice(1));
          } else {
            ask(id + 1, next);
          }
        };
      }),
    questions,
  );
}

/** All that comes to a page over its connections, from now on. */
function overhear(person: Person): string[] {
  const heard: string[] = [];
  person.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  return heard;
}

/** All of one type that a page says, from now on. */
function listen(person: Person, type: string): Record<string, string>[] {
  const said: Record<string, string>[] = [];
  person.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const message = JSON.parse(String(payload));
      if (message.type === type) {
        said.push(message);
      }
    }),
  );
  return said;
}

test('two talk in a private room while a third tries to get in', async ({ visit }) => {
  const ana = await visit();
  const made = listen(ana, 'createRoom');
  await ana.enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const caio = await visit();
  const heard = overhear(caio);
  await caio.enter('Caio');
  await ana.makeRoom('Banda', 'Privada');
  await ana.invite('Banda', 'Bia');
  await bia.choose('Banda');
  await ana.tell('segredo um');
  await bia.tell('segredo dois');
  await ana.sees('segredo dois');
  const link = await ana.linkTo('Banda');
  const room = new URLSearchParams(new URL(link).hash.slice(1)).get('room') ?? '';
  expect(room).toMatch(/^~p[a-z2-7]{25}$/);
  const cid = made[0]?.cid ?? '';
  expect(cid).not.toBe('');

  // With the link: not a word more than of a link to nowhere.
  const said: string[] = [];
  for (const key of [NO_KEY, room]) {
    await caio.page.goto(link.replace(room, key));
    await caio.page.reload();
    const refusal = caio.page.getByRole('alert').filter({ hasText: 'Esta sala não existe, ou você não pode vê-la.' });
    await expect(refusal).toBeVisible();
    said.push((await caio.page.locator('main').innerText()).replace(key, 'KEY'));
    await expect(caio.timeline.locator('.message')).toHaveCount(0);
    await caio.choose('lobby');
  }
  expect(said[0]).toBe(said[1]);

  // With what is written in it.
  await caio.search('segredo');
  await expect(caio.side.getByText('Nada foi encontrado.')).toBeVisible();
  await caio.page.keyboard.press('Escape');

  // With its name: that makes another room, with nobody else in it.
  await caio.makeRoom('Banda', 'Privada');
  await expect(caio.members.getByRole('listitem')).toHaveCount(1);
  await expect(caio.timeline.locator('.message')).toHaveCount(0);

  // With its key: whatever is asked, the same as for a key that never was.
  const user = await caio.page.evaluate(() => JSON.parse(localStorage.getItem('chat') ?? '{}').token.split('.')[1]);
  const ofKey = await answers(caio, asked(room, user, cid));
  const ofNone = await answers(caio, asked(NO_KEY, user, cid));
  const without = (value: unknown, key: string) => JSON.stringify(value).replaceAll(key, 'KEY');
  expect(without(ofKey, room)).toBe(without(ofNone, NO_KEY));
  expect(ofKey.filter(({ code }) => code !== 'noSuchRoom')).toEqual([]);

  // With the word under which it was made.
  const [own] = await answers(caio, [{ type: 'createRoom', cid, title: 'Banda', visibility: 'private' }]);
  expect(own).toMatchObject({ type: 'roomCreated', created: true });
  expect(own?.room).not.toBe(room);

  // All the while nothing of it came to the third, and the two saw nothing of that.
  await ana.tell('segredo três');
  await bia.sees('segredo três');
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.filter((frame) => frame.includes('segredo'))).toEqual([]);
  const unasked = heard.filter((frame) => !frame.includes('"noSuchRoom"') && frame.includes(room));
  expect(unasked).toEqual([]);
  await expect(ana.members.getByRole('listitem')).toHaveCount(2);
  expect(await ana.texts()).toEqual(['segredo um', 'segredo dois', 'segredo três']);
  await expect(ana.timeline.getByText('Caio')).toHaveCount(0);
});
