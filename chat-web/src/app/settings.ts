import { DAY_MINUTES, LOCALES, THEMES, USUAL_SETTINGS, type QuietHours, type Settings } from '../state/settings';
import { recordOf, Shelf } from './shelf';

export function settingsShelf(storage?: () => Storage): Shelf<Settings> {
  return new Shelf('chat-settings', parseSettings, undefined, storage);
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

function oneOf<T extends string>(known: readonly T[], value: unknown, usual: T): T {
  return known.find((it) => it === value) ?? usual;
}

function yesOrNo(value: unknown, usual: boolean): boolean {
  return typeof value === 'boolean' ? value : usual;
}

function between(min: number, max: number, value: unknown, usual: number): number {
  return typeof value === 'number' && value >= min && value <= max ? value : usual;
}
