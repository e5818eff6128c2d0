// What headings and words of a table mean, in both languages at once.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { LANGUAGES, learn } from '@/i18n';
import { foldHeading, foldWord, LINE_NUMBERS } from '@/ui/paste/folding';
import type { Meanings } from '@/ui/paste/plan';
import { COLUMNS, type ImportColumn, type Kind } from './columns';

export interface Vocabulary {
  meanings: Meanings<string>;
  /** The word of the API for what stands in a cell; undefined for what is none of the list. */
  word: (list: NonNullable<ImportColumn['list']>, text: string) => string | undefined;
}

/** The keys of columns by their folded names: their own, in both languages, and what else people call them. */
function headingsOf(kind: Kind, named: readonly (readonly [string, string])[]): ReadonlyMap<string, string | null> {
  const known = new Map<string, string | null>(LINE_NUMBERS.map((name) => [foldHeading(name), null]));
  for (const { key, synonyms } of COLUMNS[kind]) for (const name of [key, ...synonyms]) known.set(foldHeading(name), key);
  for (const [name, key] of named) known.set(foldHeading(name), key);
  return known;
}

export function useVocabulary(kind: Kind): Vocabulary | undefined {
  const { i18n } = useTranslation();
  const [known, setKnown] = useState(0);
  useEffect(() => {
    void Promise.all(LANGUAGES.map(learn)).then((all) => setKnown(all.length));
  }, []);
  return useMemo(() => {
    if (known === 0) return undefined;
    const fixed = LANGUAGES.slice(0, known).map((language) => i18n.getFixedT(language));
    const headings = headingsOf(kind, COLUMNS[kind].flatMap(({ key }) => fixed.map((t) => [String(t(`imports:column.${kind}.${key}`)), key] as const)));
    const words = new Map<string, string>();
    for (const { list } of COLUMNS[kind]) {
      for (const word of list ? LISTS[list] : []) for (const name of [word, ...fixed.map((t) => String(t(`words:${list}.${word}`)))]) words.set(`${list}/${foldWord(name)}`, word);
    }
    return {
      meanings: (row) => row.map((cell) => headings.get(foldHeading(cell))),
      word: (list, text) => words.get(`${list}/${foldWord(text)}`),
    };
  }, [i18n, kind, known]);
}
