// The columns of an item's description: what a seizure list says of every item, and the details its category asks for.
import type { Schemas } from '@/api/client';

type Category = Schemas['Category'];
type Attribute = keyof Schemas['Attributes'];

const BASE = ['name', 'category', 'features', 'model', 'serial_no', 'pieces', 'unit', 'valuation', 'holder_name', 'owner_name', 'remark'] as const;

export type ColumnKey = (typeof BASE)[number] | Attribute;

/** What a column accepts; only prose has several lines. */
export type ColumnKind = 'text' | 'prose' | 'category' | 'grade' | 'whole' | 'money' | 'milli' | 'flag' | 'gram';

export interface DescriptionColumn {
  key: ColumnKey;
  width: number;
  kind: ColumnKind;
  /** Only for items of these categories; all when absent. */
  only?: readonly Category[];
}

/** The details of any goods and of each category, as in the API; the grid shows those of a category once a line has it. */
const DETAILS: readonly DescriptionColumn[] = [
  { key: 'grade', width: 90, kind: 'grade' },
  { key: 'motor', width: 90, kind: 'flag', only: ['vehicle'] },
  { key: 'vin', width: 180, kind: 'text', only: ['vehicle'] },
  { key: 'plate', width: 110, kind: 'text', only: ['vehicle'] },
  { key: 'engine_no', width: 120, kind: 'text', only: ['vehicle'] },
  { key: 'mileage_km', width: 110, kind: 'whole', only: ['vehicle'] },
  { key: 'keys', width: 90, kind: 'whole', only: ['vehicle'] },
  { key: 'weight_milligrams', width: 110, kind: 'gram', only: ['valuable'] },
  { key: 'denominations', width: 160, kind: 'text', only: ['valuable'] },
  { key: 'fineness', width: 110, kind: 'text', only: ['valuable'] },
  { key: 'species', width: 130, kind: 'text', only: ['specimen'] },
  { key: 'protection_class', width: 110, kind: 'text', only: ['specimen'] },
  { key: 'preservation', width: 120, kind: 'text', only: ['specimen'] },
  { key: 'imei', width: 160, kind: 'text', only: ['antimagnetic'] },
  { key: 'image_sha256', width: 200, kind: 'text', only: ['antimagnetic'] },
  { key: 'measure_method', width: 120, kind: 'text', only: ['bulk'] },
  { key: 'measure_unit', width: 100, kind: 'text', only: ['bulk'] },
  { key: 'gross_milli', width: 100, kind: 'milli', only: ['bulk'] },
  { key: 'tare_milli', width: 100, kind: 'milli', only: ['bulk'] },
  { key: 'sampling_note', width: 160, kind: 'prose', only: ['bulk'] },
];

const WIDTHS: Record<(typeof BASE)[number], [number, ColumnKind]> = {
  name: [180, 'text'],
  category: [120, 'category'],
  features: [200, 'prose'],
  model: [130, 'text'],
  serial_no: [150, 'text'],
  pieces: [70, 'whole'],
  unit: [64, 'text'],
  valuation: [120, 'money'],
  holder_name: [110, 'text'],
  owner_name: [110, 'text'],
  remark: [180, 'prose'],
};

const ALWAYS: readonly DescriptionColumn[] = BASE.map((key) => ({ key, width: WIDTHS[key][0], kind: WIDTHS[key][1] }));

/** Every column, whatever the category. */
export const ALL_COLUMNS: readonly DescriptionColumn[] = [...ALWAYS, ...DETAILS];

export const ATTRIBUTES: readonly DescriptionColumn[] = DETAILS;

/** The columns for lines of these categories, and those that hold something whatever the category. */
export function columnsFor(categories: ReadonlySet<string>, filled: ReadonlySet<string> = new Set()): readonly DescriptionColumn[] {
  return [...ALWAYS, ...DETAILS.filter(({ key, only }) => filled.has(key) || only === undefined || only.some((category) => categories.has(category)))];
}

/** Whether the column applies to the category. */
export function applies(column: DescriptionColumn, category: string | undefined): boolean {
  return column.only === undefined || column.only.some((each) => each === category);
}
