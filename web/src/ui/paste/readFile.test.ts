import { expect, test } from 'vitest';
import { decodeTable, readSeparated } from './readFile';

test.each([
  ['commas', '编码,名称\nA-1,"一号, 大"\n', [['编码', '名称'], ['A-1', '一号, 大']]],
  ['semicolons', 'a;b\r\nc;"d;""e"""', [['a', 'b'], ['c', 'd;"e"']]],
  ['tabs', '\uFEFFa\tb\n1\t"x\ny"\n', [['a', 'b'], ['1', 'x\ny']]],
  ['one column', 'a\nb', [['a'], ['b']]],
  ['empty cells', 'a,b,c\n,,\n', [['a', 'b', 'c'], ['', '', '']]],
  ['a mark within a cell', 'a,27" b\n', [['a', '27" b']]],
  ['nothing', '', []],
])('%s', (_, text, rows) => {
  expect(readSeparated(text)).toEqual(rows);
});

test('a file of a Chinese spreadsheet is read as it was written', () => {
  expect(decodeTable(new TextEncoder().encode('编码').buffer)).toBe('编码');
  // 编码 in GB 18030.
  expect(decodeTable(new Uint8Array([0xb1, 0xe0, 0xc2, 0xeb]).buffer)).toBe('编码');
});
