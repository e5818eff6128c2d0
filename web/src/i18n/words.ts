import { useTranslation } from 'react-i18next';
import type { LISTS } from '@/api/words';

/** The closed lists of the API, each as the union of its words. */
export type WordLists = { [K in keyof typeof LISTS]: (typeof LISTS)[K][number] };

/** Says a word of the API in the reader's language: `word('Category', item.category)`. */
export function useWord(): <K extends keyof WordLists & string>(list: K, value: WordLists[K] & string) => string {
  const { t } = useTranslation();
  return (list, value) => t(`words:${list}.${value}`);
}
