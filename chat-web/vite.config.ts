import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { emojiData } from './scripts/emoji.mjs';
import { lookScript } from './scripts/look.mjs';

/** Where `npm run dev` finds a server. */
const devServer = process.env.CHAT_DEV_SERVER ?? 'http://127.0.0.1:8765';

export default defineConfig({
  plugins: [react(), emojiData(), lookScript()],
  build: {
    // Straight to where Maven packs the jar from; emptied first, so that no old hashed file stays.
    outDir: 'target/classes/web',
    emptyOutDir: true,
    target: 'es2023',
    // The CSP allows no data: URL in scripts or styles, and small files are cheap on one connection.
    assetsInlineLimit: 0,
    // The licences of what is in the bundle ask to be passed on with it.
    license: { fileName: 'licenses.txt' },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What is there in every language says of what.
        chunkFileNames: ({ facadeModuleId }) => {
          const kind = facadeModuleId?.includes('/src/i18n/')
            ? 'texts-'
            : facadeModuleId?.includes('virtual:emoji')
              ? 'emoji-'
              : '';
          return `assets/${kind}[name]-[hash].js`;
        },
      },
    },
  },
  server: {
    // Without this the dev server's Origin differs by port only, which the server allows.
    proxy: { '/ws': { target: devServer, ws: true }, '/api': { target: devServer } },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // Something is wrong after that; a busy machine is slow much sooner.
    testTimeout: 60_000,
    allowOnly: process.env.CI === undefined,
    // The second is for bin/test, which counts tests and in CI fails for those that were skipped.
    reporters: ['default', ['junit', { outputFile: 'target/web-reports/TEST-vitest.xml' }]],
  },
});
