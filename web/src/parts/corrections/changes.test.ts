import { expect, test } from 'vitest';
import { type CorrectedField, changesOf } from './changes';

interface Paper {
  number: string;
  title: string | null;
}

const FIELDS: CorrectedField<Paper>[] = [
  { name: 'number', label: '编号', show: ({ number }) => number ?? '' },
  { name: 'title', label: '标题', show: ({ title }) => title ?? '' },
];

test('only what reads otherwise is a change', () => {
  const before = { number: '发还1号', title: '发还决定书' };
  expect(changesOf(FIELDS, before, { number: ' 发还1号 ', title: '发还决定' })).toEqual([{ name: 'title', label: '标题', before: '发还决定书', after: '发还决定' }]);
});

test('nothing and an empty text are the same', () => {
  expect(changesOf(FIELDS, { number: '1', title: null }, { number: '1', title: '' })).toEqual([]);
  expect(changesOf(FIELDS, { number: '1', title: '说明' }, {})).toEqual([
    { name: 'number', label: '编号', before: '1', after: '' },
    { name: 'title', label: '标题', before: '说明', after: '' },
  ]);
});
