import { expect, test } from 'vitest';
import { AS_MADE, arranged, readLayout } from './layout';

const COLUMNS = [{ key: 'code' }, { key: 'name' }, { key: 'place' }, { key: 'vin', hidden: true }, { key: 'tools' }];
const keys = (chosen: readonly string[] | null) => arranged(COLUMNS, chosen).map(({ key }) => key);

test('as it is made a list shows what is not hidden', () => {
  expect(keys(null)).toEqual(['code', 'name', 'place', 'tools']);
});

test('chosen columns come in their order, behind the first and before the buttons', () => {
  expect(keys(['vin', 'tools', 'place', 'code'])).toEqual(['code', 'vin', 'place', 'tools']);
  expect(keys([])).toEqual(['code', 'tools']);
});

test('a column that the list has no more is passed over, and one named twice shown once', () => {
  expect(keys(['gone', 'vin', 'vin'])).toEqual(['code', 'vin', 'tools']);
});

test('what was kept is read again, and nonsense is the list as it is made', () => {
  expect(readLayout(JSON.stringify({ columns: ['vin'], density: 'tight' }))).toEqual({ columns: ['vin'], density: 'tight' });
  for (const text of [null, '', '{', '[]', '{"columns":[1],"density":"thin"}']) expect(readLayout(text)).toEqual(AS_MADE);
});
