/** Long texts are folded, so that one message does not push all others off the page. */

/** A text is shown whole up to so many lines, written or broken. */
export const FOLD_LINES = 20;
export const FOLD_CHARACTERS = 2_000;
/** So many lines are left of a folded one; the same in message.css. */
const FOLDED_LINES = 12;

/** About so many characters stand in a line. */
const LINE_CHARACTERS = 64;

export function isLong(text: string): boolean {
  return text.length > FOLD_CHARACTERS || newlines(text, FOLD_LINES) >= FOLD_LINES;
}

/** About how many lines a text takes on the page, folded if it is long. */
export function linesOf(text: string): number {
  const broken = 1 + Math.floor(text.length / LINE_CHARACTERS);
  return isLong(text) ? FOLDED_LINES : Math.max(broken, 1 + newlines(text, FOLD_LINES));
}

/** How often a line ends, counted up to a bound. */
function newlines(text: string, max: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && count < max; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}
