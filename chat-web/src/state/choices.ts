import { dropDeed } from './deeds';
import type { Settings } from './settings';
import type { Turn } from './turn';

/** What a person chooses for this device. */

export function showSettings(turn: Turn): void {
  turn.patch({ side: { kind: 'settings', phase: { kind: 'ready' } } });
  dropDeed(turn);
}

export function changeSettings(turn: Turn, change: Partial<Settings>): void {
  turn.patch({ settings: { ...turn.state.settings, ...change } });
}
