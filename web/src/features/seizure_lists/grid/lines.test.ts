import { describe, expect, test } from 'vitest';
import { columnsFor } from '@/parts/description/descriptionColumns';
import { blankLine, isBlank, paste, readTable, type Vocabulary } from './lines';

const words: Vocabulary = {
  categories: new Map([['贵重', 'valuable'], ['vehicle', 'vehicle'], ['车辆', 'vehicle']]),
  columns: new Map([['名称', 'name'], ['数量', 'pieces'], ['类别', 'category'], ['车架号', 'vin']]),
};
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

test('a line of blanks alone is a blank line', () => {
  expect(isBlank({ id: 1, cells: { name: ' ' } })).toBe(true);
});
