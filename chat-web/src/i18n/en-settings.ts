import { plurals } from './plurals';
import type { KeyTexts, PlacesTexts, LookTexts, SettingsTexts, TellTexts } from './texts-settings';

const counted = plurals('en');

export const settingsEn: SettingsTexts = {
  title: 'Settings',
  language: 'Language',
  languageOfBrowser: 'As in the browser',
  offline: 'This device is offline.',
  offlineInside: 'This device is offline. What you write is kept, and sent when the network is back.',
};

export const tellEn: TellTexts = {
  title: 'Notifications',
  inRoom: (name, room) => `${name} in ${room}`,
  manyCalling: (count) =>
    counted(count, { one: '# new message mentions you', other: '# new messages, you are mentioned' }),
  desktop: 'Show notifications outside of the page',
  desktopHint: 'Only while this page is open, and not of the room you are looking at.',
  desktopDenied: 'The browser does not allow it. Its settings for this site say so, and can say otherwise.',
  desktopUnavailable: 'This browser cannot do that here.',
  sound: 'Play a sound',
  volume: 'Volume',
  playSound: 'Play it once',
  quiet: 'Quiet hours',
  quietHint: 'Nothing rings or pops up meanwhile; what is unread is counted all the same.',
  quietFrom: 'From',
  quietTo: 'To',
  ofRoom: 'Notify me of',
  usual: (telling) => `Usual: ${telling}`,
  tellings: { all: 'All messages', mentions: 'Mentions of me', none: 'Nothing' },
  silenced: 'silenced',
};

export const placesEn: PlacesTexts = {
  favourites: 'Favourites',
  favour: 'Add to favourites',
  unfavour: 'Remove from favourites',
  filter: 'Filter rooms',
  noneFits: 'No room is called that.',
  switcher: 'Go to a room or person',
  switcherHint: 'Name of a room or person',
  found: (count) =>
    counted(count, {
      none: 'Nothing fits.',
      one: '1 fits; Enter goes there',
      other: '# fit; arrow keys choose, Enter goes there',
    }),
  person: 'person',
  sharedRooms: 'Rooms you share',
  idEnd: (id) => `id ends in ${id}`,
};

export const keysEn: KeyTexts = {
  title: 'Keyboard shortcuts',
  open: 'Show keyboard shortcuts',
  groups: { everywhere: 'Everywhere', messages: 'Among messages', writing: 'While writing' },
  switchRoom: 'Go to a room or person',
  sheet: 'Show these shortcuts',
  search: 'Search messages',
  previousRoom: 'Previous room',
  nextRoom: 'Next room',
  previousUnread: 'Previous unread room',
  nextUnread: 'Next unread room',
  markRead: 'Close what is open; then, read all to the end',
  moveAmong: 'Previous and next message',
  firstLast: 'First and last message shown',
  send: 'Send',
  newLine: 'New line',
  editLast: 'Edit your last message, in an empty field',
  bold: 'Bold',
  italics: 'Italics',
  code: 'Code',
  link: 'A link of what is selected',
  undo: 'Take back the last change',
  leave: 'Stop editing or replying',
  single: 'Shortcuts of a single key',
  singleHint: 'Such as “?”. Switch them off if you talk to your computer.',
  names: { Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Enter: 'Enter', Esc: 'Esc', Home: 'Home', End: 'End' },
};

export const lookEn: LookTexts = {
  title: 'Look',
  theme: 'Colours',
  themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  contrast: 'High contrast',
  contrastHint: 'Stronger letters and lines. Also on when the device asks for it.',
};
