import { expect, test } from 'vitest';
import { vocabularyOf } from './headings';
import { blankLine, filledColumns, isBlank, readCell } from './lines';

const words = vocabularyOf([['贵重', 'valuable'], ['vehicle', 'vehicle'], ['车辆', 'vehicle']], [], [['贵重', 'precious']]);

test('a line of blanks alone is a blank line', () => {
  expect(isBlank({ id: 1, cells: { name: ' ' } })).toBe(true);
});

test('a cell is one line of text; the name of a category is its word, in either width and case', () => {
  expect(readCell('features', ' 黑色\r\n 有划痕\u2028', words)).toBe('黑色  有划痕');
  expect(readCell('category', ' 车辆 ', words)).toBe('vehicle');
  expect(readCell('category', 'ＶＥＨＩＣＬＥ', words)).toBe('vehicle');
  expect(readCell('category', '汽车', words)).toBe('汽车');
  expect([readCell('category', '贵重', words), readCell('grade', '贵重', words), readCell('grade', '很贵', words)]).toEqual(['valuable', 'precious', '很贵']);
});

test('what an export writes around a text is taken off', () => {
  expect(readCell('features', "'-20℃", words)).toBe('-20℃');
  expect(readCell('name', "'=1+1", words)).toBe('=1+1');
  expect(readCell('name', "'90s watch", words)).toBe("'90s watch");
  expect(readCell('holder_name', '—', words)).toBe('');
});

test('a column that holds something is found, whatever the category', () => {
  expect([...filledColumns([blankLine(), { id: 1, cells: { name: '轿车', vin: 'X', plate: ' ' } }])]).toEqual(['name', 'vin']);
});
