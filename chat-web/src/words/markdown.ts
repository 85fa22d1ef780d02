import type { Link, Nodes, Parents, Root } from 'mdast';
import { fromMarkdown, type CompileContext, type Extension as Compiler, type Token } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import type { Construct, Extension, State } from 'micromark-util-types';
import type { Call } from './tree';

/** What of Markdown is read, by the libraries that know how: the rest stands as it was typed. */

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    call: 'call';
    literalAutolink: 'literalAutolink';
    strikethrough: 'strikethrough';
  }
}

declare module 'mdast' {
  interface CallNode {
    type: 'call';
    position?: Root['position'];
  }
  interface PhrasingContentMap {
    call: CallNode;
  }
  interface RootContentMap {
    call: CallNode;
  }
}

/** Headings, HTML, rules and tables are for documents; `&amp;` and four spaces are what somebody typed. */
const LEFT_OUT = [
  'characterReference',
  'codeIndented',
  'definition',
  'hardBreakEscape',
  'headingAtx',
  'htmlFlow',
  'htmlText',
  'setextUnderline',
  'thematicBreak',
];

const STRIKES = gfmStrikethrough({ singleTilde: false });
const ADDRESSES = gfmAutolinkLiteral();

const COMPILER: Compiler = {
  canContainEols: ['delete'],
  enter: {
    call(token: Token) {
      this.enter({ type: 'call' }, token);
    },
    literalAutolink(token: Token) {
      this.enter({ type: 'link', url: '', children: [] }, token);
    },
    strikethrough(token: Token) {
      this.enter({ type: 'delete', children: [] }, token);
    },
  },
  exit: {
    call: leave,
    literalAutolink(token: Token) {
      const link = this.stack.at(-1) as Link;
      link.url = addressOf(this.sliceSerialize(token));
      this.exit(token);
    },
    strikethrough: leave,
  },
};

function leave(this: CompileContext, token: Token): undefined {
  this.exit(token);
}

function addressOf(typed: string): string {
  if (/^https?:\/\//i.test(typed)) {
    return typed;
  }
  return /^www\./i.test(typed) ? `https://${typed}` : `mailto:${typed}`;
}

/** @param calls within `text`: whatever characters are in a name, they are part of the name */
export function readMarkdown(text: string, calls: readonly Call[]): Root {
  return fromMarkdown(text, {
    extensions: [STRIKES, ADDRESSES, ...(calls.length === 0 ? [] : [reader(calls)]), { disable: { null: LEFT_OUT } }],
    mdastExtensions: [COMPILER],
  });
}

const AT = '@'.charCodeAt(0);

function reader(calls: readonly Call[]): Extension {
  const lengths = new Map(calls.map(({ from, to }) => [from, to - from]));
  const call: Construct = {
    name: 'call',
    tokenize(effects, ok, nok) {
      let left = lengths.get(this.now().offset) ?? 0;
      const next: State = (code) => {
        if (left === 0) {
          effects.exit('call');
          return ok(code);
        }
        if (code === null || code < 0) {
          return nok(code);
        }
        left--;
        effects.consume(code);
        return next;
      };
      return (code) => {
        if (left === 0) {
          return nok(code);
        }
        effects.enter('call');
        return next(code);
      };
    },
  };
  return { text: { [AT]: call } };
}

/** Whether something in it stands deeper inside of something else than that. */
export function isDeeper(root: Root, depthMax: number): boolean {
  let level: readonly Parents[] = [root];
  for (let depth = 0; depth <= depthMax && level.length > 0; depth++) {
    level = level.flatMap(({ children }) =>
      (children as Nodes[]).filter((node): node is Parents => 'children' in node),
    );
  }
  return level.length > 0;
}
