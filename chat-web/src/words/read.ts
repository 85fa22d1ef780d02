import type { Blockquote, Image, Link, List, Nodes, Paragraph, RootContent } from 'mdast';
import { isReadable, READING, stretchesOf, type Stretch } from './bounds';
import { safeHref, shownAddress, unnamedHost } from './links';
import { isDeeper, readMarkdown } from './markdown';
import { asTyped, joined, plainOf, type Block, type Call, type Inline } from './tree';

/**
 * Reads what somebody wrote as Markdown, the way chats do: a line break is one, and what is not for chats stands there as
 * typed. Never takes long, see `READING`.
 */
export function readWords(text: string, calls: readonly Call[]): readonly Block[] {
  const stretches = stretchesOf(text);
  const readable = isReadable(
    stretches.map(({ kind, from, to }) => (kind === 'code' ? '' : text.slice(from, to))).join(''),
  );
  const parts = readable ? readParts(text, stretches, calls) : null;
  return parts === null ? [{ kind: 'text', inlines: asTyped(text, calls) }] : withBreaks(text, parts);
}

/** A block and where it stands in the text. */
interface Part {
  readonly block: Block;
  readonly from: number;
  readonly to: number;
}

function readParts(text: string, stretches: readonly Stretch[], calls: readonly Call[]): readonly Part[] | null {
  const parts: Part[] = [];
  for (const stretch of stretches) {
    const { kind, from, to } = stretch;
    const source = text.slice(from, to);
    const code = kind === 'code' ? fencedCode(source) : null;
    if (code !== null) {
      parts.push({ block: code, from, to });
      continue;
    }
    const here = calls.filter((call) => call.from >= from && call.to <= to);
    const root = readMarkdown(
      // A mark of the order of bytes is no part of the text to the libraries, which would count wrong from there.
      source.replace(/^\ufeff/, ' '),
      here.map((call) => ({ ...call, from: call.from - from, to: call.to - from })),
    );
    if (isDeeper(root, READING.depthMax)) {
      return null;
    }
    const reading = new Reading(source, new Map(here.map(({ from: at, mine }) => [at - from, mine])));
    parts.push(...reading.parts(root.children, from));
  }
  return parts;
}

/** What stands between two fences, or behind one to the end; null: nothing, so that the fences are what was meant. */
function fencedCode(source: string): Block | null {
  const [, fence = '', info = ''] = /^(`+|~+)[ \t]*(.*)/.exec(source) ?? [];
  const lines = source.replace(/\n$/, '').split('\n').slice(1);
  const last = lines.at(-1)?.trimEnd() ?? '';
  const isClosed = last.length >= fence.length && last === (fence[0] ?? '').repeat(last.length);
  const text = (isClosed ? lines.slice(0, -1) : lines).join('\n');
  return text.trim() === '' ? null : { kind: 'code', language: languageOf(info), text };
}

/** Paragraphs next to each other are one text with the empty lines between them that were typed. */
function withBreaks(text: string, parts: readonly Part[]): readonly Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const { block, from, to } of parts) {
    const gap = text.slice(end, from);
    const last = blocks.at(-1);
    if (block.kind === 'text' && last?.kind === 'text') {
      const between = { kind: 'plain', text: gap } as const;
      blocks[blocks.length - 1] = { kind: 'text', inlines: joined([...last.inlines, between, ...block.inlines]) };
    } else if (block.kind === 'text') {
      const indent = { kind: 'plain', text: /[^\n]*$/.exec(gap)?.[0] ?? '' } as const;
      blocks.push({ kind: 'text', inlines: joined([indent, ...block.inlines]) });
    } else {
      blocks.push(block);
    }
    end = to;
  }
  return blocks;
}

/** Turns what the libraries found in one stretch of text into what the page knows. */
class Reading {
  readonly #source: string;
  readonly #mine: ReadonlyMap<number, boolean>;

  /** @param mine by where a call stands, whether it calls this user */
  constructor(source: string, mine: ReadonlyMap<number, boolean>) {
    this.#source = source;
    this.#mine = mine;
  }

  parts(nodes: readonly RootContent[], base: number): readonly Part[] {
    return nodes.map((node) => {
      const { from, to } = placeOf(node);
      return { block: this.#block(node), from: from + base, to: to + base };
    });
  }

  #block(node: RootContent): Block {
    switch (node.type) {
      case 'paragraph':
        return this.#paragraph(node);
      case 'code':
        return node.value.trim() === ''
          ? this.#typedBlock(node)
          : { kind: 'code', language: languageOf(node.lang), text: node.value };
      case 'blockquote':
        return this.#quote(node);
      case 'list':
        return this.#list(node);
      default:
        return this.#typedBlock(node);
    }
  }

  #paragraph({ children }: Paragraph): Block {
    return { kind: 'text', inlines: this.#inlines(children) };
  }

  /** ">:(" is a face, and ">" alone an arrow. */
  #quote(node: Blockquote): Block {
    const isQuote = /^>[\s>]/.test(this.#raw(node)) && node.children.length > 0;
    return isQuote
      ? { kind: 'quote', blocks: node.children.map((child) => this.#block(child)) }
      : this.#typedBlock(node);
  }

  /** A list of nothing is a hyphen, or a number. */
  #list(node: List): Block {
    if (node.children.every(({ children }) => children.length === 0)) {
      return this.#typedBlock(node);
    }
    return {
      kind: 'list',
      start: node.ordered ? (node.start ?? 1) : null,
      items: node.children.map(({ children }) => children.map((child) => this.#block(child))),
    };
  }

  #typedBlock(node: Nodes): Block {
    return { kind: 'text', inlines: this.#typed(node) };
  }

  #inlines(nodes: readonly Nodes[]): readonly Inline[] {
    return joined(nodes.flatMap((node) => this.#inline(node)));
  }

  #inline(node: Nodes): readonly Inline[] {
    switch (node.type) {
      case 'text':
        return [{ kind: 'plain', text: withIndents(this.#raw(node), node.value) }];
      case 'break':
        return [{ kind: 'plain', text: '\n' }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, inlines: this.#inlines(node.children) }];
      case 'delete':
        return [{ kind: 'deleted', inlines: this.#inlines(node.children) }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value }];
      case 'link':
        return this.#link(node);
      case 'image':
        return this.#image(node);
      case 'call':
        return [{ kind: 'call', text: this.#raw(node), mine: this.#mine.get(placeOf(node).from) ?? false }];
      default:
        return this.#typed(node);
    }
  }

  #link(node: Link): readonly Inline[] {
    const raw = this.#raw(node);
    const bare = node.children.length === 0 ? raw : raw.startsWith('<') ? raw.slice(1, -1) : null;
    if (bare !== null) {
      return bareLink(bare, node.url) ?? this.#typed(node);
    }
    const href = safeHref(node.url);
    if (href === null) {
      return this.#typed(node);
    }
    const inlines = this.#inlines(node.children);
    const host = unnamedHost(plainOf(inlines), href);
    return [
      { kind: 'link', href, inlines },
      { kind: 'plain', text: host === null ? '' : ` (${host})` },
    ];
  }

  /** Nothing is loaded from elsewhere: an image is what was typed, with a link in it. */
  #image(node: Image): readonly Inline[] {
    const raw = this.#raw(node);
    const at = raw.lastIndexOf(node.url);
    const link = at < 0 ? null : bareLink(node.url, node.url);
    return link === null
      ? this.#typed(node)
      : [{ kind: 'plain', text: raw.slice(0, at) }, ...link, { kind: 'plain', text: raw.slice(at + node.url.length) }];
  }

  #typed(node: Nodes): readonly Inline[] {
    return [{ kind: 'plain', text: this.#raw(node) }];
  }

  #raw(node: Nodes): string {
    const { from, to } = placeOf(node);
    return this.#source.slice(from, to);
  }
}

/** What cannot be part of an address that stands in a text, such as the end of an attribute in HTML. */
const OUTSIDE = /["<>`].*$/su;

function bareLink(typed: string, url: string): readonly Inline[] | null {
  const rest = OUTSIDE.exec(typed)?.[0] ?? '';
  const href = safeHref(url.slice(0, url.length - rest.length));
  const text = shownAddress(typed.slice(0, typed.length - rest.length));
  return href === null
    ? null
    : [
        { kind: 'link', href, inlines: [{ kind: 'plain', text }] },
        { kind: 'plain', text: rest },
      ];
}

function placeOf(node: Nodes): { from: number; to: number } {
  return { from: node.position?.start.offset ?? 0, to: node.position?.end.offset ?? 0 };
}

/** Markdown drops blanks at the edges of lines; where nothing else differs from what was typed, they stay. */
function withIndents(raw: string, value: string): string {
  return raw.replace(/[ \t]*\n[ \t]*/g, '\n') === value ? raw : value;
}

const LANGUAGE_MAX = 24;

function languageOf(lang: string | null | undefined): string {
  const name = /^[\w+#.-]+/.exec(lang ?? '')?.[0].toLowerCase() ?? '';
  return name.length > LANGUAGE_MAX ? '' : name;
}
