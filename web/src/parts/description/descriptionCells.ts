// An item's description as cells of text: how the intake grid and the forms read it and write it.
import type { Schemas } from '@/api/client';
import { isWord } from '@/api/isWord';
import { readMoney } from '@/ui/values/money';
import { ALL_COLUMNS, applies, ATTRIBUTES, type ColumnKey, type DescriptionColumn } from './descriptionColumns';

export type Cells = Partial<Record<ColumnKey, string>>;

function written(column: DescriptionColumn, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'number') return String(value);
  if (column.kind === 'money') return (value / 100).toFixed(2);
  return column.kind === 'milli' || column.kind === 'gram' ? String(value / 1000) : String(value);
}

/** The recorded description of the item. */
export function cellsOf(item: Schemas['ItemDetail']): Cells {
  const members = item as unknown as Record<string, unknown>;
  const details = item.attributes as Record<string, unknown>;
  const cells: Cells = {};
  for (const column of ALL_COLUMNS) {
    const value = ATTRIBUTES.includes(column) ? details[column.key] : members[column.key === 'valuation' ? 'valuation_minor' : column.key];
    const text = written(column, value);
    if (text !== undefined) cells[column.key] = text;
  }
  return cells;
}

/** The columns that apply to a category. */
export function fieldsFor(category: string | undefined): readonly DescriptionColumn[] {
  return ALL_COLUMNS.filter((column) => applies(column, category));
}

/** Why a cell cannot be parsed; a key of the texts `seizure_lists:problem`. */
export type CellProblem = 'not_whole' | 'not_pieces' | 'not_amount' | 'not_number' | 'not_category' | 'not_flag' | 'not_grade' | 'not_of_category';

function readScaled(text: string, digits: number): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.normalize('NFKC').replaceAll(/[,\s]/g, ''));
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || '0');
}

function readFlag(text: string): boolean | null {
  if (['true', 'yes', 'y', '1', '是'].includes(text.toLowerCase())) return true;
  return ['false', 'no', 'n', '0', '否'].includes(text.toLowerCase()) ? false : null;
}

function readValue(column: DescriptionColumn, text: string): { value: string | number | boolean } | { problem: CellProblem } {
  const found = (value: number | boolean | null, problem: CellProblem) => (value === null ? { problem } : { value });
  switch (column.kind) {
    case 'whole':
      return found(readScaled(text, 0), column.key === 'pieces' ? 'not_pieces' : 'not_whole');
    case 'money':
      return found(readMoney(text), 'not_amount');
    case 'milli':
    case 'gram':
      return found(readScaled(text, 3), 'not_number');
    case 'grade':
      return isWord('Grade', text) ? { value: text } : { problem: 'not_grade' };
    case 'flag':
      return found(readFlag(text), 'not_flag');
    default:
      return { value: text };
  }
}

/** Converts cells to an item for the API, and reports the cells that cannot be parsed. The API judges what the values mean. */
export function toNewItem(cells: Cells): { item: Schemas['NewItem']; problems: Map<ColumnKey, CellProblem> } {
  const problems = new Map<ColumnKey, CellProblem>();
  const category = cells.category?.trim() || 'unclassified';
  const known = isWord('Category', category) ? category : 'unclassified';
  if (known !== category) problems.set('category', 'not_category');
  const members: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const column of ALL_COLUMNS) {
    const text = cells[column.key]?.trim() ?? '';
    if (text === '' || column.key === 'category') continue;
    if (!applies(column, known)) {
      // Where the category itself is wrong, nothing can be said of its details yet.
      if (known === category) problems.set(column.key, 'not_of_category');
      continue;
    }
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

const NOTHING = { features: null, model: null, serial_no: null, holder_name: null, owner_name: null, valuation_minor: null, remark: null } as const;

/** Converts cells to a correction of a description: what a person emptied is said to be nothing, as what is left out stays as it is. */
export function toCorrection(cells: Cells): { item: Schemas['ItemEdit']; problems: Map<ColumnKey, CellProblem> } {
  const { item, problems } = toNewItem(cells);
  return { item: { ...NOTHING, ...item }, problems };
}

/** The column a JSON pointer within an item refers to: `/name`, `/attributes/vin`. */
export function columnOf(member: string): ColumnKey | null {
  const name = member.split('/').filter(Boolean).at(-1);
  if (name === 'valuation_minor' || name === 'currency') return 'valuation';
  return ALL_COLUMNS.find(({ key }) => key === name)?.key ?? null;
}
