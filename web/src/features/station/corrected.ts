// An item's description as the cells of the intake grid, so that both forms read and write the same way.
import type { Schemas } from '@/api/client';
import { ALL_COLUMNS, applies, ATTRIBUTES, type ColumnKey, type GridColumn } from '../seizure_lists/grid/columns';

export type Cells = Partial<Record<ColumnKey, string>>;

function written(column: GridColumn, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'number') return String(value);
  if (column.kind === 'money') return (value / 100).toFixed(2);
  return column.kind === 'milli' || column.kind === 'gram' ? String(value / 1000) : String(value);
}

/** What the books say of the item. */
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

/** The fields an item of the category has. */
export function fieldsFor(category: string | undefined): readonly GridColumn[] {
  return ALL_COLUMNS.filter((column) => applies(column, category));
}
