// What the headings of a pasted table mean: the grid's own column names, the titles of everything the program exports, and
// what people call the same things.
import type { Schemas } from '@/api/client';
import { EXPORT_HEADINGS } from '@/api/exportHeadings';
import type { ColumnKey } from '@/parts/description/descriptionColumns';
import { foldHeading, foldWord, LINE_NUMBERS } from '@/ui/paste/folding';

type ExportHeading = (typeof EXPORT_HEADINGS)[keyof typeof EXPORT_HEADINGS][number][0];

/** The column a heading names; null for one that is known, but says nothing an item is registered with. */
export type Meaning = ColumnKey | null;

/** The names of categories, grades and columns in both languages, folded. */
export interface Vocabulary {
  categories: ReadonlyMap<string, Schemas['Category']>;
  grades: ReadonlyMap<string, Schemas['Grade']>;
  columns: ReadonlyMap<string, Meaning>;
}

/** Every exported heading; a new one has to be given a meaning here before this compiles. */
const EXPORTED: Record<ExportHeading, Meaning> = {
  Name: 'name', Category: 'category', Features: 'features', Model: 'model', 'Serial number': 'serial_no', Pieces: 'pieces', Unit: 'unit', Holder: 'holder_name', Item: 'name',
  Code: null, 'Item code': null, 'Custody state': null, 'Legal status': null, Place: null, Borrower: null, 'Case number': null, Case: null, 'Responsible agency': null,
  'Registered (+08:00)': null, 'Received (+08:00)': null, 'Released (+08:00)': null,
  'Weight (g)': 'weight_milligrams', 'Net amount': null, 'Count by denomination': 'denominations', Grade: 'grade', Valuation: 'valuation', Currency: null, VIN: 'vin', 'Number plate': 'plate', 'Engine no.': 'engine_no', IMEI: 'imei', Owner: 'owner_name', Remark: 'remark',
  'Seal number': null, 'Seizure list': null, Line: null, 'Registering agency': null, 'Seized (+08:00)': null,
  Number: null, Kind: null, Status: null, Applicant: null, Agency: null, Reason: null, Lines: null, 'Open lines': null, Purpose: null, Disposition: null,
  'Due (+08:00)': null, 'Submitted (+08:00)': null, 'Approved (+08:00)': null, 'Closed (+08:00)': null,
  Request: null, 'Handed out (+08:00)': null, Overdue: null, 'Returned (+08:00)': null, Return: null, Condition: null,
  'Log entry': null, 'At (+08:00)': null, What: null, 'From state': null, 'To state': null, 'From place': null, 'From place name': null, 'To place': null, 'To place name': null, 'From borrower': null, By: null, 'Second custodian': null, Receiver: null,
  Entry: null, Action: null, 'Event of the item': null, About: null, 'Subject number': null, Subject: null,
};

/** Other names of the columns. What could mean several things, such as 编号 or 重量 without its unit, is left to be asked. */
const SYNONYMS: Partial<Record<ColumnKey, readonly string[]>> = {
  name: ['物品名称', '财物名称', '涉案财物名称', '扣押物品名称', '品名', '物品', '财物', '货品名称', '商品名称', 'Item', 'Item name', 'Goods', 'Description of goods'],
  category: ['物品类别', '财物类别', '分类', '种类', 'Class', 'Item category'],
  features: ['物品特征', '财物特征', '特征描述', '外观特征', '特征及描述', '描述', 'Feature', 'Description', 'Characteristics'],
  model: ['型号', '规格', '型号规格', '规格/型号', '品牌型号', 'Model no.', 'Model number', 'Specification'],
  serial_no: ['序列号码', '机身号', '出厂编号', 'SN', 'S/N', 'Serial', 'Serial no.', 'Serial number'],
  pieces: ['件数', '数目', '物品数量', 'Quantity', 'Qty', 'Count', 'Number of pieces'],
  unit: ['计数单位', '数量单位', 'Units', 'Unit of count'],
  valuation: ['估价', '估值', '价值（元）', '价格（元）', '估值（元）', '金额（元）', 'Value (CNY)', 'Valuation', 'Estimated value (CNY)'],
  holder_name: ['持有人姓名', '被扣押人', 'Held by', 'Holder name'],
  owner_name: ['所有人姓名', '物主', '失主', 'Owner name', 'Owned by'],
  remark: ['备考', '说明', '附注', 'Remarks', 'Note', 'Notes', 'Comment'],
  vin: ['车辆识别代号', '车辆识别代码', '车架号码', 'Vehicle identification number', 'Chassis no.'],
  plate: ['车牌号', '车牌号码', '号牌号码', 'Plate', 'License plate', 'Licence plate', 'Plate no.'],
  engine_no: ['发动机号码', 'Engine number'],
  mileage_km: ['里程（km）', '行驶里程（公里）', 'Mileage'],
  keys: ['钥匙数'],
  weight_milligrams: ['重量（g）', '克重', 'Weight in grams'],
  denominations: ['券别', '面额清点', 'Denominations'],
  fineness: ['成色', '品级', '纯度', 'Fineness', 'Purity'],
  grade: ['财物等级', '物品等级', '等级', 'Grade'],
  imei: ['IMEI号', '串号', 'IMEI no.', 'IMEI number'],
  image_sha256: ['SHA256', '镜像哈希值'],
};

/** All that is known, from the names the pages show in either language. */
export function vocabularyOf(
  categories: readonly (readonly [string, Schemas['Category']])[],
  columns: readonly (readonly [string, Meaning])[],
  grades: readonly (readonly [string, Schemas['Grade']])[] = [],
): Vocabulary {
  const known = new Map<string, Meaning>();
  for (const name of LINE_NUMBERS) known.set(foldHeading(name), null);
  for (const titles of Object.values(EXPORT_HEADINGS).toReversed()) for (const title of titles) for (const name of title) known.set(foldHeading(name), EXPORTED[title[0]]);
  for (const [key, names] of Object.entries(SYNONYMS)) for (const name of names) known.set(foldHeading(name), key as ColumnKey);
  for (const [name, key] of columns) known.set(foldHeading(name), key);
  const folded = <T,>(names: readonly (readonly [string, T])[]) => new Map(names.map(([name, word]) => [foldWord(name), word]));
  return { categories: folded(categories), grades: folded(grades), columns: known };
}

/** The exported list whose every title is in the row: there, 单位 may be an agency and not a unit. */
function exportedIn(folded: readonly string[]): ReadonlyMap<string, Meaning> | undefined {
  for (const titles of Object.values(EXPORT_HEADINGS)) {
    for (const language of [0, 1] as const) {
      const names = titles.map((title) => [foldHeading(title[language]), EXPORTED[title[0]]] as const);
      if (names.every(([name]) => folded.includes(name))) return new Map(names);
    }
  }
  return undefined;
}

/** What each cell of a row means as a heading; undefined for what is not known. */
export function meaningsOf(row: readonly string[], words: Vocabulary): (Meaning | undefined)[] {
  const folded = row.map(foldHeading);
  const exported = exportedIn(folded);
  return folded.map((name) => (exported?.has(name) ? exported.get(name) : words.columns.get(name)));
}
