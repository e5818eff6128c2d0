import { defineConfig } from '@playwright/test';
import { BASE, launchOptions } from './e2e/support/browser.mjs';

/** Milliseconds to wait for anything a page draws; more where the machine is busy with other things. */
const patience = Number(process.env.CUSTODY_PATIENCE ?? 30_000);

/** Journeys that only look: they count the year as it was played, so the others begin when these have ended. */
const readers = /(auditor|supervisor)\.test\.ts$/;

// The files share one centre. Each works with goods and names of its own, so two may run at once; the tests of a file
// are the steps of one day and run in their order.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  projects: [
    { name: 'readers', testMatch: readers },
    { name: 'writers', testIgnore: readers, dependencies: ['readers'] },
  ],
  workers: 2,
  // A test that passes only the second time is counted as flaky, and the summary names it.
  retries: 1,
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'e2e/results',
  timeout: 4 * patience,
  expect: { timeout: patience },
  use: {
    baseURL: BASE,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    colorScheme: 'light',
    // Nothing fades while it is judged or clicked.
    reducedMotion: 'reduce',
    actionTimeout: patience,
    navigationTimeout: patience,
    launchOptions,
    // A picture of every frame would cost as much again as the journeys themselves; the pages are in the trace as they stood.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
