import { renderHook } from '@testing-library/react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { EXPORT_HEADINGS } from '@/api/exportHeadings';
import { toNewItem } from '@/parts/description/descriptionCells';
import { columnsFor } from '@/parts/description/descriptionColumns';
import { isAnswered, rowsAbove } from '@/ui/paste/plan';
import { readTable } from '@/ui/paste/readTable';
import { randomly, rounds } from '@/ui/testing/randomly';
import type { Vocabulary } from './headings';
import { blankLine, type Line, LINES_AT_MOST } from './lines';
import { applyPlan, countTooMany, leftOut, needsAnswers, type PastePlan, planFrom, planPaste, type Target, TARGETS } from './pastePlan';
import { useVocabulary } from './useVocabulary';

const columns = columnsFor(new Set());
let words: Vocabulary;

beforeAll(async () => {
  const { result } = renderHook(() => useVocabulary());
  await vi.waitUntil(() => result.current.columns.has('数量'), { timeout: 9_000 });
  words = result.current;
});

const plan = (rows: readonly (readonly string[])[], column = 0) => planPaste(rows, { column, columns }, words);
const cellsOf = (lines: readonly Line[]) => lines.map(({ cells }) => cells);
const pasted = (made: PastePlan) => cellsOf(applyPlan([], 0, made, words));
const targets = (made: PastePlan) => made.columns.map(({ target }) => target);

describe('at once, when every cell has its place', () => {
  test('without a heading it fills from the cell on, and lines are added', () => {
    const made = plan([['戒指', '贵重'], ['电动车', 'Vehicle', '黑色']]);
    expect(needsAnswers(made)).toBe(false);
    expect(cellsOf(applyPlan([blankLine()], 0, made, words))).toEqual([
      { name: '戒指', category: 'valuable', features: '' },
      { name: '电动车', category: 'vehicle', features: '黑色' },
    ]);
  });

  test('a heading says which columns are meant, also those not shown yet; a known one that is no input is named', () => {
    const made = plan([['序号', '名称', '车架号', '类别'], ['1', '轿车', 'LSVAA00000A000000', '车辆']], 3);
    expect(needsAnswers(made)).toBe(false);
    expect(pasted(made)).toEqual([{ name: '轿车', vin: 'LSVAA00000A000000', category: 'vehicle' }]);
    expect(leftOut(made).map(({ heading, filled }) => [heading, filled])).toEqual([['序号', 1]]);
  });

  test('a detail whose category is not chosen yet is kept, shown, and named when it is registered', () => {
    const [cells = {}] = pasted(plan([['名称', '车架号'], ['轿车', 'LSVAA00000A000000']]));
    expect(cells).toEqual({ name: '轿车', vin: 'LSVAA00000A000000' });
    expect([...toNewItem(cells).problems]).toEqual([['vin', 'not_of_category']]);
    expect(columnsFor(new Set(), new Set(Object.keys(cells))).map(({ key }) => key)).toContain('vin');
  });

  test('an amount with its unit in one cell', () => {
    expect(pasted(plan([['名称', '数量'], ['香烟', '50 条'], ['酒', '１，２００瓶'], ['币', '3']]))).toEqual([
      { name: '香烟', pieces: '50', unit: '条' },
      { name: '酒', pieces: '1,200', unit: '瓶' },
      { name: '币', pieces: '3' },
    ]);
  });
});

describe('after questions, when something is open', () => {
  test('an unknown heading is asked about', () => {
    const made = plan([['物品名称', '型号', '保质期'], ['奶粉', 'A2', '2025-01']]);
    expect(targets(made)).toEqual(['name', 'model', null]);
    expect([needsAnswers(made), isAnswered(made)]).toEqual([true, false]);
  });

  test('a column without a heading is asked about when it holds something', () => {
    expect(targets(plan([['名称', '数量', ''], ['奶粉', '3', '破损']]))).toEqual(['name', 'pieces', null]);
    expect(targets(plan([['名称', '数量', ''], ['奶粉', '3', '']]))).toEqual(['name', 'pieces', 'left_out']);
    expect(targets(plan([['名称', '数量'], ['奶粉', '3', '破损']]))).toEqual(['name', 'pieces', null]);
  });

  test('two columns for one place are asked about; an empty one takes nothing away', () => {
    const both = plan([['名称', '数量', '件数'], ['奶粉', '3', '4']]);
    expect([needsAnswers(both), both.columns.map(({ asked }) => asked)]).toEqual([true, [false, true, true]]);
    const one = plan([['名称', '数量', '件数'], ['奶粉', '3', '']]);
    expect(needsAnswers(one)).toBe(false);
    expect(pasted(one)).toEqual([{ name: '奶粉', pieces: '3' }]);
  });

  test('what stands right of the last column is asked about', () => {
    const made = plan([['特殊', '还有']], columns.length - 1);
    expect(targets(made)).toEqual(['grade', null]);
  });

  test('a title above the heading is shown, and is no goods', () => {
    const made = plan([['扣押物品清单', '', ''], ['', '', ''], ['名称', '数量', '单位'], ['手机', '1', '部']]);
    expect([needsAnswers(made), made.start, rowsAbove(made)]).toEqual([true, { heading: 2, first: 3 }, ['扣押物品清单']]);
    expect(pasted(made)).toEqual([{ name: '手机', pieces: '1', unit: '部' }]);
  });

  test('a title above rows without a heading, too', () => {
    const made = plan([['扣押物品清单'], ['手机', '防磁', '黑色'], ['手表', '贵重', '金']]);
    expect([needsAnswers(made), rowsAbove(made)]).toEqual([true, ['扣押物品清单']]);
    const all = planFrom(made.table, { heading: null, first: 0 }, { column: 0, columns }, words);
    expect(pasted(all)).toHaveLength(3);
  });

  test('one known word may be a heading or the name of something: it is asked', () => {
    expect(plan([['名称'], ['手机'], ['手表']])).toMatchObject({ doubtful: true, start: { heading: 0, first: 1 } });
    expect(plan([['Keys'], ['Wallet']]).doubtful).toBe(true);
    expect(plan([['Keys']]).doubtful).toBe(false);
  });
});

test('of 10,005 rows none vanishes: the number too many is told', () => {
  const made = plan(Array.from({ length: 10_005 }, (_, n) => [`物品${n}`]));
  expect([countTooMany(made, 0), countTooMany(made, 20)]).toEqual([5, 25]);
  expect(countTooMany(plan(Array.from({ length: LINES_AT_MOST }, (_, n) => [`物品${n}`])), 0)).toBe(0);
});

describe('what is exported comes back', () => {
  const items = [
    { name: '手机,"黑色"', category: ['防磁', 'Antimagnetic'], features: '-20℃', model: 'A"2', serial_no: '00123', pieces: '50', unit: '条', holder_name: '王伟' },
    { name: '"', category: ['贵重', 'Valuable'], features: '两行\n文字', model: '', serial_no: '=SN\t1', pieces: '1', unit: '件', holder_name: '' },
    { name: '=1+1', category: ['普通', 'Ordinary'], features: '@x', model: '+86', serial_no: '6.02E+23', pieces: '3', unit: '部', holder_name: '李娜' },
  ];
  const members: Partial<Record<string, keyof (typeof items)[number]>> = { Name: 'name', Category: 'category', Features: 'features', Model: 'model', 'Serial number': 'serial_no', Pieces: 'pieces', Unit: 'unit', Holder: 'holder_name' };
  const details = new Set<string>(['Weight (g)', 'Count by denomination', 'Grade', 'Valuation', 'VIN', 'Number plate', 'Engine no.', 'IMEI', 'Owner', 'Remark']);
  /** As a spreadsheet puts it on the clipboard. */
  const clipboard = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map((cell) => (/[\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n') + '\r\n';
  const neutral = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

  test.each([
    ['CSV in English', 0, neutral], ['CSV in Chinese', 1, neutral],
    ['XLSX in English', 0, (text: string) => text], ['XLSX in Chinese', 1, (text: string) => text],
  ] as const)('%s', (_, language, write) => {
    const titles = EXPORT_HEADINGS.items;
    const rows = items.map((item) => titles.map((title) => {
      const member = members[title[0]];
      const value = member ? item[member] : `* ${title[0]}`;
      return write(Array.isArray(value) ? (value[language] ?? '') : String(value));
    }));
    const made = planPaste(readTable(clipboard([titles.map((title) => title[language]), ...rows])), { column: 4, columns }, words);
    expect(needsAnswers(made)).toBe(false);
    const back = applyPlan([], 0, made, words).map(({ cells }) => cells);
    const space = (text: string) => text.replaceAll(/[\t\n]+/g, ' ');
    expect(back.map(({ name, features, model, serial_no, pieces, unit, holder_name }) => ({ name, features, model, serial_no, pieces, unit, holder_name }))).toEqual(
      items.map(({ category: _category, ...item }) => ({ ...item, features: space(item.features), serial_no: space(item.serial_no) })),
    );
    expect(back.map(({ category }) => category)).toEqual(['antimagnetic', 'valuable', 'ordinary']);
    expect(leftOut(made).map(({ heading }) => heading)).toEqual(titles.filter((title) => !members[title[0]] && !details.has(title[0])).map((title) => title[language]));
  });
});

// Many tables take their time on a busy machine.
test('no cell of a pasted table disappears: it lands in a line, or it is named, or nothing is pasted', { timeout: 600_000 }, () => {
  const bits = ['', '', ' ', '手机', '"', '"a', 'b"', '"c"', '名称', '数量', '件数', 'Serial number', '保质期', '序号', '50', '50 条', '贵重', '—1', "'90", '两\n行', 'x\ty', '车架号', 'Unit', '标签编码'];
  let checked = 0;
  for (let round = 0; round < rounds(1_500); round++) {
    const next = randomly(round + 1);
    const width = 1 + next(7);
    // Every cell with its own number, so that it can be found again.
    let serial = 0;
    const table = Array.from({ length: 1 + next(9) }, (_, row) => Array.from({ length: next(5) === 0 ? 1 : width }, () => {
      const bit = bits[next(bits.length)] ?? '';
      return row > 0 && bit.trim() !== '' && next(2) === 0 ? `${bit}§${(serial += 1)}` : bit;
    }));
    let made = planPaste(table, { column: next(columns.length), columns }, words);
    if (next(3) === 0) made = planFrom(table, { heading: null, first: 0 }, { column: next(columns.length), columns }, words);
    // A person answers somehow.
    made = { ...made, columns: made.columns.map((column) => (column.asked || next(6) === 0 ? { ...column, target: next(4) === 0 ? 'left_out' : ((TARGETS[next(TARGETS.length)] ?? 'left_out') as Target) } : column)) };
    if (!isAnswered(made)) continue;
    const lines = applyPlan([], 0, made, words);
    const named = new Set(leftOut(made).map(({ number }) => number - 1));
    const above = rowsAbove(made).join('\n');
    for (const [at, row] of table.entries()) {
      for (const [index, cell] of row.entries()) {
        const text = cell.replaceAll(/\s+/g, ' ').trim();
        if (text === '' || at === made.start.heading || named.has(index)) continue;
        const found = at < made.start.first ? above.replaceAll(/\s+/g, ' ') : Object.values(lines[at - made.start.first]?.cells ?? {}).join('\n');
        const [amount = '', unit = ''] = text.split(' ');
        const kept = found.includes(text) || (found.includes(amount) && found.includes(unit)) || (text === '贵重' && (found.includes('valuable') || found.includes('precious')));
        checked += 1;
        expect(kept, `${JSON.stringify(table)} ${JSON.stringify(made.start)} ${JSON.stringify(cell)}`).toBe(true);
      }
    }
  }
  expect(checked).toBeGreaterThan(1_000);
});

/** Reads what may be on a clipboard; every letter must still be there. */
function readsEverything(read: (text: string) => string[][]): void {
  const bits = ['"', '"', '\t', '\n', '\r\n', '\r', 'a', '手', ' ', '""', '"\t', '\n"'];
  for (let round = 0; round < rounds(5_000); round++) {
    const next = randomly(round + 77);
    const text = Array.from({ length: next(24) }, () => bits[next(bits.length)]).join('');
    const letters = (what: string) => what.replaceAll(/[^a手]/g, '');
    expect(letters(read(text).flat().join(''))).toBe(letters(text));
  }
}

test('whatever is on the clipboard, no character of it disappears in reading', { timeout: 600_000 }, () => {
  readsEverything(readTable);
  // A reader that takes a lone quotation mark for the beginning of a quoted cell is found out.
  expect(() => readsEverything((text) => [[text.split('"')[0] ?? '']])).toThrow('expected');
});
