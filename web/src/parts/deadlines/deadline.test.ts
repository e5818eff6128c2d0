import { expect, test } from 'vitest';
import { LISTS } from '@/api/words';
import { distance, LIGHTS, openFirst } from './deadline';

const NOW = new Date('2026-03-05T02:00:00Z');

test.each([
  ['green', '2026-03-08T15:59:59Z', { late: false, unit: 'days', count: 3 }],
  ['green', '2026-03-06T02:00:00Z', { late: false, unit: 'days', count: 1 }],
  ['yellow', '2026-03-05T03:30:00Z', { late: false, unit: 'hours', count: 2 }],
  ['yellow', '2026-03-05T01:59:00Z', { late: false, unit: 'hours', count: 1 }],
  ['red', '2026-03-05T01:59:00Z', { late: true, unit: 'hours', count: 1 }],
  ['red', '2026-03-04T04:00:00Z', { late: true, unit: 'hours', count: 22 }],
  ['red', '2026-03-03T15:59:59Z', { late: true, unit: 'days', count: 2 }],
] as const)('%s, due at %s', (light, due_at, expected) => expect(distance({ light, due_at }, NOW)).toEqual(expected));

test('what is open comes first, the earliest of it at the top', () => {
  const rows = (['kept', 'red', 'missed', 'green'] as const).map((light) => ({ light }));
  expect(openFirst(rows).map(({ light }) => light)).toEqual(['red', 'green', 'kept', 'missed']);
});

test('every light has its place', () => expect(LIGHTS.toSorted()).toEqual(LISTS.ClockLight.toSorted()));
