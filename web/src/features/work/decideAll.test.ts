import { expect, test, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { decideAll } from './decideAll';

test('a refusal stops none of the others, a cut line is repeated under the same key', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  const calls: string[] = [];
  const seen: number[] = [];
  const outcomes = await decideAll(
    ['a', 'b', 'c'],
    async (row, key) => {
      calls.push(`${row} ${key}`);
      if (row === 'a' && calls.length === 1) throw new TypeError('Failed to fetch');
      if (row === 'b') throw new Problem(409, { detail: 'not yours', code: 'approval_not_yours' });
    },
    (done) => seen.push(done),
  );
  vi.useRealTimers();
  expect(outcomes.map(({ row, problem }) => [row, problem?.message])).toEqual([['a', undefined], ['b', 'not yours'], ['c', undefined]]);
  expect(seen).toEqual([1, 2, 3]);
  expect(calls).toHaveLength(4);
  expect(calls[1]).toBe(calls[0]);
});
