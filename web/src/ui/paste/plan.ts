// What happens with each column of a pasted table: it lands in a column of the pages, or it is left out and named. What cannot be told
// is asked, and nothing is taken until it is answered.

export type Target<K extends string> = K | 'left_out';

export interface PastedColumn<K extends string> {
  /** Number within the table, from 1. */
  number: number;
  heading: string;
  /** How many rows have something in it, and the first of that. */
  filled: number;
  sample: string;
  /** Null until the person has chosen. */
  target: Target<K> | null;
  /** Whether a person has to say what becomes of it. */
  asked: boolean;
}

/** Which row is the heading, if any, and in which the rows begin. */
export interface Start {
  heading: number | null;
  first: number;
}

export interface Plan<K extends string> {
  table: readonly (readonly string[])[];
  start: Start;
  columns: readonly PastedColumn<K>[];
  /** Whether it is not plain where the rows begin. */
  doubtful: boolean;
}

/** What headings mean: the key of a column, null for one that is known and left out, undefined for one that is not known. */
export type Meanings<K extends string> = (row: readonly string[]) => (K | null | undefined)[];

/** The heading is looked for in this many rows. */
export const HEADING_ROWS = 8;

function filledIn(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

/** Where the rows seem to begin, and whether that is beyond doubt. */
function findStart<K extends string>(table: Plan<K>['table'], meanings: Meanings<K>): Start & { doubtful: boolean } {
  const known = table.slice(0, HEADING_ROWS).map((row) => meanings(row).filter((meaning) => meaning !== undefined).length);
  const sure = known.findIndex((count) => count >= 2);
  if (sure >= 0) return { heading: sure, first: sure + 1, doubtful: table.slice(0, sure).some((row) => filledIn(row) > 0) };
  const title = table.slice(0, HEADING_ROWS).findIndex((row) => filledIn(row) > 1);
  const likely = known.findIndex((count) => count === 1);
  // One known word may be a heading, or something called so.
  if (likely >= 0 && likely <= Math.max(title, 0) && table.length > 1) return { heading: likely, first: likely + 1, doubtful: true };
  // One cell above rows of several is a title.
  if (title > 0 && table.length - title > 1) return { heading: null, first: title, doubtful: table.slice(0, title).some((row) => filledIn(row) > 0) };
  return { heading: null, first: 0, doubtful: false };
}

function columnOf<K extends string>(index: number, rows: Plan<K>['table'], heading: string, meaning: K | null | undefined, named: boolean): PastedColumn<K> {
  const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '');
  const open = meaning === undefined && cells.length > 0;
  const target = open ? null : (meaning ?? 'left_out');
  return { number: index + 1, heading: named ? heading.trim() : '', filled: cells.length, sample: cells[0]?.trim() ?? '', target, asked: open };
}

/** Plans from a given beginning; without a heading the columns are taken to be `headless`, one after the other. */
export function planTableFrom<K extends string>(table: Plan<K>['table'], start: Start, headless: readonly (K | undefined)[], meanings: Meanings<K>, doubtful = true): Plan<K> {
  const rows = table.slice(start.first);
  const width = table.reduce((most, row) => Math.max(most, row.length), 0);
  const heading = start.heading === null ? null : (table[start.heading] ?? []);
  const meant = heading && meanings(heading);
  const columns = Array.from({ length: width }, (_, index) => columnOf(index, rows, heading?.[index] ?? '', meant ? meant[index] : headless[index], heading !== null));
  const twice = repeatedTargets(columns);
  return { table, start, doubtful, columns: columns.map((column) => ({ ...column, asked: column.asked || (column.filled > 0 && twice.has(column.target as K)) })) };
}

/** Plans a table, with the beginning that is the most likely. */
export function planTable<K extends string>(table: Plan<K>['table'], headless: readonly (K | undefined)[], meanings: Meanings<K>): Plan<K> {
  const { doubtful, ...start } = findStart(table, meanings);
  return planTableFrom(table, start, headless, meanings, doubtful);
}

/** The columns that several columns of the table would fill. */
export function repeatedTargets<K extends string>(columns: readonly PastedColumn<K>[]): ReadonlySet<K> {
  const targets = columns.filter(({ filled }) => filled > 0).map(({ target }) => target);
  return new Set(targets.filter((target, at): target is K => target !== null && target !== 'left_out' && targets.indexOf(target) !== at));
}

/** Whether every cell has its place, so that it can be taken. */
export function isAnswered<K extends string>(plan: Plan<K>): boolean {
  return plan.columns.every(({ target }) => target !== null) && repeatedTargets(plan.columns).size === 0;
}

/** The texts above the rows that are not the heading. */
export function rowsAbove<K extends string>({ table, start }: Plan<K>): string[] {
  const above = table.slice(0, start.first).filter((_, index) => index !== start.heading);
  return above.map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== '').join(' ')).filter((text) => text !== '');
}
