// Gives the page's first script, `src/look.js`, a name that changes with what is in it, so that it is fetched once. It is no
// module, which would come after the first painting, so nothing else does that.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const LOOK = '/src/look.js';

export function lookScript() {
  const source = readFileSync(new URL(`..${LOOK}`, import.meta.url), 'utf8');
  const fileName = `assets/look-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
  return {
    name: 'look-script',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace(LOOK, `/${fileName}`) },
  };
}
