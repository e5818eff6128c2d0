import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Milliseconds to wait for anything a page draws. */
const patience = Number(process.env.CUSTODY_PATIENCE ?? 30_000);

/** Those who only look come first: they count the year as it was played, before the others work on it. */
class LookersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => (/(auditor|supervisor)\.test\.ts$/.test(moduleId) ? 0 : 1);
    return files.toSorted((one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId));
  }
}

// Journeys run one after the other: they work on the same centre.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    sequence: { sequencer: LookersFirst },
    testTimeout: 4 * patience,
    hookTimeout: 4 * patience,
    expect: { poll: { timeout: patience } },
  },
});
