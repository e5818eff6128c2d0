import { afterEach, expect, test, vi } from 'vitest';
import { countsPerDay, monthAt, monthOf, searchOfDay } from './calendarDays';

afterEach(() => void vi.useRealTimers());

test('a month begins and ends at midnight of China, in weeks from Monday', () => {
  const { from, before, weeks, earlier, later } = monthOf('2026-03');
  expect([from, before, earlier, later]).toEqual(['2026-02-28T16:00:00.000Z', '2026-03-31T16:00:00.000Z', '2026-02', '2026-04']);
  expect(weeks.map((week) => week.map((day) => day?.number ?? 0))).toEqual([
    [0, 0, 0, 0, 0, 0, 1],
    [2, 3, 4, 5, 6, 7, 8],
    [9, 10, 11, 12, 13, 14, 15],
    [16, 17, 18, 19, 20, 21, 22],
    [23, 24, 25, 26, 27, 28, 29],
    [30, 31, 0, 0, 0, 0, 0],
  ]);
  expect(weeks[1]?.[3]).toEqual({ day: '2026-03-05', number: 5, from: '2026-03-04T16:00:00.000Z', before: '2026-03-05T16:00:00.000Z' });
});

test('a month that begins on Monday has no day before it', () => expect(monthOf('2026-06').weeks[0]?.[0]?.number).toBe(1));

test.each([undefined, '', '2026-13', 'x'])('%s stands for the present month, by the clock of China', (wanted) => {
  vi.useFakeTimers({ now: new Date('2026-12-31T16:00:00Z') });
  expect(monthOf(wanted).month).toBe('2027-01');
});

test('the month of a moment', () => expect(monthAt('2026-02-28T16:00:00Z')).toBe('2026-03'));

test('what is due is counted by day and light, what presses most first', () => {
  const rows = [
    { due_at: '2026-03-04T15:59:59Z', light: 'green' },
    { due_at: '2026-03-04T16:00:00Z', light: 'green' },
    { due_at: '2026-03-05T15:59:59Z', light: 'red' },
    { due_at: '2026-03-05T02:00:00Z', light: 'green' },
  ] as const;
  expect([...countsPerDay(rows)]).toEqual([
    ['2026-03-04', [{ light: 'green', count: 1 }]],
    ['2026-03-05', [{ light: 'red', count: 1 }, { light: 'green', count: 2 }]],
  ]);
});

test('a day is a filter of the list, beside the others', () => {
  const search = searchOfDay('?view=calendar&month=2026-03&mine=true', { from: 'A', before: 'B' });
  expect(search).toBe('?mine=true&due_from=A&due_before=B');
});
