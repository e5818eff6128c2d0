import { expect, test } from 'vitest';
import { changesOf, withChanges } from './changes';

const recorded = { name: '一号架', capacity: 5, parent: 'A1', cells: { holder_name: '张三', remark: '' }, officers: ['a', 'b'] };

test('only what differs is kept, and it lies on top of what is recorded now', () => {
  const changes = changesOf(recorded, { ...recorded, capacity: null, cells: { holder_name: '', remark: '新' }, officers: ['a'] });
  expect(changes).toEqual({ capacity: null, cells: { holder_name: '', remark: '新' }, officers: ['a'] });
  expect(withChanges({ ...recorded, name: '改过的架', cells: { ...recorded.cells, unit: '件' } }, changes)).toEqual({
    name: '改过的架', capacity: null, parent: 'A1', cells: { holder_name: '', remark: '新', unit: '件' }, officers: ['a'],
  });
});

test('nothing typed is no change, however an empty field says so', () => {
  expect(changesOf(recorded, { ...recorded, note: undefined, cells: { ...recorded.cells, remark: null, vin: '' } })).toEqual({});
});
