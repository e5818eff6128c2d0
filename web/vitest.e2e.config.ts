import { defineConfig } from 'vitest/config';

// Journeys run one after the other: they work on the same centre.
export default defineConfig({
  test: { include: ['e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 },
});
