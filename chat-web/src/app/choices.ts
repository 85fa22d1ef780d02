import {
  CHOICES_MAX,
  CHOICES_OWNERS_MAX,
  TELLINGS,
  USUAL_CHOICE,
  type Choices,
  type RoomChoice,
} from '../state/settings';
import { recordOf, Shelf } from './shelf';

type AllChoices = ReadonlyMap<string, Choices>;

/** What users of this browser chose for rooms. */
export function choicesShelf(storage?: () => Storage): Shelf<AllChoices> {
  const json = (all: AllChoices) => [...all].map(([owner, choices]) => [owner, [...choices]]);
  return new Shelf('chat-choices', parseChoices, json, storage);
}

export function parseChoices(kept: unknown): AllChoices {
  return new Map(
    pairs(kept, CHOICES_OWNERS_MAX).map(([owner, choices]) => [
      owner,
      new Map(pairs(choices, CHOICES_MAX).map(([room, choice]) => [room, parseChoice(choice)])),
    ]),
  );
}

function parseChoice(kept: unknown): RoomChoice {
  const { favourite, telling } = recordOf(kept);
  return {
    favourite: favourite === true,
    telling: TELLINGS.find((known) => known === telling) ?? USUAL_CHOICE.telling,
  };
}

/** The newest stand at the end. */
function pairs(kept: unknown, max: number): readonly (readonly [string, unknown])[] {
  const isPair = (value: unknown): value is [string, unknown] => Array.isArray(value) && typeof value[0] === 'string';
  return Array.isArray(kept) ? kept.filter(isPair).slice(-max) : [];
}
