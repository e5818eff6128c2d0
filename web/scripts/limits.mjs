// No list of the API ends in `src` without a word: it is read to its end, paged, counted, or offered in part with a sentence.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What reads a list on, or shows it page by page. */
const READ_ON = /\b(?:ServerTable|useWholeList|fetchNextPage)\b/;
const CALL = /\b(?:queries\.use(Suspense)?(?:Infinite)?Query\(|api\.GET\()\s*(?:'get',\s*)?'([^']+)'/g;
const SLICE = /\.slice\(0, ?([A-Z_]{2,}|\d+)\)/g;

/** Places that take the first rows on purpose, each with the reason why nobody is misled. */
const ON_PURPOSE = {
  'features/labels/print/PrintPage.tsx /api/v1/items': 'one item as an example for the preview',
  'parts/reports/useReportYear.ts /api/v1/movements': 'the year of the newest movement',
};
/** Cuts of texts and of tables that are looked at, not shown. */
const CUTS_ON_PURPOSE = {
  'features/today/TodayPage.tsx SHOWN': 'the link above them counts all and leads there',
  'features/station/desk/Desk.tsx 64': 'a text longer than any code, in a message',
  'parts/handovers/SignHandover.tsx SHOWN': 'the beginning of a digest, which is compared; all of it is its title',
  'parts/scan_queue/useScanRefusal.ts 64': 'a text longer than any code, in a message',
  'parts/scan_queue/calls.ts BATCH': 'the rest is sent next',
  'parts/reports/useReportYear.ts 4': 'the year of a date',
  'ui/paste/plan.ts HEADING_ROWS': 'where headings are looked for',
};

/** The paths of an OpenAPI document whose answer is one page of a list. */
export function pagedPaths({ paths, components }) {
  const isPage = ({ get }) => {
    const schema = get?.responses?.['200']?.content?.['application/json']?.schema;
    const named = schema?.$ref ? components.schemas[schema.$ref.split('/').pop()] : schema;
    return named?.properties?.next !== undefined;
  };
  return new Set(Object.keys(paths).filter((path) => isPage(paths[path])));
}

/** The text of a call from its name to its closing bracket. */
function callAt(text, start) {
  let depth = 0;
  for (let at = text.indexOf('(', start); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && (depth -= 1) === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

function callOffence(file, text, match) {
  const [head, , path] = match;
  const call = callAt(text, match.index);
  if (head.includes('InfiniteQuery')) return READ_ON.test(text) ? [] : [`${file} never reads ${path} on`];
  if (/\btotal: true\b/.test(call) || /\bcursor\b/.test(call)) return [];
  if (/<FirstHits\b/.test(text) && /\blimit: OFFERED\b/.test(call)) return [];
  return [`${file} takes the first rows of ${path} and is silent about the rest`];
}

/** Every offence in the text of one file, a line each. */
export function limitsIn(file, text, paged) {
  const calls = [...text.matchAll(CALL)].filter(([, , path]) => paged.has(path) && !(`${file} ${path}` in ON_PURPOSE));
  const cuts = [...text.matchAll(SLICE)].filter(([, count]) => !(`${file} ${count}` in CUTS_ON_PURPOSE) && !text.includes(`.length > ${count}`));
  return [...calls.flatMap((match) => callOffence(file, text, match)), ...cuts.map(([, count]) => `${file} cuts at ${count} and is silent about the rest`)];
}

function offencesBelow(root, paged) {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /(?<!\.test)(?<!\.d)\.tsx?$/.test(entry.name));
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return limitsIn(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'), paged);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
  const offences = offencesBelow(fileURLToPath(new URL('../src', import.meta.url)), pagedPaths(document));
  for (const line of offences) console.error(line);
  console.log(`${offences.length} silent limits`);
  process.exit(offences.length > 0 ? 1 : 0);
}
