import type { Telling, Theme } from '../state/settings';

/** What the page says about a device, and about what can be chosen for it. */
export interface SettingsTexts {
  readonly title: string;
  readonly language: string;
  readonly languageOfBrowser: string;
  readonly offline: string;
  readonly offlineInside: string;
}

/** What the page says about telling somebody who looks elsewhere. */
export interface TellTexts {
  readonly title: string;
  readonly inRoom: (name: string, room: string) => string;
  readonly manyCalling: (count: number) => string;
  readonly desktop: string;
  readonly desktopHint: string;
  readonly desktopDenied: string;
  readonly desktopUnavailable: string;
  readonly sound: string;
  readonly volume: string;
  readonly playSound: string;
  readonly quiet: string;
  readonly quietHint: string;
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Of one room. */
  readonly ofRoom: string;
  /** Takes the word for what is usual in this kind of room. */
  readonly usual: (telling: string) => string;
  readonly tellings: Readonly<Record<Telling, string>>;
  readonly silenced: string;
}

/** What the page says about finding one's way among rooms. */
export interface PlacesTexts {
  readonly favourites: string;
  readonly favour: string;
  readonly unfavour: string;
  readonly filter: string;
  readonly noneFits: string;
  readonly switcher: string;
  readonly switcherHint: string;
  readonly found: (count: number) => string;
  readonly person: string;
  readonly sharedRooms: string;
  /** The end of somebody's id, which tells people of one name apart. */
  readonly idEnd: (id: string) => string;
}

/** What the page says about keys. */
export interface KeyTexts {
  readonly title: string;
  readonly open: string;
  readonly groups: Readonly<Record<'everywhere' | 'messages' | 'writing', string>>;
  readonly switchRoom: string;
  readonly sheet: string;
  readonly search: string;
  readonly previousRoom: string;
  readonly nextRoom: string;
  readonly previousUnread: string;
  readonly nextUnread: string;
  readonly markRead: string;
  readonly moveAmong: string;
  readonly firstLast: string;
  readonly send: string;
  readonly newLine: string;
  readonly editLast: string;
  readonly bold: string;
  readonly italics: string;
  readonly code: string;
  readonly link: string;
  readonly undo: string;
  readonly leave: string;
  readonly single: string;
  readonly singleHint: string;
  /** The names of keys that have one on a keyboard. */
  readonly names: Readonly<Record<'Ctrl' | 'Alt' | 'Shift' | 'Enter' | 'Esc' | 'Home' | 'End', string>>;
}

/** What the page says about how it looks. */
export interface LookTexts {
  readonly title: string;
  readonly theme: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly contrast: string;
  readonly contrastHint: string;
}
