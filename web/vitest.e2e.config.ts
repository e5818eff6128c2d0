import { defineConfig } from 'vitest/config';

/** Milliseconds to wait for anything a page draws. */
const patience = Number(process.env.CUSTODY_PATIENCE ?? 30_000);

// Journeys run one after the other: they work on the same centre.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 4 * patience,
    hookTimeout: 4 * patience,
    expect: { poll: { timeout: patience } },
  },
});
