import { isApiCode, isCloseCode, isErrorCode } from '../protocol/codes';
import { OWN_PROBLEMS, type OwnProblem, type Problem } from '../state/model';
import type { Texts } from './texts';

/** What went wrong, for a person. Of a code that is newer than the page, the server's own sentence. */
export function explain(texts: Texts, { code, message }: Problem): string {
  if (isErrorCode(code) || isApiCode(code) || isOwnProblem(code)) {
    return texts.problems[code];
  }
  return message;
}

export function explainClosing(texts: Texts, code: number): string {
  return texts.closings[isCloseCode(code) ? code : 'other'];
}

function isOwnProblem(code: string): code is OwnProblem {
  return (OWN_PROBLEMS as readonly string[]).includes(code);
}
