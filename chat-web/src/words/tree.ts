/** What a text says once its Markdown was read: plain data, which views turn into elements and nothing else. */

export type Block =
  | { readonly kind: 'text'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] };

export type Inline =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** `href` is one of those that may be opened: see `links.ts`. */
  | { readonly kind: 'link'; readonly href: string; readonly inlines: readonly Inline[] }
  | { readonly kind: 'call'; readonly text: string; readonly mine: boolean };

/** Where a text calls somebody, in code units. */
export interface Call {
  readonly from: number;
  readonly to: number;
  /** It calls this user. */
  readonly mine: boolean;
}

/** A text as it was typed, but for whom it calls. */
export function asTyped(text: string, calls: readonly Call[]): readonly Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  for (const { from, to, mine } of calls) {
    inlines.push({ kind: 'plain', text: text.slice(end, from) }, { kind: 'call', text: text.slice(from, to), mine });
    end = to;
  }
  return joined([...inlines, { kind: 'plain', text: text.slice(end) }]);
}

/** The same with plain texts that stand side by side made one, and empty ones left out. */
export function joined(inlines: readonly Inline[]): readonly Inline[] {
  const whole: Inline[] = [];
  for (const inline of inlines) {
    const last = whole.at(-1);
    if (inline.kind !== 'plain') {
      whole.push(inline);
    } else if (last?.kind === 'plain') {
      whole[whole.length - 1] = { kind: 'plain', text: last.text + inline.text };
    } else if (inline.text !== '') {
      whole.push(inline);
    }
  }
  return whole;
}

/** What is left of it without marks. */
export function plainOf(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ('inlines' in inline ? plainOf(inline.inlines) : inline.text)).join('');
}
