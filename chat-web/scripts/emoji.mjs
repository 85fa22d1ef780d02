// The emoji with what they are called, of emojibase-data, as modules `virtual:emoji/emoji-<language>`: only what the page needs of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(resolve(`emojibase-data/${file}`), 'utf8'));

export const EMOJI_MODULE = /^virtual:emoji\/emoji-(pt|en|es)$/;

/** Newer ones are empty boxes on devices of some years. */
const VERSION_MAX = 15;
/** Skin tones by themselves, which are no emoji to pick. */
const COMPONENTS = 2;

/** @returns {import('../src/words/emoji').RawEmoji[]} */
export function emojiOf(language) {
  const [usual, more] = ['github', 'emojibase'].map((set) => read(`en/shortcodes/${set}.json`));
  return read(`${language}/data.json`)
    .filter(({ group, version }) => group !== undefined && group !== COMPONENTS && version <= VERSION_MAX)
    .toSorted((a, b) => a.order - b.order)
    .map(({ emoji, hexcode, label, group, tags = [], skins = [] }) => {
      const codes = [...new Set([usual[hexcode] ?? [], more[hexcode] ?? []].flat())];
      const tones = skins.filter(({ tone }) => typeof tone === 'number').map((skin) => qualified(skin.emoji));
      const raw = [qualified(emoji), label, group, codes, tags];
      return tones.length === 5 ? [...raw, tones] : raw;
    });
}

/** As keyboards write it: the sign "as a picture" only where it would be a letter without. */
function qualified(emoji) {
  return /^\p{Emoji_Presentation}\uFE0F$/u.test(emoji) ? emoji.slice(0, -1) : emoji;
}

/** For Vite: these modules, and the licence that goes with them. */
export function emojiData() {
  return {
    name: 'emoji-data',
    // Its file is named after the end of this, and the languages of the page are `pt`, `en` and `es`.
    resolveId: (id) => (EMOJI_MODULE.test(id) ? `\0${id.replace('/', '/emoji-')}` : undefined),
    load(id) {
      const [, language] = EMOJI_MODULE.exec(id.replace('\0', '').replace('/emoji-', '/')) ?? [];
      return language === undefined
        ? undefined
        : `export default JSON.parse(${JSON.stringify(JSON.stringify(emojiOf(language)))});`;
    },
    generateBundle() {
      const source = readFileSync(resolve('emojibase-data/LICENSE'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'licenses-emoji.txt', source });
    },
  };
}
