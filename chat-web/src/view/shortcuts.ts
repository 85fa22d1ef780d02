import type { KeyTexts } from '../i18n/texts-settings';

/** The keys that do something, as the sheet shows them; `useShortcuts` obeys those of everywhere. */

type Words = Exclude<keyof KeyTexts, 'groups' | 'names' | 'title' | 'open' | 'single' | 'singleHint'>;

export interface Shortcut {
  readonly words: Words;
  /** Each way to say it; the keys of one are pressed together. */
  readonly ways: readonly (readonly string[])[];
  /** Only while single keys are not switched off. */
  readonly single?: readonly string[];
}

export const SHORTCUTS: Readonly<Record<keyof KeyTexts['groups'], readonly Shortcut[]>> = {
  everywhere: [
    { words: 'switchRoom', ways: [['Ctrl', 'K']] },
    { words: 'previousRoom', ways: [['Alt', '↑']] },
    { words: 'nextRoom', ways: [['Alt', '↓']] },
    { words: 'previousUnread', ways: [['Alt', 'Shift', '↑']] },
    { words: 'nextUnread', ways: [['Alt', 'Shift', '↓']] },
    { words: 'markRead', ways: [['Esc']] },
    { words: 'search', ways: [['Ctrl', 'Shift', 'F']], single: ['/'] },
    { words: 'sheet', ways: [['Ctrl', '/']], single: ['?'] },
  ],
  messages: [
    { words: 'moveAmong', ways: [['↑'], ['↓']] },
    { words: 'firstLast', ways: [['Home'], ['End']] },
  ],
  writing: [
    { words: 'send', ways: [['Enter']] },
    { words: 'newLine', ways: [['Shift', 'Enter']] },
    { words: 'editLast', ways: [['↑']] },
    { words: 'bold', ways: [['Ctrl', 'B']] },
    { words: 'italics', ways: [['Ctrl', 'I']] },
    { words: 'code', ways: [['Ctrl', 'E']] },
    { words: 'link', ways: [['Ctrl', 'K']] },
    { words: 'undo', ways: [['Ctrl', 'Z']] },
    { words: 'leave', ways: [['Esc']] },
  ],
};

type Pressed = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>;

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

/** Together with the key of commands; on a Mac that is ⌘, and Ctrl moves about in texts there. */
export function isCommand({ ctrlKey, metaKey, altKey }: Pressed): boolean {
  return !altKey && (isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey);
}
