// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { settingsShelf } from '../../src/app/settings';
import script from '../../src/look.js?raw';
import { USUAL_SETTINGS } from '../../src/state/settings';

const { dataset } = document.documentElement;

/** What the script writes for the page, on a device that wants what these queries ask for. */
function lookOn(...wanted: readonly string[]) {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: wanted.includes(query) }));
  delete dataset.theme;
  delete dataset.contrast;
  new Function(script)();
  return { ...dataset };
}

const DARK = '(prefers-color-scheme: dark)';
const MORE = '(prefers-contrast: more)';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('the look before the page is there', () => {
  it.each([
    ['system', 'system', [], 'light', 'usual'],
    ['system', 'system', [DARK, MORE], 'dark', 'more'],
    ['light', 'system', [DARK], 'light', 'usual'],
    ['dark', 'more', [], 'dark', 'more'],
  ] as const)('is what was chosen: %s, %s on %j', (theme, contrast, device, ...[wanted, wantedContrast]) => {
    settingsShelf().put({ ...USUAL_SETTINGS, theme, contrast });
    expect(lookOn(...device)).toEqual({ theme: wanted, contrast: wantedContrast });
  });

  it.each([null, 'null', '5', '{', '{"theme":"pink","contrast":{}}'])('is the device’s where %j is kept', (kept) => {
    if (kept !== null) {
      localStorage.setItem(settingsShelf().key, kept);
    }
    expect(lookOn(DARK)).toEqual({ theme: 'dark', contrast: 'usual' });
  });

  it('is the device’s where nothing can be kept', () => {
    vi.stubGlobal('localStorage', undefined);
    expect(lookOn(MORE)).toEqual({ theme: 'light', contrast: 'more' });
  });
});
