// The rows of a pasted table as the API takes them, and what can be said of their cells before it is asked.
import { plainCell } from '@/ui/paste/folding';
import { type Plan, planTable } from '@/ui/paste/plan';
import { COLUMNS, type Kind } from './columns';
import type { Vocabulary } from './vocabulary';

/** The most rows of one call, as in the API. */
export const ROWS_AT_MOST = 500;

type Fault = 'needed' | 'unknown_word' | 'no_number';

/** A row as it is sent, with what is wrong in it by the key of the column. */
export interface ImportRow {
  values: Record<string, string | number | null>;
  faults: Partial<Record<string, Fault>>;
}

/** A plan for a table, without the rows in which nothing stands. */
export function planImport(table: readonly (readonly string[])[], kind: Kind, words: Vocabulary): Plan<string> {
  const filled = table.filter((row) => row.some((cell) => cell.trim() !== ''));
  return planTable(filled, COLUMNS[kind].map(({ key }) => key), words.meanings);
}

/** The columns that every row must have and no column of the table goes to. */
export function missingColumns(plan: Plan<string>, kind: Kind): string[] {
  return COLUMNS[kind].filter(({ key, needed }) => needed && !plan.columns.some(({ target }) => target === key)).map(({ key }) => key);
}

/** The rows below the heading, with empty cells as nothing. */
export function rowsOf(plan: Plan<string>, kind: Kind, words: Vocabulary): ImportRow[] {
  return plan.table.slice(plan.start.first).map((row) => {
    const [values, faults]: [ImportRow['values'], ImportRow['faults']] = [{}, {}];
    for (const { key, needed, list, whole } of COLUMNS[kind]) {
      const column = plan.columns.find(({ target }) => target === key);
      const text = column ? plainCell(row[column.number - 1] ?? '') : '';
      if (text === '') {
        if (needed) faults[key] = 'needed';
        values[key] = null;
      } else if (list) {
        const word = words.word(list, text);
        if (word === undefined) faults[key] = 'unknown_word';
        values[key] = word ?? null;
      } else if (whole) {
        const number = text.normalize('NFKC').replaceAll(',', '');
        const fits = /^\d{1,9}$/.test(number);
        if (!fits) faults[key] = 'no_number';
        values[key] = fits ? Number(number) : null;
      } else values[key] = text;
    }
    return { values, faults };
  });
}

/** What the API says of cells, by row and column: of `/rows/12/code` under `12/code`. */
export function cellOf(pointer: string): string | undefined {
  const [, row, key] = /^\/rows\/(\d+)\/?([a-z_]*)/.exec(pointer) ?? [];
  return row === undefined ? undefined : `${row}/${key ?? ''}`;
}
