/** What a key does to a text that is being written. */

export interface Edit {
  readonly text: string;
  /** What is selected in it then. */
  readonly from: number;
  readonly to: number;
}

export function inserted({ text, from, to }: Edit, what: string): Edit {
  const caret = from + what.length;
  return { text: text.slice(0, from) + what + text.slice(to), from: caret, to: caret };
}

/** Marks around what is selected; taken away where they are. */
export function surrounded(edit: Edit, mark: string): Edit {
  const { text, from, to } = edit;
  const size = mark.length;
  const selected = text.slice(from, to);
  if (isInside(edit, mark)) {
    const whole = text.slice(0, from - size) + selected + text.slice(to + size);
    return { text: whole, from: from - size, to: to - size };
  }
  return { text: text.slice(0, from) + mark + selected + mark + text.slice(to), from: from + size, to: to + size };
}

/** As many marks as these stand on both sides; of "**" those are not "*". */
function isInside({ text, from, to }: Edit, mark: string): boolean {
  const [char = ''] = mark;
  const run = (step: 1 | -1, start: number) => {
    let count = 0;
    while (text[start + count * step] === char) {
      count++;
    }
    return count;
  };
  const least = Math.min(run(-1, from - 1), run(1, to));
  return mark.length === 2 ? least >= 2 : least % 2 === 1;
}

/** Code in a line, or lines of code. */
export function asCode(edit: Edit): Edit {
  const { text, from, to } = edit;
  const selected = text.slice(from, to);
  if (!selected.includes('\n')) {
    return surrounded(edit, '`');
  }
  const before = from === 0 || text[from - 1] === '\n' ? '```\n' : '\n```\n';
  const after = `${selected.endsWith('\n') ? '' : '\n'}\`\`\`${to === text.length || text[to] === '\n' ? '' : '\n'}`;
  const begin = from + before.length;
  return {
    text: text.slice(0, from) + before + selected + after + text.slice(to),
    from: begin,
    to: begin + selected.length,
  };
}

/** The selected words as a link, or a link to the selected address; what is missing is where the caret stands then. */
export function asLink({ text, from, to }: Edit): Edit {
  const selected = text.slice(from, to);
  const isAddress = /^https?:\/\/\S+$/.test(selected);
  const link = isAddress ? `[](${selected})` : `[${selected}]()`;
  const caret = from + (isAddress ? 1 : link.length - 1);
  return { text: text.slice(0, from) + link + text.slice(to), from: caret, to: caret };
}

/** Where the caret stands after a text became another: behind what is new in it. */
export function caretAfter(before: string, after: string): number {
  let same = 0;
  while (same < Math.min(before.length, after.length) && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return after.length - same;
}
