import { expect, test } from './fixtures';
import { SCRIPTS, UNRULY } from './hostile';

test.use({ serverFlags: ['--no-rate-limit'] });

// That nothing runs, pops up, is loaded or is complained about is what the `incidents` of every test say.

test('no message runs anything', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  for (const text of SCRIPTS) {
    await ana.say(text);
  }
  await expect(bia.timeline.locator('.text')).toHaveCount(SCRIPTS.length);
  expect(await bia.texts()).toEqual(SCRIPTS);
  expect(await ana.texts()).toEqual(SCRIPTS);
  // The one address among them is one that may be opened, and leads to nothing but itself.
  const links = bia.timeline.locator('.text a');
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute('href', 'http://evil.example/');
  await expect(bia.timeline.locator('.text :not(a)')).toHaveCount(0);
  // The time of each message leads to that message, and no other link is there.
  const times = bia.timeline.locator('a.moment');
  await expect(times).toHaveCount(SCRIPTS.length);
  const origin = new URL(bia.page.url()).origin;
  expect(await times.evaluateAll((all) => [...new Set(all.map((it) => (it as HTMLAnchorElement).origin))])).toEqual([
    origin,
  ]);
  await expect(
    bia.page.locator('body a[href]:not(.skip-link, .text a, .moment), iframe, object, embed, body style'),
  ).toHaveCount(0);

  await bia.message('[click]').hover();
  await bia
    .message('[click]')
    .getByRole('button', { name: /Responder/ })
    .click();
  await bia.tell('resposta');
  await ana.sees('resposta');
});

test('no room name runs anything', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const titles = ['<img src=x onerror=alert(1)>', '"><svg/onload=alert(1)>', '<style>*{display:none}</style> x'];
  for (const title of titles) {
    await ana.makeRoom(title);
    await ana.tell('oi');
  }
  const bia = await (await visit()).enter('Bia');
  for (const title of titles) {
    await bia.rooms.getByRole('button').filter({ hasText: title }).click();
    await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText(title);
    await bia.sees('oi');
  }
  await expect(bia.page).toHaveTitle(`${titles.at(-1)} · Chat`);
});

test('no topic, pin or hit runs anything', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const topic = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await ana.setTopic(topic);
  await expect(bia.page.locator('button.topic')).toHaveText(topic);
  await expect(bia.timeline.getByText(`Ana mudou o assunto: ${topic}`)).toBeVisible();
  const text = '<b onmouseover="alert(1)">procure</b> <img src=x onerror=alert(1)>';
  await ana.tell(text);
  await ana.doTo('procure', 'Fixar');
  await bia.page.getByRole('button', { name: 'Mensagens fixadas' }).click();
  await expect(bia.side.locator('.card-text')).toHaveText(text);
  await bia.search('procure');
  await expect(bia.side.locator('.card-text')).toHaveText(text);
  await expect(bia.side.locator('mark')).toHaveText('procure');
  await expect(bia.side.locator('.card-text img, .card-text b, .card-text script')).toHaveCount(0);
});

test('no name runs anything, even if a server let it through', async ({ visit }) => {
  // So high that all of it is on the page at once.
  const ana = await visit({ viewport: { width: 1440, height: 4_000 } });
  await ana.page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      socket.send(frame);
      if (JSON.parse(String(frame)).type !== 'live') {
        return;
      }
      SCRIPTS.forEach((name, i) => {
        const user = { id: `x${i}`, name, color: `red;background:url(//evil.example/${i})`, initials: name };
        const of = { room: 'lobby', user };
        socket.send(JSON.stringify({ type: 'entered', ...of, count: i + 2 }));
        socket.send(JSON.stringify({ type: 'typing', ...of }));
        const posted = { type: 'posted', room: 'lobby', seq: i + 1, at: Date.now(), cid: `x${i}`, text: name };
        socket.send(JSON.stringify({ ...posted, from: { id: user.id, name } }));
      });
      socket.send(JSON.stringify({ type: 'error', code: '<b>', message: '<img src=x onerror=alert(1)>' }));
    });
  });
  await ana.page.reload();
  await ana.enter('Ana');
  await expect(ana.timeline.locator('.text')).toHaveCount(SCRIPTS.length);
  await expect(ana.members.locator('.avatar')).toHaveCount(SCRIPTS.length + 1);
  await expect(ana.members.locator('.avatar[style*=url]')).toHaveCount(0);
  await expect(ana.timeline.locator('.author *, .notices bdi *, .text :not(a)')).toHaveCount(0);
});

for (const width of [360, 1440]) {
  const tag = width === 360 ? [] : ['@full'];
  test(`unruly texts stay in their place at ${width} px`, { tag }, async ({ visit }) => {
    const ana = await (await visit({ viewport: { width, height: 800 } })).enter('Ana');
    const bia = await (await visit({ viewport: { width, height: 800 } })).enter('W'.repeat(32));
    for (const text of UNRULY) {
      await bia.say(text);
    }
    await expect(bia.timeline.locator('.outgoing')).toHaveCount(0);
    await expect(ana.timeline.locator('.text')).toHaveCount(UNRULY.length);
    for (const { page, timeline } of [ana, bia]) {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await timeline.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
      const outside = await timeline.locator('.bubble').evaluateAll(
        (bubbles) =>
          bubbles.filter((bubble) => {
            const { left, right } = bubble.getBoundingClientRect();
            return left < 0 || right > innerWidth;
          }).length,
      );
      expect(outside).toBe(0);
    }
    await expect(ana.field).toBeInViewport();
  });
}
