// The custodian's day has a browser of its own: its camera sees a film of printed labels.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it(
  'a custodian on a phone receives, hands out and takes back, with the line cut in between',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['e2e/custodian.mjs'], { timeout: 280_000 });
    expect(stdout.match(/^ok /gm)?.length).toBeGreaterThan(10);
  },
  300_000,
);
