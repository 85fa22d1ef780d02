import { defineConfig } from '@playwright/test';
import { findBrowser } from './tools.mjs';

const inCi = process.env.CI !== undefined;

export default defineConfig({
  testDir: '.',
  outputDir: '../target/e2e',
  globalSetup: './class-archive.ts',
  forbidOnly: inCi,
  workers: 2,
  fullyParallel: true,
  // What only repeats, or makes pictures, is for the full run.
  ...(process.env.E2E_FULL === 'true' ? {} : { grepInvert: /@full/ }),
  // Something is wrong after that; a busy machine is slow much sooner.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // The second is for bin/test, which counts tests and in CI fails for those that were skipped.
  reporter: [['list'], ['junit', { outputFile: '../target/web-reports/TEST-playwright.xml' }]],
  use: {
    // Watching everything that happens takes time; what was there in the end is kept in any case.
    trace: inCi ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
