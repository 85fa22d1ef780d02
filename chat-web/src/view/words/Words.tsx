import { Fragment, useMemo, type ReactElement, type ReactNode } from 'react';
import type { Mentions } from '../../protocol/messages';
import { callsIn, namesIn } from '../../state/mention';
import type { Block, Call, Inline } from '../../words/tree';
import { useChat, useMyId, useTexts } from '../context';
import { CodeBlock } from './CodeBlock';
import { OutLink } from './OutLink';
import { useWords } from './useWords';

interface Props {
  readonly room: string;
  readonly text: string;
  readonly mentions?: Mentions | undefined;
  readonly tab: 0 | -1;
}

/** What somebody wrote, with its formats: elements made of data, in which nothing of the text is markup. */
export function Words({ room, text, mentions, tab }: Props): ReactElement {
  const calls = useCalls(room, text, mentions);
  const blocks = useWords(text, calls);
  const [only] = blocks;
  return blocks.length === 1 && only?.kind === 'text' ? (
    <p className="text" dir="auto">
      <Inlines inlines={only.inlines} tab={tab} />
    </p>
  ) : (
    <div className="text blocks">
      <Blocks blocks={blocks} tab={tab} />
    </div>
  );
}

const NO_CALLS: readonly Call[] = [];

function useCalls(room: string, text: string, mentions: Mentions | undefined): readonly Call[] {
  const me = useMyId();
  const calling = mentions?.mentions !== undefined || mentions?.mentionsRoom === true;
  // Of rooms that call nobody here nothing is needed, so that nothing is drawn anew when people come and go.
  const people = useChat(({ rooms }) => (calling ? rooms.get(room)?.people : undefined));
  const party = useChat(({ rooms }) => (calling ? rooms.get(room)?.party : undefined));
  return useMemo(() => {
    if (!calling) {
      return NO_CALLS;
    }
    const names = people === undefined || party === undefined ? new Map<string, string>() : namesIn({ people, party });
    return callsIn(text, mentions, names, me);
  }, [calling, text, mentions, people, party, me]);
}

interface BlocksProps {
  readonly blocks: readonly Block[];
  readonly tab: 0 | -1;
  /** They stand in a quote or a list: its direction is theirs, or it would not know of their letters. */
  readonly inside?: boolean;
}

function Blocks({ blocks, tab, inside = false }: BlocksProps): ReactNode {
  return blocks.map((block, i) => <BlockOf key={i} block={block} tab={tab} dir={inside ? undefined : 'auto'} />);
}

interface BlockProps<B extends Block> {
  readonly block: B;
  readonly tab: 0 | -1;
  readonly dir: 'auto' | undefined;
}

function BlockOf({ block, tab, dir }: BlockProps<Block>): ReactElement {
  switch (block.kind) {
    case 'text':
      return (
        <p dir={dir}>
          <Inlines inlines={block.inlines} tab={tab} />
        </p>
      );
    case 'code':
      return <CodeBlock text={block.text} language={block.language} tab={tab} />;
    case 'quote':
      return (
        <blockquote dir={dir}>
          <Blocks blocks={block.blocks} tab={tab} inside />
        </blockquote>
      );
    case 'list':
      return <ListOf block={block} tab={tab} dir={dir} />;
  }
}

function ListOf({ block, tab, dir }: BlockProps<Extract<Block, { kind: 'list' }>>): ReactElement {
  const items = block.items.map((blocks, i) => (
    <li key={i}>
      <Blocks blocks={blocks} tab={tab} inside />
    </li>
  ));
  return block.start === null ? (
    <ul dir={dir}>{items}</ul>
  ) : (
    <ol dir={dir} start={block.start}>
      {items}
    </ol>
  );
}

function Inlines({ inlines, tab }: { inlines: readonly Inline[]; tab: 0 | -1 }): ReactNode {
  return inlines.map((inline, i) => <InlineOf key={i} inline={inline} tab={tab} />);
}

function InlineOf({ inline, tab }: { inline: Inline; tab: 0 | -1 }): ReactElement {
  const texts = useTexts();
  switch (inline.kind) {
    case 'plain':
      return <Fragment>{inline.text}</Fragment>;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.inlines} tab={tab} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.inlines} tab={tab} />
        </em>
      );
    case 'deleted':
      return (
        <del>
          <Inlines inlines={inline.inlines} tab={tab} />
        </del>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return (
        <OutLink href={inline.href} tab={tab}>
          <Inlines inlines={inline.inlines} tab={tab} />
        </OutLink>
      );
    case 'call':
      return (
        <span
          className={inline.mine ? 'call call-mine' : 'call'}
          title={inline.mine ? texts.order.callsYou : undefined}
        >
          {inline.text}
        </span>
      );
  }
}
