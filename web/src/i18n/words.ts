import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

/** The closed lists of the API: every schema that is a set of words. */
export type WordLists = { [K in keyof Schemas as Schemas[K] extends string ? (string extends Schemas[K] ? never : K) : never]: Schemas[K] };

/** Says a word of the API in the reader's language: `word('Category', item.category)`. */
export function useWord(): <K extends keyof WordLists & string>(list: K, value: WordLists[K] & string) => string {
  const { t } = useTranslation();
  return (list, value) => t(`words:${list}.${value}`);
}
