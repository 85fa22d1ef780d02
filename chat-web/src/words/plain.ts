const PERHAPS = /[*~`_]|\]\(|\\[!-/:-@[-`{-~]|[^\s@]@[^\s@]|:\/\/|www\.|^ {0,3}(?:[-+>]|\d{1,9}[.)])(?:\s|>|$)/im;

/** Nothing in it can be Markdown. Most texts are like that, and cost nothing. */
export function isPlain(text: string): boolean {
  return !PERHAPS.test(text);
}
