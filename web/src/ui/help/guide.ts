// The guide's sections for the pages, a file for each language, fetched when somebody asks for help. The worker keeps them, so that
// they are there without a network.
export interface Run {
  text: string;
  as?: 'strong' | 'code';
}
type Block = { runs: Run[]; items?: undefined } | { items: Run[][]; runs?: undefined };
interface Section {
  title: string;
  blocks: Block[];
}
type Guide = Record<string, Section>;

/** The sections in a language, by the keys that pages name. */
export async function loadGuide(language: string): Promise<Guide> {
  const loaded = language === 'zh-CN' ? await import('virtual:guide/zh-CN') : await import('virtual:guide/en');
  return loaded.default as Guide;
}
