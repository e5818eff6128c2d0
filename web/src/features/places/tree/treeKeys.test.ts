import { expect, test } from 'vitest';
import { treeKey } from './treeKeys';

// A zone that is open, a room in it that is shut, a bin in it, and another zone.
const rows = [
  { level: 1, opens: true },
  { level: 2, opens: false },
  { level: 2, opens: undefined },
  { level: 1, opens: false },
];

test.each([
  ['ArrowDown', 0, { to: 1 }],
  ['ArrowDown', 3, null],
  ['ArrowUp', 3, { to: 2 }],
  ['ArrowUp', 0, null],
  ['Home', 2, { to: 0 }],
  ['End', 0, { to: 3 }],
  ['ArrowRight', 0, { to: 1 }],
  ['ArrowRight', 1, { open: true }],
  ['ArrowRight', 2, null],
  ['ArrowLeft', 0, { open: false }],
  ['ArrowLeft', 2, { to: 0 }],
  ['ArrowLeft', 3, null],
  ['Enter', 1, { open: true }],
  [' ', 0, { open: false }],
  ['Enter', 2, null],
  ['x', 0, null],
] as const)('%s at row %i', (key, at, does) => {
  expect(treeKey(key, at, rows)).toEqual(does);
});
