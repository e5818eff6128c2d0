// The walls of `src`: api < i18n < ui < parts < features < app. A file imports from its own folder or a lower one; a feature
// never imports another feature; files never import one another in a circle; no folder holds more than 14 files of code.
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const WALLS = ['api', 'i18n', 'ui', 'parts', 'features', 'app'];
const FILES_AT_MOST = 14;
const IMPORT = /\b(?:from|import|import\.meta\.glob(?:<[^(]*>)?)\s*\(?\s*['"]((?:\.|@\/)[^'"?]*)/g;
const ENDINGS = ['', '.ts', '.tsx', '.d.ts', '/index.ts'];

/** Every file below `root` with the files it imports. */
function importsBelow(root) {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(entries.map((entry) => [relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'), []]));
  for (const [file, imports] of files) {
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, address] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT)) {
      const path = address.startsWith('@/') ? address.slice(2) : posix.join(posix.dirname(file), address);
      imports.push(ENDINGS.map((ending) => path + ending).find((each) => files.has(each)) ?? path);
    }
  }
  return files;
}

function breach(file, target) {
  const [[wall, feature], [other, otherFeature]] = [file.split('/'), target.split('/')];
  const [height, otherHeight] = [WALLS.indexOf(wall), WALLS.indexOf(other)];
  if (height < 0) return []; // The entry and the set-up of the tests stand above all walls.
  if (otherHeight < 0 || otherHeight > height) return [`${file} imports ${target}: ${wall} may not import ${other}`];
  if (wall === 'features' && other === wall && feature !== otherFeature) return [`${file} imports ${target}: a feature may not import another feature`];
  return [];
}

function circlesIn(files) {
  const circles = [];
  const done = new Set();
  const visit = (file, path) => {
    if (path.includes(file)) circles.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    else if (!done.has(file)) for (const target of files.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return circles;
}

function fullFolders(files) {
  const counts = new Map();
  const code = [...files.keys()].filter((file) => !file.endsWith('.json')); // Texts have a file per feature.
  for (const folder of code.map((file) => posix.dirname(file))) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > FILES_AT_MOST).map(([folder, count]) => `${folder} holds ${count} files; ${FILES_AT_MOST} at most`);
}

/** Every offence below `root`, a line each. */
export function offencesBelow(root) {
  const files = importsBelow(root);
  return [...[...files].flatMap(([file, targets]) => targets.flatMap((target) => breach(file, target))), ...circlesIn(files), ...fullFolders(files)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const offences = offencesBelow(fileURLToPath(new URL('../src', import.meta.url)));
  for (const line of offences) console.error(line);
  console.log(`${offences.length} breaches of the walls`);
  process.exit(offences.length > 0 ? 1 : 0);
}
