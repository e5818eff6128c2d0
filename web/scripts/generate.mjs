// Writes src/api/schema.d.ts from ../docs/openapi.json; with --check only says whether it is fresh.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);

const document = JSON.parse(await readFile(source, 'utf8'));
const text = `// Written by \`npm run generate\` from docs/openapi.json; do not edit.\n${astToString(await openapiTS(document, { alphabetize: true }))}`;

if (process.argv.includes('--check')) {
  const held = await readFile(target, 'utf8').catch(() => '');
  if (held !== text) {
    console.error('src/api/schema.d.ts is stale; write it with: npm run generate');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
