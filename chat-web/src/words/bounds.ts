/** How much Markdown is read in one text; what has more is shown as it was typed. */
export const READING = {
  /** Characters that may begin or end something. Reading takes at most the square of it. */
  marksMax: 500,
  linesMax: 500,
  /** Quotes, lists and formats inside of one another. */
  depthMax: 16,
} as const;

/** A stretch of whole lines. */
export interface Stretch {
  readonly kind: 'code' | 'quote' | 'other';
  readonly from: number;
  readonly to: number;
}

/**
 * A text in stretches that can be read one by one: code blocks, quotes, and what is between them. So whoever answers below
 * a quote need not leave a line empty to be out of it, and code, which may be long, costs nothing.
 */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const fences = hasPlainFences(text);
  let fence = '';
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end + 1;
    const line = text.slice(from, end < 0 ? to : end);
    const last = stretches.at(-1);
    if (fence !== '') {
      extend(stretches, to);
      fence = isClosing(line, fence) ? '' : fence;
    } else if (fences && /^(?:`{3}|~{3})/.test(line)) {
      fence = /^(?:`+|~+)/.exec(line)?.[0] ?? '';
      stretches.push({ kind: 'code', from, to });
    } else {
      const kind = line.startsWith('>') ? 'quote' : 'other';
      if (last?.kind === kind) {
        extend(stretches, to);
      } else {
        stretches.push({ kind, from, to });
      }
    }
    from = to;
  }
  return stretches;
}

function extend(stretches: Stretch[], to: number): void {
  const last = stretches.pop();
  if (last !== undefined) {
    stretches.push({ ...last, to });
  }
}

/**
 * Whether all that may begin or end a code block stands at the left edge, where it does not matter what it stands in; one
 * of backticks has none behind it.
 */
function hasPlainFences(text: string): boolean {
  return !/^.+?(?:```|~~~)/m.test(text.replace(/^(?:`{3,}|~{3,})/gm, '')) && !/^```.*[^`\n].*`/m.test(text);
}

function isClosing(line: string, fence: string): boolean {
  const marks = /^(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? '';
  return marks.length >= fence.length && marks[0] === fence[0];
}

/** Marks, whatever begins an item or an address, and the ends of sentences where there are many of them. */
const MARKS = /[*_~`[\]()<>\\!@]|(?<!\S)(?:[-+]|\d{1,9}[.)])(?!\S)|:\/\/|www\.|[.,:;?'"&](?=[.,:;?'"&]{8})|&(?=\w+;)/gi;

/** More quotes and items begin on one line than may be inside of one another. */
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*](?!\\S)|\\d{1,9}[.)](?!\\S))){${READING.depthMax + 1}}`, 'm');

/** Whether a stretch can be read without anybody waiting for it. */
export function isReadable(text: string): boolean {
  return (
    (text.match(MARKS)?.length ?? 0) <= READING.marksMax &&
    text.split('\n').length <= READING.linesMax &&
    !TOO_DEEP.test(text)
  );
}
