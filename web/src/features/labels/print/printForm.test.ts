import { expect, test } from 'vitest';
import { printAddress } from '@/parts/labels/printAddress';
import { batchOf, codesIn, type PrintChoice } from './printForm';

const wish: PrintChoice = { subject: 'items', said: ' A, B\nA ', blanks: 24, profile: 'A4-24', content: undefined, skip: 2, copies: 1, reason: '  ' };

test('pasted codes are told apart whatever stands between them, and each counts once', () => {
  expect(codesIn('A B,C、D\r\nA;;E')).toEqual(['A', 'B', 'C', 'D', 'E']);
});

test('exactly one selection is sent, and a blank reason is none', () => {
  const batch = batchOf(wish, null);
  expect(batch).toMatchObject({ items: ['A', 'B'], request: null, case: null, places: null, blanks: null, all_items: false, skip: 2, reason: null });
  expect(batchOf({ ...wish, subject: 'blanks' }, null)).toMatchObject({ blanks: 24, items: null });
  expect(batchOf({ ...wish, subject: 'places', said: '' }, null)).toMatchObject({ places: [], items: null });
});

test('a case the person came from is sent by its id, as its number may be that of another agency’s case; another number as it is typed', () => {
  const known = { id: '0189', number: 'A2023-7' };
  expect(batchOf({ ...wish, subject: 'case', said: ' A2023-7 ' }, known).case).toBe('0189');
  expect(batchOf({ ...wish, subject: 'case', said: 'A2023-8' }, known).case).toBe('A2023-8');
  expect(batchOf({ ...wish, subject: 'case', said: 'A2023-7' }, null).case).toBe('A2023-7');
});

test('a number with signs of its own survives the address', () => {
  expect(new URL(printAddress({ case: '冀0102刑初(2023)&1' }), 'http://x').searchParams.get('case')).toBe('冀0102刑初(2023)&1');
});
