// The guide's sections for the pages, read from `docs/guide/<language>/pages.md` when the pages are built: no page renders Markdown.
// Each section begins with `<!-- key -->` and a heading; below it paragraphs, and lists with `- `; `**strong**` and `` `code` ``
// within. Anything else is refused, so that nothing is shown garbled.
import { readFileSync } from 'node:fs';

const FOLDERS = { 'zh-CN': 'zh', en: 'en' };
const PREFIX = 'virtual:guide/';

// Of an address beside `import.meta.url` itself the build tool would make an asset.
const HERE = import.meta.url;

/** The file of a language. */
const fileOf = (language) => new URL(`../../docs/guide/${FOLDERS[language]}/pages.md`, HERE);

/** A text as runs: plain ones, strong ones, and code. */
function runsOf(text, refuse) {
  const runs = text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter((part) => part !== '');
  return runs.map((part) => {
    if (part.startsWith('`')) return { text: part.slice(1, -1), as: 'code' };
    if (part.startsWith('**')) return { text: part.slice(2, -2), as: 'strong' };
    if (/[*`<>[\]|]/.test(part)) refuse(`only **strong** and \`code\` are known: ${part}`);
    return { text: part };
  });
}

/** The sections of a guide by their keys: title, and blocks of paragraphs and lists. */
export function sectionsOf(markdown) {
  const sections = {};
  let section;
  for (const [index, line] of markdown.split('\n').entries()) {
    const refuse = (why) => {
      throw new Error(`line ${index + 1} of the guide's pages: ${why}`);
    };
    const key = /^<!-- ([a-z_]+) -->$/.exec(line)?.[1];
    if (key !== undefined) {
      if (key in sections) refuse(`a second section ${key}`);
      sections[key] = section = { title: '', blocks: [] };
    } else if (section === undefined || line.trim() === '' || /^\[.*\]\(.*\)$/.test(line)) continue; // The head of the file, and the way back.
    else if (line.startsWith('## ')) section.title = line.slice(3).trim();
    else if (line.startsWith('#') || /^(\d+\.|\s|!|>)/.test(line)) refuse('only paragraphs and lists with - are known');
    else if (line.startsWith('- ')) {
      const last = section.blocks.at(-1);
      const list = last?.items ? last : { items: [] };
      if (list !== last) section.blocks.push(list);
      list.items.push(runsOf(line.slice(2).trim(), refuse));
    } else section.blocks.push({ runs: runsOf(line.trim(), refuse) });
  }
  for (const [key, { title, blocks }] of Object.entries(sections)) if (title === '' || blocks.length === 0) throw new Error(`section ${key} of the guide's pages has no heading or no text`);
  return sections;
}

/** The module `virtual:guide/<language>` of a language's sections. */
export const guide = {
  name: 'guide',
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${PREFIX}`)) return undefined;
    const file = fileOf(id.slice(PREFIX.length + 1));
    this.addWatchFile(file.pathname);
    return `export default ${JSON.stringify(sectionsOf(readFileSync(file, 'utf8')))};`;
  },
};
