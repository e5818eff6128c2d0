import { LISTS } from './words';

/** Whether a text is a word of a closed list. */
export function isWord<K extends keyof typeof LISTS>(list: K, text: string | undefined): text is (typeof LISTS)[K][number] {
  return (LISTS[list] as readonly (string | undefined)[]).includes(text);
}
