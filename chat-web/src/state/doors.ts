import type { Ways } from '../protocol/api';
import type { Door, Entry } from './model';

/** The forms by which one may come in here. */
export function doorsOf({ guest, accounts, signUp, setUp }: Ways): readonly Door[] {
  return [
    ...(guest ? (['guest'] as const) : []),
    ...(accounts ? (['logIn'] as const) : []),
    ...(accounts && signUp !== 'off' ? (['signUp'] as const) : []),
    ...(accounts && setUp ? (['setUp'] as const) : []),
  ];
}

/** The form that is shown: the one that is wanted, if there is such a way in; null when there is none at all. */
export function doorShown({ ways, door }: Entry): Door | null {
  const doors = ways === null ? [] : doorsOf(ways);
  return door !== null && doors.includes(door) ? door : (doors[0] ?? null);
}
