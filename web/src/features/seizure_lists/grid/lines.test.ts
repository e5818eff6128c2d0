import { describe, expect, test } from 'vitest';
import type { Schemas } from '@/api/client';
import { columnsFor } from './columns';
import { blankLine, columnOf, isBlank, paste, readTable, toItem, type Vocabulary } from './lines';

const words: Vocabulary = {
  categories: new Map([['贵重', 'valuable'], ['vehicle', 'vehicle'], ['车辆', 'vehicle']]),
  columns: new Map([['名称', 'name'], ['数量', 'pieces'], ['类别', 'category'], ['车架号', 'vin']]),
};
const isCategory = (text: string): text is Schemas['Category'] => ['ordinary', 'valuable', 'vehicle', 'bulk', 'unclassified'].includes(text);
const columns = columnsFor(new Set());

describe('what a spreadsheet gives', () => {
  test('quoted cells hold tabs, line breaks and quotes', () => {
    expect(readTable('a\t"b\t""c""\nd"\r\ne\t\n')).toEqual([['a', 'b\t"c"\nd'], ['e', '']]);
  });

  test('without a heading it fills from the cell on, and lines are added', () => {
    const lines = paste([blankLine()], { line: 0, column: 0 }, [['戒指', '贵重'], ['电动车', 'Vehicle', '黑色']], columns, words);
    expect(lines.map(({ cells }) => cells)).toEqual([
      { name: '戒指', category: 'valuable' },
      { name: '电动车', category: 'vehicle', features: '黑色' },
    ]);
  });

  test('a heading says which columns are meant, also those not shown yet', () => {
    const lines = paste([], { line: 0, column: 3 }, [['序号', '名称', '车架号', '类别'], ['1', '轿车', 'LSVAA00000A000000', '车辆']], columns, words);
    expect(lines.map(({ cells }) => cells)).toEqual([{ name: '轿车', vin: 'LSVAA00000A000000', category: 'vehicle' }]);
  });
});

describe('what the API gets', () => {
  test('amounts in minor units, details only of the own category', () => {
    const { item, problems } = toItem(
      { id: 1, cells: { name: '金条', category: 'valuable', valuation: '12,000.5', weight_milligrams: '50.25', vin: 'X', pieces: '2' } },
      isCategory,
    );
    expect(problems.size).toBe(0);
    expect(item).toEqual({ name: '金条', category: 'valuable', valuation_minor: 1200050, pieces: 2, attributes: { weight_milligrams: 50250 } });
  });

  test('cells that cannot be read are named, not dropped', () => {
    const { problems } = toItem({ id: 1, cells: { name: 'x', category: '珠宝', pieces: '两', valuation: 'viel' } }, isCategory);
    expect([...problems]).toEqual([['category', 'not_category'], ['pieces', 'not_whole'], ['valuation', 'not_amount']]);
  });

  test('a pointer finds its column', () => {
    expect(columnOf('/attributes/vin')).toBe('vin');
    expect(columnOf('/valuation_minor')).toBe('valuation');
    expect(isBlank({ id: 1, cells: { name: ' ' } })).toBe(true);
  });
});
