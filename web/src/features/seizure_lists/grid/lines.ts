// The lines of the intake grid as text: typed in, or pasted from a spreadsheet.
import type { Schemas } from '@/api/client';
import type { Cells } from '@/parts/description/descriptionCells';
import type { ColumnKey, DescriptionColumn } from '@/parts/description/descriptionColumns';

/** One line: an id for rendering, and the text of each cell. */
export interface Line {
  id: number;
  cells: Cells;
}

/** The names of categories and columns in both languages, in lower case. */
export interface Vocabulary {
  categories: ReadonlyMap<string, Schemas['Category']>;
  columns: ReadonlyMap<string, ColumnKey>;
}

const LINES_AT_MOST = 10_000;

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

/** Parses a spreadsheet's clipboard text: rows separated by line breaks, cells by tabs, quoted where they contain either. */
export function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t' || c === '\n') {
      row.push(cell);
      cell = '';
      if (c === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** The columns named by a heading; null when the row is not a heading. */
function readHeading(row: readonly string[], words: Vocabulary): (ColumnKey | null)[] | null {
  const keys = row.map((cell) => words.columns.get(cell.trim().toLowerCase()) ?? null);
  return keys.filter((key) => key !== null).length >= 2 ? keys : null;
}

/** Normalises a cell: the name of a category becomes its API value, everything else stays as typed. */
export function readCell(key: ColumnKey, text: string, words: Vocabulary): string {
  const trimmed = text.replaceAll(/[\r\n\t]+/g, ' ').trim();
  return key === 'category' ? (words.categories.get(trimmed.toLowerCase()) ?? trimmed) : trimmed;
}

/** Pastes a table into the lines: from the cell onwards, or by its heading when it has one. */
export function paste(lines: readonly Line[], at: { line: number; column: number }, table: readonly string[][], columns: readonly DescriptionColumn[], words: Vocabulary): Line[] {
  const heading = readHeading(table[0] ?? [], words);
  const widest = Math.max(...table.map((row) => row.length));
  const keys = heading ?? Array.from({ length: widest }, (_, offset) => columns[at.column + offset]?.key ?? null);
  const result = [...lines];
  for (const [offset, row] of (heading ? table.slice(1) : table).entries()) {
    const place = at.line + offset;
    if (place >= LINES_AT_MOST) break;
    const line = result[place] ?? blankLine();
    const cells = { ...line.cells };
    for (const [index, text] of row.entries()) {
      const key = keys[index];
      if (key) cells[key] = readCell(key, text, words);
    }
    result[place] = { id: line.id, cells };
  }
  return result;
}
