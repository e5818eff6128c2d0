// Lines of the grid as text, and their way in (typing, a spreadsheet) and out (the API's items).
import type { Schemas } from '@/api/client';
import { readMoney } from '@/ui/money';
import { ALL_COLUMNS, applies, ATTRIBUTES, type ColumnKey, type GridColumn } from './columns';

/** One line: an id of its own for the screen, and the text of each cell. */
export interface Line {
  id: number;
  cells: Partial<Record<ColumnKey, string>>;
}

/** Words a cell is read with: the names of categories and columns in both languages, lower case. */
export interface Vocabulary {
  categories: ReadonlyMap<string, Schemas['Category']>;
  columns: ReadonlyMap<string, ColumnKey>;
}

export const LINES_AT_MOST = 10_000;

let next = 1;

export function blankLine(): Line {
  return { id: next++, cells: {} };
}

export function copyOf(line: Line): Line {
  return { id: next++, cells: { ...line.cells } };
}

/** Gives lines that come from a draft ids that are new here. */
export function renewed(lines: readonly Line[]): Line[] {
  return lines.map(copyOf);
}

export function isBlank(line: Line): boolean {
  return Object.values(line.cells).every((text) => (text ?? '').trim() === '');
}

/** What a spreadsheet puts on the clipboard: rows by line break, cells by tab, quoted where they hold either. */
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

/** The columns a heading names; null when the row is no heading. */
export function readHeading(row: readonly string[], words: Vocabulary): (ColumnKey | null)[] | null {
  const keys = row.map((cell) => words.columns.get(cell.trim().toLowerCase()) ?? null);
  return keys.filter((key) => key !== null).length >= 2 ? keys : null;
}

/** A cell as it is kept: the category's own word where its name was written, everything else as typed. */
export function readCell(key: ColumnKey, text: string, words: Vocabulary): string {
  const trimmed = text.replaceAll(/[\r\n\t]+/g, ' ').trim();
  return key === 'category' ? (words.categories.get(trimmed.toLowerCase()) ?? trimmed) : trimmed;
}

/** Puts a pasted table into the lines: at the cell, or by its heading when it has one. */
export function paste(lines: readonly Line[], at: { line: number; column: number }, table: readonly string[][], columns: readonly GridColumn[], words: Vocabulary): Line[] {
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

/** Why a cell cannot be sent; the keys are texts of the grid. */
export type CellProblem = 'not_whole' | 'not_amount' | 'not_number' | 'not_category' | 'not_flag';

function readScaled(text: string, digits: number): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.replaceAll(/[,,\s]/g, ''));
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || '0');
}

function readFlag(text: string): boolean | null {
  if (['true', 'yes', 'y', '1', '是'].includes(text.toLowerCase())) return true;
  return ['false', 'no', 'n', '0', '否'].includes(text.toLowerCase()) ? false : null;
}

function readValue(column: GridColumn, text: string): { value: string | number | boolean } | { problem: CellProblem } {
  const found = (value: number | boolean | null, problem: CellProblem) => (value === null ? { problem } : { value });
  switch (column.kind) {
    case 'whole':
      return found(readScaled(text, 0), 'not_whole');
    case 'money':
      return found(readMoney(text), 'not_amount');
    case 'milli':
    case 'gram':
      return found(readScaled(text, 3), 'not_number');
    case 'flag':
      return found(readFlag(text), 'not_flag');
    default:
      return { value: text };
  }
}

/** The line as the API takes it, or the cells that cannot be read. What the values mean is for the API to judge. */
export function toItem(line: Line, isCategory: (text: string) => text is Schemas['Category']): { item: Schemas['NewItem']; problems: Map<ColumnKey, CellProblem> } {
  const problems = new Map<ColumnKey, CellProblem>();
  const category = line.cells.category?.trim() || 'unclassified';
  const known = isCategory(category) ? category : 'unclassified';
  if (!isCategory(category)) problems.set('category', 'not_category');
  const members: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const column of ALL_COLUMNS) {
    const text = line.cells[column.key]?.trim() ?? '';
    if (text === '' || column.key === 'category' || !applies(column, known)) continue;
    const read = readValue(column, text);
    if ('problem' in read) {
      problems.set(column.key, read.problem);
      continue;
    }
    const into = ATTRIBUTES.includes(column) ? attributes : members;
    into[column.key === 'valuation' ? 'valuation_minor' : column.key] = read.value;
  }
  return { item: { name: '', ...members, category: known, attributes } as Schemas['NewItem'], problems };
}

/** The column a pointer of the API speaks of, within an item: `/name`, `/attributes/vin`. */
export function columnOf(member: string): ColumnKey | null {
  const name = member.split('/').filter(Boolean).at(-1);
  if (name === 'valuation_minor' || name === 'currency') return 'valuation';
  return ALL_COLUMNS.find(({ key }) => key === name)?.key ?? null;
}
