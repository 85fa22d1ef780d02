import type { Author, Mentions } from '../protocol/messages';
import { folded } from '../words/fold';
import type { Call } from '../words/tree';
import type { Room, State } from './model';
import { may } from './permits';
import { isPosted } from './window';

/** Who is called in a text: finding them in one that was posted, and offering them while one is being written. */

/** What calls everybody. */
export const ROOM_WORDS = ['room', 'todos', 'all'] as const;

const OFFERED_MAX = 6;
const NAME_CODE_UNITS_MAX = 64;

const isWordPart = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** Where a posted text calls somebody; `names` are those known by their id. */
export function callsIn(
  text: string,
  { mentions = [], mentionsRoom = false }: Mentions,
  names: ReadonlyMap<string, string>,
  me: string,
): readonly Call[] {
  const known = mentions.flatMap((id) => {
    const word = names.get(id);
    return word === undefined ? [] : { word, mine: id === me };
  });
  const words = [...known, ...(mentionsRoom ? ROOM_WORDS.map((word) => ({ word, mine: true })) : [])].sort(
    (a, b) => b.word.length - a.word.length,
  );
  // Of somebody whose name is not known here the first word must do.
  const guess = known.length < mentions.length;
  const guessedMine = mentions.includes(me) && !names.has(me);
  const calls: Call[] = [];
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, end))) {
    if (isWordPart(text[at - 1])) {
      continue;
    }
    const found = words.find(({ word }) => standsAt(text, at + 1, word));
    const length =
      found?.word.length ?? (guess ? (/^[\p{L}\p{N}_.'-]+/u.exec(text.slice(at + 1))?.[0].length ?? 0) : 0);
    if (length > 0) {
      end = at + 1 + length;
      calls.push({ from: at, to: end, mine: found?.mine ?? guessedMine });
    }
  }
  return calls;
}

function standsAt(text: string, at: number, word: string): boolean {
  const there = text.slice(at, at + word.length);
  return there.toLowerCase() === word.toLowerCase() && !isWordPart(text[at + word.length]);
}

/** The names of those who are in a room, or belong to it, by id. */
export function namesIn({ people, party }: Pick<Room, 'people' | 'party'>): ReadonlyMap<string, string> {
  return namesOf([...party, ...people.members]);
}

function namesOf(known: readonly Author[]): ReadonlyMap<string, string> {
  return new Map(known.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]));
}

/** Somebody who is being called, not whole yet. */
export interface Completion {
  /** Where the `@` stands. */
  readonly from: number;
  readonly options: readonly Option[];
}

export interface Option {
  readonly key: string;
  readonly word: string;
}

/** What could be meant where the caret is; null when nobody is being called there. */
export function completionAt(text: string, caret: number, options: readonly Option[]): Completion | null {
  const from = text.lastIndexOf('@', caret - 1);
  const typed = text.slice(from + 1, caret);
  if (
    from < 0 ||
    from >= caret ||
    isWordPart(text[from - 1]) ||
    typed.length > NAME_CODE_UNITS_MAX ||
    typed.includes('\n')
  ) {
    return null;
  }
  const sought = folded(typed);
  const whole = options.filter(({ word }) => folded(word).startsWith(sought));
  const inside = options.filter((option) => !whole.includes(option) && folded(option.word).includes(` ${sought}`));
  const fitting = [...whole, ...(typed.includes(' ') ? [] : inside)].slice(0, OFFERED_MAX);
  const isComplete = fitting.length === 1 && typed !== '' && fitting[0]?.word === typed;
  return fitting.length === 0 || isComplete ? null : { from, options: fitting };
}

/** The names of all that the page knows of in a room, by id: in a large one not everybody is told. */
export function knownIn({ window, party, people }: Room): ReadonlyMap<string, string> {
  return namesOf([...window.events.filter(isPosted).map(({ from }) => from), ...party, ...people.members]);
}

/** Whom one may call in this room: by name those who are known here, and everybody if that is allowed. */
export function optionsIn(
  state: State,
  room: Room,
  me: string,
  everybody: (typeof ROOM_WORDS)[number],
): readonly Option[] {
  const people = [...knownIn(room)]
    .filter(([id]) => id !== me && !state.blocked.has(id))
    .map(([key, word]) => ({ key, word }))
    .sort((a, b) => a.word.localeCompare(b.word));
  return may(state, room, 'mentionRoom') ? [...people, { key: '@', word: everybody }] : people;
}
