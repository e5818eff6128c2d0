// The lines of the intake grid as text: typed in, or pasted from a spreadsheet.
import type { Cells } from '@/parts/description/descriptionCells';
import type { ColumnKey } from '@/parts/description/descriptionColumns';
import { foldWord, plainCell } from '@/ui/paste/folding';
import type { Vocabulary } from './headings';

/** One line: an id for rendering, and the text of each cell. */
export interface Line {
  id: number;
  cells: Cells;
}

/** The most goods one list takes. */
export const LINES_AT_MOST = 10_000;

let next = 1;

export function blankLine(): Line {
  return { id: next++, cells: {} };
}

export function copyOf(line: Line): Line {
  return { id: next++, cells: { ...line.cells } };
}

/** Gives the lines of a draft new ids. */
export function renewed(lines: readonly Line[]): Line[] {
  return lines.map(copyOf);
}

export function isBlank(line: Line): boolean {
  return Object.values(line.cells).every((text) => (text ?? '').trim() === '');
}

/** Normalises a cell: the name of a category or a grade becomes its API value, everything else stays as typed. */
export function readCell(key: ColumnKey, text: string, words: Vocabulary): string {
  const plain = plainCell(text);
  if (key === 'category') return words.categories.get(foldWord(plain)) ?? plain;
  return key === 'grade' ? (words.grades.get(foldWord(plain)) ?? plain) : plain;
}

/** The columns in which any line holds something. */
export function filledColumns(lines: readonly Line[]): ReadonlySet<string> {
  const filled = new Set<string>();
  for (const { cells } of lines) for (const [key, text] of Object.entries(cells)) if (text.trim() !== '') filled.add(key);
  return filled;
}
