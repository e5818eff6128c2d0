// What happens with each cell of a pasted table: it lands in a column, or it is left out and named. What cannot be told is
// asked, and nothing is pasted until it is answered.
import { type ColumnKey, type DescriptionColumn, ALL_COLUMNS } from '@/parts/description/descriptionColumns';
import { type Meaning, meaningsOf, type Vocabulary } from './headings';
import { blankLine, type Line, LINES_AT_MOST, readCell } from './lines';

export type Target = ColumnKey | 'left_out';

export interface PastedColumn {
  /** Number within the table, from 1. */
  number: number;
  heading: string;
  /** How many goods have something in it, and the first of that. */
  filled: number;
  sample: string;
  /** Null until the person has chosen. */
  target: Target | null;
  /** Whether a person has to say what becomes of it. */
  asked: boolean;
}

/** Which row is the heading, if any, and in which the goods begin. */
export interface Start {
  heading: number | null;
  first: number;
}

export interface PastePlan {
  table: readonly (readonly string[])[];
  start: Start;
  columns: readonly PastedColumn[];
  /** Whether it is not plain where the goods begin. */
  doubtful: boolean;
}

/** The heading is looked for in this many rows. */
export const HEADING_ROWS = 8;

/** What the table is pasted into: the column of the cursor, and the columns shown. */
export interface Into {
  column: number;
  columns: readonly DescriptionColumn[];
}

function filledIn(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

/** Where the goods seem to begin, and whether that is beyond doubt. */
function findStart(table: readonly (readonly string[])[], words: Vocabulary): Start & { doubtful: boolean } {
  const known = table.slice(0, HEADING_ROWS).map((row) => meaningsOf(row, words).filter((meaning) => meaning !== undefined).length);
  const sure = known.findIndex((count) => count >= 2);
  if (sure >= 0) return { heading: sure, first: sure + 1, doubtful: table.slice(0, sure).some((row) => filledIn(row) > 0) };
  const title = table.slice(0, HEADING_ROWS).findIndex((row) => filledIn(row) > 1);
  const likely = known.findIndex((count) => count === 1);
  // One known word may be a heading, or goods called so.
  if (likely >= 0 && likely <= Math.max(title, 0) && table.length > 1) return { heading: likely, first: likely + 1, doubtful: true };
  // One cell above rows of several is a title.
  if (title > 0 && table.length - title > 1) return { heading: null, first: title, doubtful: table.slice(0, title).some((row) => filledIn(row) > 0) };
  return { heading: null, first: 0, doubtful: false };
}

function columnOf(index: number, goods: readonly (readonly string[])[], heading: string, meaning: Meaning | undefined, named: boolean): PastedColumn {
  const cells = goods.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '');
  const open = meaning === undefined && cells.length > 0;
  const target = open ? null : (meaning ?? 'left_out');
  return { number: index + 1, heading: named ? heading.trim() : '', filled: cells.length, sample: cells[0]?.trim() ?? '', target, asked: open };
}

/** Plans from a given beginning. */
export function planFrom(table: PastePlan['table'], start: Start, into: Into, words: Vocabulary, doubtful = true): PastePlan {
  const goods = table.slice(start.first);
  const width = table.reduce((most, row) => Math.max(most, row.length), 0);
  const heading = start.heading === null ? null : (table[start.heading] ?? []);
  const meanings = heading && meaningsOf(heading, words);
  const columns = Array.from({ length: width }, (_, index) => {
    const meaning = meanings ? meanings[index] : into.columns[into.column + index]?.key;
    return columnOf(index, goods, heading?.[index] ?? '', meaning, heading !== null);
  });
  const twice = repeatedTargets(columns);
  return { table, start, doubtful, columns: columns.map((column) => ({ ...column, asked: column.asked || (column.filled > 0 && twice.has(column.target as ColumnKey)) })) };
}

export function planPaste(table: PastePlan['table'], into: Into, words: Vocabulary): PastePlan {
  const { doubtful, ...start } = findStart(table, words);
  return planFrom(table, start, into, words, doubtful);
}

/** The columns that several columns of the table would fill. */
export function repeatedTargets(columns: readonly PastedColumn[]): ReadonlySet<ColumnKey> {
  const targets = columns.filter(({ filled }) => filled > 0).map(({ target }) => target);
  return new Set(targets.filter((target, at): target is ColumnKey => target !== null && target !== 'left_out' && targets.indexOf(target) !== at));
}

/** Whether every cell has its place, so that it can be pasted. */
export function isAnswered(plan: PastePlan): boolean {
  return plan.columns.every(({ target }) => target !== null) && repeatedTargets(plan.columns).size === 0;
}

/** Whether a person has to look before it is pasted. */
export function needsAnswers(plan: PastePlan): boolean {
  return plan.doubtful || !isAnswered(plan);
}

/** The texts above the goods that are not the heading. */
export function rowsAbove({ table, start }: PastePlan): string[] {
  const above = table.slice(0, start.first).filter((_, index) => index !== start.heading);
  return above.map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== '').join(' ')).filter((text) => text !== '');
}

/** The columns with values that go nowhere, known ones included. */
export function leftOut({ columns }: PastePlan): PastedColumn[] {
  return columns.filter(({ target, filled }) => target === 'left_out' && filled > 0);
}

export function countGoods({ table, start }: PastePlan): number {
  return Math.max(0, table.length - start.first);
}

/** How many lines of the table the list has no room for, when pasted from this line on. */
export function countTooMany(plan: PastePlan, line: number): number {
  return Math.max(0, line + countGoods(plan) - LINES_AT_MOST);
}

const AMOUNT_WITH_UNIT = /^(\d[\d,]*)\s*(\p{L}{1,8})$/u;

/** Puts the planned table into the lines, from one line on. */
export function applyPlan(lines: readonly Line[], from: number, plan: PastePlan, words: Vocabulary): Line[] {
  const result = [...lines];
  while (result.length < from) result.push(blankLine());
  for (const [offset, row] of plan.table.slice(plan.start.first).entries()) {
    const line = result[from + offset] ?? blankLine();
    const cells = { ...line.cells };
    for (const [index, { target, filled }] of plan.columns.entries()) {
      // An empty column clears nothing, least of all what another column filled.
      if (filled > 0 && target !== null && target !== 'left_out') cells[target] = readCell(target, row[index] ?? '', words);
    }
    const counted = AMOUNT_WITH_UNIT.exec((cells.pieces ?? '').normalize('NFKC'));
    // "50 条" in one cell, as lists on the screen have it.
    if (counted && (cells.unit ?? '') === '') [cells.pieces, cells.unit] = [counted[1] ?? '', counted[2] ?? ''];
    result[from + offset] = { id: line.id, cells };
  }
  return result;
}

/** The choices for a column, in the grid's order. */
export const TARGETS: readonly ColumnKey[] = ALL_COLUMNS.map(({ key }) => key);
