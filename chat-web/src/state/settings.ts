/** What a person chose for this device, and for rooms. */

/** The languages the page speaks, BCP 47. */
export const LOCALES = ['pt-BR', 'en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  /** `browser`: the first of the browser's that the page speaks. */
  readonly language: Locale | 'browser';
  readonly theme: Theme;
  readonly contrast: 'system' | 'more';
  /** Notifications outside of the page. */
  readonly desktop: boolean;
  readonly sound: boolean;
  /** From 0 to 1. */
  readonly volume: number;
  readonly quiet: QuietHours;
  /** Keys that do something by themselves, such as `?`; who talks to a computer may hit them unwillingly. */
  readonly singleKeys: boolean;
}

/** In minutes since midnight, where the user is; `to` may be the day after. */
export interface QuietHours {
  readonly on: boolean;
  readonly from: number;
  readonly to: number;
}

export const DAY_MINUTES = 24 * 60;

export const USUAL_SETTINGS: Settings = {
  language: 'browser',
  theme: 'system',
  contrast: 'system',
  desktop: false,
  sound: false,
  volume: 0.5,
  quiet: { on: false, from: 22 * 60, to: 7 * 60 },
  singleKeys: true,
};

/** Whether nothing is to ring or pop up now. */
export function isQuiet({ on, from, to }: QuietHours, now: number): boolean {
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  const inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return on && inside;
}

/** Of which messages of a room its user is told while looking elsewhere. */
export const TELLINGS = ['all', 'mentions', 'none'] as const;
export type Telling = (typeof TELLINGS)[number];

/** What somebody chose for a room. */
export interface RoomChoice {
  /** It stands on top of the list. */
  readonly favourite: boolean;
  readonly telling: Telling | 'usual';
}

export const USUAL_CHOICE: RoomChoice = { favourite: false, telling: 'usual' };

/** By room, the one that was changed last at the end. */
export type Choices = ReadonlyMap<string, RoomChoice>;

/** Users of this browser whose choices are kept, and rooms of each. */
export const CHOICES_OWNERS_MAX = 5;
export const CHOICES_MAX = 500;
