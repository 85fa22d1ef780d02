import { isApiCode, isCloseCode, isErrorCode } from '../protocol/codes';
import { OWN_PROBLEMS, type OwnProblem, type Problem } from '../state/model';
import { en } from './en';
import { pt } from './pt';
import type { Texts } from './texts';

export const LANGUAGES: readonly Texts[] = [pt, en];

/** The first language of the browser that the page speaks; English when it speaks none of them. */
export function chooseLanguage(wanted: readonly string[]): Texts {
  for (const tag of wanted) {
    const language = primary(tag);
    const texts = LANGUAGES.find(({ locale }) => primary(locale) === language);
    if (texts !== undefined) {
      return texts;
    }
  }
  return en;
}

function primary(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

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
