import { DAY_MINUTES, LOCALES, THEMES, USUAL_SETTINGS, type QuietHours, type Settings } from '../state/settings';
import { Shelf } from './shelf';
import type { Store } from './store';

export function settingsShelf(storage?: () => Storage): Shelf<Settings> {
  return new Shelf('chat-settings', parseSettings, storage);
}

/** Keeps what is chosen, and takes over what is chosen in another window. */
export function keepSettings(store: Store, shelf: Shelf<Settings>): void {
  let kept = store.state().settings;
  store.subscribe(() => {
    const { settings } = store.state();
    if (settings !== kept) {
      kept = settings;
      shelf.put(settings);
    }
  });
  window.addEventListener('storage', ({ key }) => {
    if (key === shelf.key) {
      kept = shelf.read();
      store.report({ type: 'settingsChanged', change: kept });
    }
  });
}

/** Whatever is not as it should be is as it usually is. */
export function parseSettings(value: unknown): Settings {
  const kept = recordOf(value);
  const usual = USUAL_SETTINGS;
  return {
    language: oneOf(['browser', ...LOCALES], kept.language, usual.language),
    theme: oneOf(THEMES, kept.theme, usual.theme),
    contrast: oneOf(['system', 'more'], kept.contrast, usual.contrast),
    desktop: yesOrNo(kept.desktop, usual.desktop),
    sound: yesOrNo(kept.sound, usual.sound),
    volume: between(0, 1, kept.volume, usual.volume),
    quiet: parseQuiet(kept.quiet),
    singleKeys: yesOrNo(kept.singleKeys, usual.singleKeys),
  };
}

function parseQuiet(value: unknown): QuietHours {
  const { on, from, to } = recordOf(value);
  const { quiet } = USUAL_SETTINGS;
  return { on: yesOrNo(on, quiet.on), from: minuteOr(from, quiet.from), to: minuteOr(to, quiet.to) };
}

function minuteOr(value: unknown, usual: number): number {
  return Number.isInteger(value) ? between(0, DAY_MINUTES - 1, value, usual) : usual;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function oneOf<T extends string>(known: readonly T[], value: unknown, usual: T): T {
  return known.find((it) => it === value) ?? usual;
}

function yesOrNo(value: unknown, usual: boolean): boolean {
  return typeof value === 'boolean' ? value : usual;
}

function between(min: number, max: number, value: unknown, usual: number): number {
  return typeof value === 'number' && value >= min && value <= max ? value : usual;
}
