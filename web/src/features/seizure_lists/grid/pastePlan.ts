// What happens with each cell of a table that is pasted into the grid: it lands in a line, or it is left out and named.
import { type ColumnKey, type DescriptionColumn, ALL_COLUMNS } from '@/parts/description/descriptionColumns';
import { isAnswered, type PastedColumn as Column, type Plan, planTable, planTableFrom, type Start, type Target as To } from '@/ui/paste/plan';
import { meaningsOf, type Vocabulary } from './headings';
import { blankLine, type Line, LINES_AT_MOST, readCell } from './lines';

export type Target = To<ColumnKey>;
export type PastedColumn = Column<ColumnKey>;
export type PastePlan = Plan<ColumnKey>;

/** What the table is pasted into: the column of the cursor, and the columns shown. */
export interface Into {
  column: number;
  columns: readonly DescriptionColumn[];
}

const fromCursor = ({ column, columns }: Into) => columns.slice(column).map(({ key }) => key);

/** Plans from a given beginning. */
export function planFrom(table: PastePlan['table'], start: Start, into: Into, words: Vocabulary): PastePlan {
  return planTableFrom(table, start, fromCursor(into), (row) => meaningsOf(row, words));
}

export function planPaste(table: PastePlan['table'], into: Into, words: Vocabulary): PastePlan {
  return planTable(table, fromCursor(into), (row) => meaningsOf(row, words));
}

/** Whether a person has to look before it is pasted. */
export function needsAnswers(plan: PastePlan): boolean {
  return plan.doubtful || !isAnswered(plan);
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
