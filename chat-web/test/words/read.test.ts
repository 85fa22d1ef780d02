import { describe, expect, it } from 'vitest';
import { READING } from '../../src/words/bounds';
import { readWords } from '../../src/words/read';
import type { Block, Inline } from '../../src/words/tree';
import { SCRIPTS, UNRULY } from '../../e2e/hostile';

const inline = (it: Inline): string => {
  switch (it.kind) {
    case 'plain':
      return it.text;
    case 'code':
      return `{${it.text}}`;
    case 'call':
      return it.mine ? `@@${it.text}` : `@${it.text}`;
    case 'link':
      return `<${it.href}|${it.inlines.map(inline).join('')}>`;
    default:
      return `${it.kind}(${it.inlines.map(inline).join('')})`;
  }
};

const block = (it: Block): string => {
  switch (it.kind) {
    case 'text':
      return it.inlines.map(inline).join('');
    case 'code':
      return `CODE ${it.language}[${it.text}]`;
    case 'quote':
      return `QUOTE[${it.blocks.map(block).join('|')}]`;
    case 'list':
      return `LIST ${it.start ?? '-'}[${it.items.map((item) => item.map(block).join('|')).join(', ')}]`;
  }
};

const shown = (text: string, calls: Parameters<typeof readWords>[1] = []) => readWords(text, calls).map(block);

describe('formats', () => {
  it.each([
    ['**a** __b__', ['strong(a) strong(b)']],
    ['*a* _b_', ['emphasis(a) emphasis(b)']],
    ['~~a~~ ~5 or ~6', ['deleted(a) ~5 or ~6']],
    ['**a *b* ~~c~~**', ['strong(a emphasis(b) deleted(c))']],
    ['`a *b*`', ['{a *b*}']],
    ['snake_case_name and 2 * 3 * 4', ['snake_case_name and 2 * 3 * 4']],
    ['\\*a\\*', ['*a*']],
    ['```java\nint x;\n\n\ny\n```', ['CODE java[int x;\n\n\ny]']],
    ['```\na\n```', ['CODE [a]']],
    ['a\n```\nnot closed', ['a', 'CODE [not closed]']],
    ['> a\n> b', ['QUOTE[a\nb]']],
    ['> a\nan answer', ['QUOTE[a]', 'an answer']],
    ['> > a\n> b', ['QUOTE[QUOTE[a\nb]]']],
    ['- a\n- b\n  - c', ['LIST -[a, b|LIST -[c]]']],
    ['3. a\n4. b', ['LIST 3[a, b]']],
    ['a\nb', ['a\nb']],
    ['**a**\nb\n\n\nc', ['strong(a)\nb\n\n\nc']],
    ['**a**\n   b\n      c', ['strong(a)\n   b\n      c']],
    ['**a**  \nb', ['strong(a)\nb']],
  ])('%j is %j', (text, blocks) => {
    expect(shown(text)).toEqual(blocks);
  });

  it.each([
    '# a',
    'a\n---',
    'a\n===\n*',
    '---',
    '***',
    '    a *',
    '&amp; &#x41; *',
    '| a | b |\n|---|---|\n| * | d |',
    '<b>a</b> <!-- * -->',
    '[a]: /b\n[a] *',
    '```\n```',
    '![a](//b.example/c.png)',
    '-',
    '1.',
    '>_<',
    '>:(',
    '>',
    'a\\\nb *',
  ])('of %j nothing', (text) => {
    expect(shown(text)).toEqual([text]);
  });
});

describe('links', () => {
  it.each([
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['www.a.example/b', 'https://www.a.example/b', 'www.a.example/b'],
    ['ana@a.example', 'mailto:ana@a.example', 'ana@a.example'],
    ['<https://a.example/>', 'https://a.example/', 'https://a.example/'],
    ['[**a** b](https://a.example "title")', 'https://a.example/', 'strong(a) b'],
    ['https://café.com.br/', 'https://xn--caf-dma.com.br/', 'https://café.com.br/'],
    ['https://例え.jp/', 'https://xn--r8jz45g.jp/', 'https://例え.jp/'],
    ['https://почта.рф/', 'https://xn--80a1acny.xn--p1ai/', 'https://почта.рф/'],
    // Letters of Cyrillic that look like Latin ones.
    ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/', 'https://xn--80ak6aa92e.com/'],
    ['https://pаypal.com/a', 'https://xn--pypal-4ve.com/a', 'https://xn--pypal-4ve.com/a'],
  ])('%s is %s', (text, href, words) => {
    expect(shown(text)).toEqual([`<${href}|${words}>`]);
  });

  it.each([
    ['see https://a.example/b.', 'see <https://a.example/b|https://a.example/b>.'],
    ['(https://a.example/b)', '(<https://a.example/b|https://a.example/b>)'],
    ['<img src="https://a.example/x">', '<img src="<https://a.example/x|https://a.example/x>">'],
    ['![a](https://a.example/x.png)', '![a](<https://a.example/x.png|https://a.example/x.png>)'],
    ['[your.bank](https://evil.example/)', '<https://evil.example/|your.bank> (evil.example)'],
    ['[see:your.bank](https://evil.example/)', '<https://evil.example/|see:your.bank> (evil.example)'],
    ['[your。bank](https://evil.example/)', '<https://evil.example/|your。bank> (evil.example)'],
    ['[..your.bank](https://evil.example/)', '<https://evil.example/|..your.bank> (evil.example)'],
    ['[https://your.bank/in](https://evil.example/)', '<https://evil.example/|https://your.bank/in> (evil.example)'],
    ['[www.a.example](https://a.example/b)', '<https://a.example/b|www.a.example>'],
  ])('in %s is %s', (text, words) => {
    expect(shown(text)).toEqual([words]);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](\u0001javascript:alert(1))',
    '[a](java&#x0a;script:alert(1))',
    '[a](data:text/html,b)',
    '[a](vbscript:b)',
    '[a](file:///etc/passwd)',
    '[a](//b.example)',
    '[a](/b)',
    '[a](#b)',
    '[a]()',
    '[a](https://your.bank@evil.example/)',
    '[a](https://your.bank\\@evil.example/)',
    '[a](<https://a.example/\u202egnp.exe>)',
    '[a](https:b.example)',
    '<javascript:alert(1)>',
    '<tel:1>',
    '[a][b] *',
  ])('are not made of %j', (text) => {
    expect(shown(text)).toEqual([text]);
  });
});

describe('who is called', () => {
  const call = (text: string, name: string) => {
    const from = text.indexOf(name);
    return [{ from, to: from + name.length, mine: false }];
  };
  it.each([
    ['**hi @Bia**', '@Bia', 'strong(hi @@Bia)'],
    ['hi @_Bia_ *', '@_Bia_', 'hi @@_Bia_ *'],
    ['*@Ana*Bia *', '@Ana*Bia', '*@@Ana*Bia *'],
    ['> hi\n@Bia', '@Bia', 'QUOTE[hi]|@@Bia'],
    ['> hi @Bia', '@Bia', 'QUOTE[hi @@Bia]'],
    ['1. *\n2. @Bia', '@Bia', 'LIST 1[*, @@Bia]'],
    ['\ufeff**@Bia**', '@Bia', '\ufeffstrong(@@Bia)'],
    ['@Bia', '@Bia', '@@Bia'],
  ])('stands in %j', (text, name, words) => {
    expect(shown(text, call(text, name)).join('|')).toBe(words);
  });

  it.each(['`@Bia`', '```\n@Bia\n```'])('is nobody in %j', (text) => {
    expect(JSON.stringify(readWords(text, call(text, '@Bia')))).not.toContain('"call"');
  });
});

describe('hostile texts', () => {
  const max = 8_000;
  it.each([
    ['*'.repeat(max)],
    ['['.repeat(max)],
    ['> '.repeat(max / 2)],
    ['- '.repeat(max / 2)],
    ['`'.repeat(max)],
    ['*a **b '.repeat(1_000)],
    ['[a](b'.repeat(max / 5)],
    ['![['.repeat(max / 4)],
    ['_a '.repeat(max / 3)],
    ['~~a '.repeat(max / 4)],
    ['\\'.repeat(max)],
    ['<a@'.repeat(max / 3)],
    ['1. a\n'.repeat(max / 5)],
    ['a\n'.repeat(max / 2) + '*a*'],
    [`http://a/${'.'.repeat(max - 10)}a`],
    [`http://a/${'&a;'.repeat(max / 4)}a`],
    ['https://a '.repeat(800) + '()'.repeat(200)],
    ['> '.repeat(READING.depthMax + 1) + 'a'],
    ['*a _b '.repeat(READING.depthMax) + ' b_ a*'.repeat(READING.depthMax)],
  ])('are shown as they were typed: %#', (text) => {
    expect(readWords(text, [])).toEqual([{ kind: 'text', inlines: [{ kind: 'plain', text }] }]);
  });

  it('are read once, also where they seem to name a host without an end', () => {
    const [block] = readWords(`[${'a.'.repeat(2_000)}b](https://evil.example/)`, []);
    expect(block).toMatchObject({ kind: 'text', inlines: [{ kind: 'link', href: 'https://evil.example/' }] });
  });

  it('may be code of any kind', () => {
    const code = '*[_'.repeat(2_000);
    expect(shown(`**a**\n\`\`\`\n${code}\n\`\`\`\n_b_`)).toEqual(['strong(a)', `CODE [${code}]`, 'emphasis(b)']);
  });

  it.each(['- ```\n', ' ```\n ```\n', '> ```\n', '``` `\n', '```\n ```\n~~~\n'])(
    'hide behind no code: %j',
    (opening) => {
      const text = `${opening}${'*'.repeat(READING.marksMax + 1)}`;
      const [first] = readWords(text, []);
      const isShownAsTyped = shown(text).join() === text;
      expect(isShownAsTyped || first?.kind === 'code').toBe(true);
      expect(shown(text).join('')).toContain('*'.repeat(READING.marksMax + 1));
    },
  );

  it.each([...SCRIPTS, ...UNRULY])('lose nothing and become no link but to a web page: %#', (text) => {
    const words = JSON.stringify(readWords(text, []));
    expect(words).not.toMatch(/"href":"(?!https?:|mailto:)/);
    if (!text.includes('http')) {
      expect(shown(text)).toEqual([text]);
    }
  });
});
