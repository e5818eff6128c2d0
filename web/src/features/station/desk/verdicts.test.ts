import { expect, test } from 'vitest';
import { SOUNDS } from '@/parts/scan_queue/sounds';
import { HUES, ICONS } from './verdicts';

test('each of the eight outcomes has a sound and a look of its own', () => {
  const eight = ['here', 'elsewhere', 'not_here', 'unknown', 'forged', 'mistyped', 'foreign', 'again'] as const;
  expect(new Set(eight.map((verdict) => JSON.stringify(SOUNDS[verdict]))).size).toBe(eight.length);
  const looks = eight.map((verdict) => ({ hue: HUES[verdict], icon: ICONS[verdict] }));
  const alike = looks.filter((one, at) => looks.some((other, place) => place < at && other.hue === one.hue && other.icon === one.icon));
  expect(alike).toEqual([]);
});
