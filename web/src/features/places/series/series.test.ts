import { expect, test } from 'vitest';
import { seriesEnds } from './series';

test('the first and the last code of a series, with zeros up to the digits and further digits beyond', () => {
  expect(seriesEnds(' a1-b', 8, 2, 5)).toEqual({ first: 'A1-B08', last: 'A1-B12' });
  expect(seriesEnds('A', 98, 2, 3)).toEqual({ first: 'A98', last: 'A100' });
  expect(seriesEnds('A', 0, 1, 1)).toEqual({ first: 'A0', last: 'A0' });
});

test('as long as something is missing there is nothing to show', () => {
  expect([seriesEnds('', 1, 2, 5), seriesEnds('A', null, 2, 5), seriesEnds('A', 1, undefined, 5), seriesEnds('A', 1, 2, 0)]).toEqual([null, null, null, null]);
});
