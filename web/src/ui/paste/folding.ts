// How headings and words of pasted tables are compared, and what of a cell is kept.
import { NOTHING } from '../values/values';

/** Columns of people's tables that number the lines. */
export const LINE_NUMBERS = ['序号', '行号', '#', 'No.', 'Line', 'Line no.'];

/** A heading without case, width, spaces and signs, so that `估价(元)` is `估价（元）`. */
export function foldHeading(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}#]/gu, '');
}

/** A word of a closed list as people write it. */
export function foldWord(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A cell on one line, without what an export adds: an apostrophe before what would be a formula, and a dash where there is nothing. */
export function plainCell(text: string): string {
  const written = text.replace(/^'(?=[=+\-@\t\r])/, '').replaceAll(/[\r\n\t\v\f\u2028\u2029]+/g, ' ').trim();
  return written === NOTHING ? '' : written;
}
