import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { daysUntil, forPicker, fromPicker, showTime } from './time';

test('times are shown at +08:00', () => {
  expect(showTime('2023-12-31T16:30:00Z')).toBe('2024-01-01 00:30');
  expect(showTime('2023-12-31T16:30:00.123456Z', 'day')).toBe('2024-01-01');
});

test('what is picked is meant as time of China, and comes back as it was', () => {
  expect(fromPicker(dayjs('2023-05-01T08:00:00'))).toBe('2023-05-01T00:00:00.000Z');
  expect(fromPicker(forPicker('2023-05-01T00:00:00.000Z'))).toBe('2023-05-01T00:00:00.000Z');
});

test('days are counted by the calendar of China', () => {
  expect(daysUntil('2023-05-01T15:59:00Z', new Date('2023-05-01T15:00:00Z'))).toBe(0);
  expect(daysUntil('2023-05-01T16:01:00Z', new Date('2023-05-01T15:00:00Z'))).toBe(1);
});
