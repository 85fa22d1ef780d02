import { barriers } from './barriers';
import { expect, test } from './fixtures';
import type { Person } from './person';

test.use({ serverFlags: ['--no-rate-limit'] });

// That nothing runs, pops up, is loaded from elsewhere or is complained about is what the `incidents` of every test say.

/** Says something whose text looks otherwise once it is shown. */
async function write(person: Person, text: string): Promise<void> {
  const before = await person.timeline.locator('.message').count();
  await person.say(text);
  await expect(person.timeline.locator('.message')).toHaveCount(before + 1);
  await expect(person.timeline.locator('.outgoing')).toHaveCount(0);
}

const FORMATTED = [
  'oi **negrito**, _itálico_, ~~riscado~~ e `código`',
  '> citado',
  'resposta',
  '- um',
  '- dois',
  '```js',
  'const a = "b"; // c',
  '```',
].join('\n');

test('formats are shown, in one line without marks, and code in colours', async ({ visit }) => {
  const ana = await (await visit({ permissions: ['clipboard-read', 'clipboard-write'] })).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  await write(ana, FORMATTED);
  for (const { timeline } of [ana, bia]) {
    const text = timeline.locator('.text');
    await expect(text.locator('strong')).toHaveText('negrito');
    await expect(text.locator('em')).toHaveText('itálico');
    await expect(text.locator('del')).toHaveText('riscado');
    await expect(text.locator('p > code')).toHaveText('código');
    await expect(text.locator('blockquote')).toHaveText('citado');
    await expect(text.locator('li')).toHaveText(['um', 'dois']);
    await expect(text.locator('pre .hljs-keyword')).toHaveText('const');
    await expect(text.locator('pre')).toHaveText('const a = "b"; // c');
  }
  await ana.timeline.getByRole('button', { name: 'Copiar', exact: true }).click();
  await expect(ana.timeline.getByRole('button', { name: 'Copiado' })).toBeVisible();
  expect(await ana.page.evaluate(() => navigator.clipboard.readText())).toBe('const a = "b"; // c');
  expect(await barriers(bia.page)).toEqual([]);

  await bia.message('resposta').getByRole('button', { name: 'Responder a Ana' }).click();
  const plain = /^oi negrito, itálico, riscado e código citado resposta • um • dois const a/;
  await expect(bia.page.locator('.reply-bar .quote-text')).toHaveText(plain);
  await bia.tell('certo');
  await expect(ana.timeline.locator('.quote .quote-text')).toHaveText(plain);
  await ana.search('negrito');
  await expect(ana.side.locator('.card-text')).toContainText('oi negrito, itálico');
  await expect(ana.side.locator('mark')).toHaveText('negrito');
});

test('links open where they say they lead, and nowhere else', async ({ visit, server, incidents }) => {
  const ana = await (await visit()).enter('Ana');
  const page = `http://127.0.0.1:${server.port}/`;
  await write(ana, `[a página](${page}health) e ${page}#room=jazz`);
  const bia = await (await visit()).enter('Bia');
  const links = bia.timeline.locator('.text').getByRole('link');
  const [out, here] = [links.first(), links.last()];
  await expect(out).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(out).toHaveAttribute('href', `${page}health`);
  const opened = bia.page.context().waitForEvent('page');
  await out.click();
  const other = await opened;
  await other.waitForURL(`${page}health`);
  expect(await other.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
  await other.close();
  // It is a window of its own that was asked for.
  expect(incidents.splice(0)).toEqual(['popup']);

  // A room of this very server is opened in the page.
  await expect(here).not.toHaveAttribute('target');
  await here.click();
  await expect(bia.page.getByRole('heading', { level: 1 })).toHaveText('jazz');
});

const NO_LINKS = [
  '[a](javascript:alert(1))',
  '[a](JAVASCRIPT:alert(1) "b")',
  '[a](<javascript:alert(1)>)',
  '[a](java&Tab;script:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[a](vbscript:msgbox(1))',
  '<javascript:alert(1)>',
  '![a](javascript:alert(1))',
  '![" onerror="alert(1)](x)',
  '[a](//evil.example "\\" onmouseover=\\"alert(1)")',
  '`<img src=x onerror=alert(1)>`',
  '```\n<script>alert(1)</script>\n```',
  '```"><img/src=x/onerror=alert(1)>\na\n```',
  '> <svg onload=alert(1)>',
  '- <details open ontoggle=alert(1)>',
  '**<b onclick=alert(1)>a</b>**',
  '[<img src=x onerror=alert(1)>](https://evil.example@127.0.0.1/)',
];

test('no Markdown runs anything', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  for (const text of NO_LINKS) {
    await ana.say(text);
  }
  await write(
    ana,
    'veja <img src="http://evil.example/a" onerror="alert(1)"> e [b](http://evil.example/"onclick=alert(1)//)',
  );
  const bia = await (await visit()).enter('Bia');
  await expect(bia.timeline.locator('.text')).toHaveCount(NO_LINKS.length + 1);
  const links = bia.timeline.locator('.text a');
  await expect(links).toHaveCount(2);
  const attributes = await links.evaluateAll((all) => all.flatMap((it) => it.getAttributeNames()));
  expect([...new Set(attributes)].sort()).toEqual(['aria-describedby', 'href', 'rel', 'tabindex', 'target', 'title']);
  await expect(links.first()).toHaveAttribute('href', 'http://evil.example/a');
  const known = 'p, a, strong, blockquote, ul, li, code, pre, div.code-block, div.code-block > p, div.code-block > p *';
  await expect(bia.timeline.locator(`.text :not(${known})`)).toHaveCount(0);
  await bia.timeline.locator('.text').last().hover();
});

test('emoji are found by code, by name and by hand', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const bia = await (await visit()).enter('Bia');
  const { page, field } = ana;
  const { keyboard } = page;
  // By its name in the language of the page.
  await field.pressSequentially('oi :cone de');
  await expect(page.getByRole('option')).toHaveCount(0);
  await field.fill('');
  await field.pressSequentially('oi :fest');
  await expect(page.getByRole('listbox', { name: 'Emojis para escrever' })).toBeVisible();
  await expect(page.getByRole('option', { name: '🎉' })).toBeVisible();
  await field.press('Escape');
  await field.fill('');
  // By its code, as soon as that is whole; who meant the letters takes it back.
  await field.pressSequentially('oi :tada:');
  await expect(field).toHaveValue('oi 🎉');
  await keyboard.press('Control+z');
  await expect(field).toHaveValue('oi :tada:');
  await keyboard.press('Control+Shift+z');
  await expect(field).toHaveValue('oi 🎉');

  await page.getByRole('button', { name: 'Emojis' }).click();
  const dialog = page.getByRole('dialog', { name: 'Emojis' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('gridcell', { name: 'rosto risonho', exact: true })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await keyboard.type('coracao verm');
  await expect(dialog.getByRole('gridcell').first()).toHaveAccessibleName('coração vermelho');
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('oi 🎉❤️');
  await keyboard.press('Enter');
  await ana.sees('oi 🎉❤️');

  // A reaction of any kind, in the tone that is liked.
  await bia.message('oi 🎉❤️').hover();
  await bia.message('oi 🎉❤️').getByRole('button', { name: 'Mais' }).click();
  await bia.page.getByRole('button', { name: 'Outro emoji' }).click();
  const choice = bia.page.getByRole('dialog', { name: 'Emojis' });
  // By the hand that stands there: the circle itself is hidden.
  const tone = bia.page.getByRole('radio', { name: 'Moreno', exact: true });
  await choice.locator('label').filter({ has: tone }).click();
  await expect(tone).toBeChecked();
  await choice.getByRole('searchbox').fill('thumbsup');
  await choice.getByRole('gridcell', { name: 'polegar para cima' }).click();
  await expect(ana.timeline.locator('.chip')).toHaveText('👍🏽1');
  await expect(choice).toHaveCount(0);
  await expect(bia.message('oi 🎉❤️').getByRole('button', { name: 'Mais' })).toBeFocused();
  await bia.page.getByRole('button', { name: 'Emojis' }).click();
  await expect(choice.getByRole('group', { name: 'Usados há pouco' }).getByRole('button')).toHaveText(['👍🏽']);
  await bia.page.keyboard.press('Escape');
  await expect(choice).toHaveCount(0);
  await expect(bia.field).toBeFocused();
});

test('keys write formats, and every change can be taken back', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  const { page, field } = ana;
  const { keyboard } = page;
  await field.pressSequentially('um dois');
  await keyboard.press('Control+Shift+ArrowLeft');
  await keyboard.press('Control+b');
  await expect(field).toHaveValue('um **dois**');
  await keyboard.press('Control+i');
  await expect(field).toHaveValue('um **_dois_**');
  await keyboard.press('Control+i');
  await keyboard.press('Control+b');
  await expect(field).toHaveValue('um dois');
  await keyboard.press('Control+e');
  await expect(field).toHaveValue('um `dois`');
  await keyboard.press('Control+z');
  await expect(field).toHaveValue('um dois');
  await keyboard.press('Control+Shift+ArrowLeft');
  await keyboard.press('Control+k');
  await expect(field).toHaveValue('um [dois]()');
  await keyboard.type('https://a.example');
  await expect(field).toHaveValue('um [dois](https://a.example)');
  for (let i = 0; i < 20; i++) {
    await keyboard.press('Control+z');
  }
  await expect(field).toHaveValue('');
  for (let i = 0; i < 20; i++) {
    await keyboard.press('Control+y');
  }
  await expect(field).toHaveValue('um [dois](https://a.example)');
  // The browser's own way, as its menu has it.
  const menu = { inputType: 'historyUndo', bubbles: true, cancelable: true };
  await field.evaluate((box, init) => box.dispatchEvent(new InputEvent('beforeinput', init)), menu);
  await expect(field).not.toHaveValue('um [dois](https://a.example)');
});

test('letters from right to left turn nothing but their own line', async ({ visit }) => {
  const ana = await (await visit()).enter('Ana');
  await write(ana, 'first שלום\nשלום first\n> שלום עולם\n- שלום');
  await write(ana, '\u202eevil\u202e **b** `\u202ecode`');
  await write(ana, 'after');
  const rows = ana.timeline.locator('.message');
  /** How far something stands from the left and the right edge of its bubble. */
  const sides = (row: number, selector: string) =>
    rows.nth(row).evaluate((message, inner) => {
      const bubble = message.querySelector('.bubble')?.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(message.querySelector(inner) ?? message);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      return rects.map(({ left, right }) => [left - (bubble?.left ?? 0), (bubble?.right ?? 0) - right]);
    }, selector);
  const lines = await sides(0, '.text > p');
  const [firstLine, lastLine] = [lines[0] ?? [], lines.at(-1) ?? []];
  expect(firstLine[0]).toBeLessThan(firstLine[1] ?? 0);
  expect(lastLine[1]).toBeLessThan(lastLine[0] ?? 0);
  await expect(rows.nth(0).locator('blockquote')).toHaveCSS('direction', 'rtl');
  await expect(rows.nth(0).locator('.text ul')).toHaveCSS('direction', 'rtl');
  // The name, the time and the next message are where they always are.
  const heads = await Promise.all(
    [1, 2].map((row) => rows.nth(row).evaluate((it) => it.getBoundingClientRect().right)),
  );
  expect(heads[0]).toBe(heads[1]);
  await expect(rows.nth(2).locator('.text')).toHaveText('after');
  await expect(rows.nth(2).locator('.text')).toHaveCSS('direction', 'ltr');
  // What is turned in code is shown in the order it is run in.
  await write(ana, '```\nif (a\u202e) { b }\n```');
  await expect(rows.nth(3).locator('pre')).toHaveCSS('unicode-bidi', 'bidi-override');
});
