import { expect, test } from 'vitest';
import { movementsOf } from './listFilters';

test('a month begins and ends at midnight in China', () => {
  expect(movementsOf('ItemReceived', 2023, 3)).toBe('actions=ItemReceived&moved_from=2023-02-28T16:00:00.000Z&moved_before=2023-03-31T16:00:00.000Z');
});

test('December ends with the year', () => {
  expect(movementsOf('ItemReleased', 2023, 12)).toBe('actions=ItemReleased&moved_from=2023-11-30T16:00:00.000Z&moved_before=2023-12-31T16:00:00.000Z');
});
