import { expect, test } from 'vitest';
import { readTable } from './readTable';

test('quoted cells hold tabs, line breaks and quotes', () => {
  expect(readTable('a\t"b\t""c""\nd"\r\ne\t\n')).toEqual([['a', 'b\t"c"\nd'], ['e', '']]);
  expect(readTable('名称\t特征\n手机\t"黑色\n有划痕"\n手表\t金')).toEqual([['名称', '特征'], ['手机', '黑色\n有划痕'], ['手表', '金']]);
  expect(readTable('"黑色\n有划痕"')).toEqual([['黑色\n有划痕']]);
});

test('a mark that somebody wrote is data: a spreadsheet quotes only cells with tabs and line breaks', () => {
  expect(readTable('手机\t"\n手表\t"\n戒指\t"\n')).toEqual([['手机', '"'], ['手表', '"'], ['戒指', '"']]);
  expect(readTable('"\n手机\n"\n')).toEqual([['"'], ['手机'], ['"']]);
  expect(readTable('"小米"手机\t1\n"华为"\t2')).toEqual([['"小米"手机', '1'], ['"华为"', '2']]);
  expect(readTable('27" 显示器\n"27寸显示器\n手机')).toEqual([['27" 显示器'], ['"27寸显示器'], ['手机']]);
  expect(readTable('""')).toEqual([['""']]);
});

test('a mark in a table that also has quoted cells stays what it is', () => {
  expect(readTable('手机\t"黑色\n有划痕"\n手表\t"\n戒指\t"')).toEqual([['手机', '黑色\n有划痕'], ['手表', '"'], ['戒指', '"']]);
});

test('line breaks of every kind end a row, blank rows at the end are none', () => {
  expect(readTable('a\tb\r\nc\td\re\tf\n\t\n\n')).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f']]);
  expect(readTable('a\n\nb')).toEqual([['a'], [''], ['b']]);
  expect(readTable(' \t\n\n')).toEqual([]);
  expect(readTable('')).toEqual([]);
});
