// What a browser loads before any lazy route: the entry script, what it imports, and the style sheet. Fails above the limit.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 300;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));
const files = new Set();
const gather = (key) => {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const other of chunk.imports ?? []) gather(other);
};
gather('index.html');
const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;
let total = 0;
for (const file of files) {
  const kb = size(file);
  total += kb;
  console.log(`${kb.toFixed(1).padStart(8)} KB gzip  ${file}`);
}
console.log(`${total.toFixed(1).padStart(8)} KB gzip  entry in all, limit ${LIMIT_KB}`);
if (total > LIMIT_KB) {
  console.error('the entry is too large: make a route or a component lazy');
  process.exit(1);
}
