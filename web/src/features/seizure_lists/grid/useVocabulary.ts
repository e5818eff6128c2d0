import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { LANGUAGES, learn } from '@/i18n';
import { ALL_COLUMNS } from '@/parts/description/descriptionColumns';
import { type Meaning, type Vocabulary, vocabularyOf } from './headings';

/** The columns of lists of items on the screen, which are exported as they are shown. */
const SHOWN: readonly (readonly [string, Meaning])[] = [
  ['items:code', null],
  ['items:name', 'name'],
  ['items:category', 'category'],
  ['items:state', null],
  ['items:place', null],
  ['items:pieces', 'pieces'],
  ['items:case', null],
  ['items:holder', 'holder_name'],
  ['items:valuation', 'valuation'],
  ['items:registered_at', null],
  ['items:received_at', null],
  ['items:case_name', null],
  ['items:seizure_list', null],
  ['items:line_no', null],
  ['items:owner', 'owner_name'],
  ['items:weight', 'weight_milligrams'],
  ['items:measured', null],
  ['items:registering_agency', null],
  ['items:agency', null],
  ['items:legal_status', null],
  ['items:disposition', null],
  ['items:borrower', null],
  ['items:seal_no', null],
  ['items:seized_at', null],
  ['items:released_at', null],
];

/** Words of both languages, so that a spreadsheet in either one can be pasted. */
export function useVocabulary(): Vocabulary {
  const { i18n } = useTranslation();
  const [known, setKnown] = useState(0);
  useEffect(() => {
    void Promise.all(LANGUAGES.map(learn)).then((all) => setKnown(all.length));
  }, []);
  return useMemo(() => {
    const fixed = LANGUAGES.slice(0, known).map((language) => i18n.getFixedT(language));
    const named = <T,>(value: T, key: string) => fixed.map((t) => [String(t(key)), value] as const);
    return vocabularyOf(
      LISTS.Category.flatMap((word) => [[word, word] as const, ...named(word, `words:Category.${word}`)]),
      [...SHOWN.flatMap(([key, meaning]) => named(meaning, key)), ...ALL_COLUMNS.flatMap(({ key }) => [[key, key] as const, ...named(key, `seizure_lists:column.${key}`)])],
      LISTS.Grade.flatMap((word) => [[word, word] as const, ...named(word, `words:Grade.${word}`)]),
    );
  }, [i18n, known]);
}
