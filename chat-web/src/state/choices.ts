import { dropDeed } from './deeds';
import type { Room, State } from './model';
import {
  CHOICES_MAX,
  CHOICES_OWNERS_MAX,
  USUAL_CHOICE,
  type Choices,
  type RoomChoice,
  type Settings,
  type Telling,
} from './settings';
import type { Turn } from './turn';

/** What a person chooses for this device, and for rooms. */

export function showSettings(turn: Turn): void {
  turn.patch({ side: { kind: 'settings', phase: { kind: 'ready' } } });
  dropDeed(turn);
}

export function changeSettings(turn: Turn, change: Partial<Settings>): void {
  turn.patch({ settings: { ...turn.state.settings, ...change } });
}

export function choiceOf({ owner, choices }: Pick<State, 'owner' | 'choices'>, room: string): RoomChoice {
  return (owner === null ? undefined : choices.get(owner)?.get(room)) ?? USUAL_CHOICE;
}

/** In a direct conversation every word is meant for its user; elsewhere those that call. */
export function tellingOf(state: State, { name, terms }: Pick<Room, 'name' | 'terms'>): Telling {
  const { telling } = choiceOf(state, name);
  const usual = terms.visibility === 'direct' ? 'all' : 'mentions';
  return telling === 'usual' ? usual : telling;
}

export function choose(turn: Turn, room: string, change: Partial<RoomChoice>): void {
  const { owner, choices } = turn.state;
  if (owner === null) {
    return;
  }
  const chosen = { ...choiceOf(turn.state, room), ...change };
  const rest = [...(choices.get(owner) ?? [])].filter(([name]) => name !== room);
  const isUsual = chosen.favourite === USUAL_CHOICE.favourite && chosen.telling === USUAL_CHOICE.telling;
  const own: Choices = new Map([...rest, ...(isUsual ? [] : [[room, chosen] as const])].slice(-CHOICES_MAX));
  const others = [...choices].filter(([user]) => user !== owner);
  turn.patch({ choices: new Map([...others, [owner, own] as const].slice(-CHOICES_OWNERS_MAX)) });
}

/** Whoever sits here next is not to learn in which rooms this user was. */
export function forgetChoices(turn: Turn, owner: string | null): void {
  const { choices } = turn.state;
  turn.patch({ choices: new Map([...choices].filter(([user]) => user !== owner)) });
}
