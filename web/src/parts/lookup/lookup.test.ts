import { expect, test } from 'vitest';
import { addressOf, onlyHit } from './lookup';

const hit = (kind: 'item' | 'request' | 'case', title: string) => ({ kind, id: title, title, subtitle: '' });

test('one hit, or the one whose number was typed, is opened; otherwise the person chooses', () => {
  expect(onlyHit('x', [])).toBeNull();
  expect(onlyHit('x', [hit('item', '手机')])?.title).toBe('手机');
  expect(onlyHit('rk-2023-000001', [hit('request', 'RK-2023-000001'), hit('item', '手机')])?.kind).toBe('request');
  expect(onlyHit('手机', [hit('item', '手机'), hit('item', '手机')])).toBeNull();
});

test('every kind has its page', () => {
  expect(addressOf(hit('case', 'c'))).toBe('/cases/c');
  expect(addressOf({ kind: 'seizure_list', id: 's', title: '', subtitle: '', case_id: 'c' })).toBe('/seizure-lists/s');
});
