// `npm run check`: everything that must hold before a commit, quickest first; all of them run, the first failure is kept.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types are generated', 'node', 'scripts/generate.mjs', '--check'],
  ['texts are complete', 'node', 'scripts/texts.mjs'],
  ['the walls stand', 'node', 'scripts/walls.mjs'],
  ['no list ends in silence', 'node', 'scripts/limits.mjs'],
  ['nothing is unused', 'npx', '--no-install', 'knip'],
  ['lint', 'npm', 'run', '--silent', 'lint'],
  ['types', 'npx', '--no-install', 'tsc', '--noEmit'],
  ['unit tests', 'npx', '--no-install', 'vitest', 'run'],
];
let failed = 0;
for (const [title, command, ...args] of steps) {
  console.log(`\n== ${title}`);
  if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) {
    console.error(`check: ${title} failed`);
    failed += 1;
  }
}
process.exit(failed > 0 ? 1 : 0);
