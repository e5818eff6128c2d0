import { expect, test } from 'vitest';
import { BLANK, inOrder, type Picked, sortBlockers, toNew, withItems } from './requestDraft';

const item = (code: string): Picked => ({ code, name: code, category: 'ordinary', pieces: 1, unit: '件', custody_state: 'in_custody', place_code: null });

test('empty terms are left out, so that the API says what is missing', () => {
  expect(toNew('loan', { ...BLANK, case_id: 'c', items: [item('A')], terms: { reason: ' x', receiver_name: ' ', purpose: 'court' } })).toEqual({
    kind: 'loan',
    case_id: 'c',
    items: ['A'],
    reason: ' x',
    purpose: 'court',
  });
});

test('an item is picked once', () => {
  expect(withItems([item('A')], [item('B'), item('A'), item('B')]).map(({ code }) => code)).toEqual(['A', 'B']);
});

test('items follow the list they were written on', () => {
  expect(inOrder([item('C'), item('X'), item('A')], ['A', 'B', 'C']).map(({ code }) => code)).toEqual(['A', 'C', 'X']);
});

test('blockers find their lines; several of one line stay together', () => {
  const sorted = sortBlockers(
    [
      { pointer: '/items/1', code: 'item_held', detail: 'held' },
      { pointer: '/items/1', code: 'item_state', detail: 'state' },
      { pointer: '/purpose', code: 'loan_term_needed', detail: 'purpose' },
      { pointer: '/items', code: 'request_empty', detail: 'empty' },
    ],
    [item('A'), item('B')],
  );
  expect(sorted.lines).toEqual([{ item: item('B'), details: ['held', 'state'] }]);
  expect(sorted.terms.map(({ detail }) => detail)).toEqual(['purpose', 'empty']);
});
