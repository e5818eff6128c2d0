// Are the texts complete: the same keys in both languages, every key used, every used key there, a word for every value
// of every closed list of the API. Keys are written `t('namespace:key')` or t(`namespace:prefix.${word}`).
import { readFileSync, readdirSync } from 'node:fs';

const base = new URL('../src/', import.meta.url);
const languages = ['zh-CN', 'en'];
const wrong = [];

const flatten = (node, prefix, into) => {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`, into);
  }
  return into;
};
const load = (language) => {
  const texts = new Map();
  const folder = new URL(`i18n/${language}/`, base);
  for (const file of readdirSync(folder)) {
    const name = file.replace(/\.json$/, '');
    flatten(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), `${name}:`, texts);
  }
  return texts;
};
// English has a singular and a plural where Chinese has one form.
const family = (key) => key.replace(/_(one|other)$/, '');
const [zh, en] = languages.map(load);
const families = (texts) => new Set([...texts.keys()].map(family));
const [zhKeys, enKeys] = [families(zh), families(en)];
for (const key of zhKeys) if (!enKeys.has(key)) wrong.push(`en lacks ${key}`);
for (const key of enKeys) if (!zhKeys.has(key)) wrong.push(`zh-CN lacks ${key}`);
for (const [texts, language] of [[zh, 'zh-CN'], [en, 'en']]) {
  for (const [key, text] of texts) if (text.trim() === '') wrong.push(`${language} ${key} is empty`);
}
const holes = (text) => [...text.matchAll(/{{\s*(\w+)/g)].map((m) => m[1]).sort().join();
for (const [key, text] of zh) {
  const other = en.get(key) ?? en.get(`${family(key)}_other`);
  if (other !== undefined && holes(other) !== holes(text)) wrong.push(`${key} has different {{holes}} in the two languages`);
}

const sources = readdirSync(base, { recursive: true }).filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f) && !f.endsWith('.d.ts'));
const literal = new Set();
const prefixes = new Set();
for (const file of sources) {
  const text = readFileSync(new URL(file, base), 'utf8');
  for (const m of text.matchAll(/(['"])([a-z][A-Za-z_]*:[A-Za-z_][\w.]*)\1/g)) literal.add(m[2]);
  for (const m of text.matchAll(/`([a-z][A-Za-z_]*:[\w.]*)\$\{/g)) prefixes.add(m[1]);
}
const namespaces = new Set([...zhKeys].map((key) => key.split(':')[0]));
for (const key of literal) {
  if (namespaces.has(key.split(':')[0]) && !zhKeys.has(key)) wrong.push(`used but not written: ${key}`);
}
const used = (key) => literal.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix));
for (const key of zhKeys) if (!key.startsWith('words:') && !used(key)) wrong.push(`never used: ${key}`);

const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', base), 'utf8'));
for (const [name, schema] of Object.entries(document.components.schemas)) {
  for (const word of schema.enum ?? []) {
    if (!zhKeys.has(`words:${name}.${word}`)) wrong.push(`no word for ${name}.${word}`);
  }
}

for (const line of wrong) console.error(line);
console.log(`${zhKeys.size} texts in ${languages.length} languages, ${wrong.length} problems`);
process.exit(wrong.length > 0 ? 1 : 0);
