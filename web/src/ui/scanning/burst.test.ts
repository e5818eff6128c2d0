import { describe, expect, test } from 'vitest';
import { Burst, type Target } from './burst';

const CODE = '3Z5A00004QK7T2M';

function type(keys: string, gap: number | readonly number[], { end = 'Enter', target = 'field' as Target, burst = new Burst() } = {}): string | null {
  let at = 1000;
  const after = (n: number) => (typeof gap === 'number' ? gap : (gap[n % gap.length] ?? 0));
  [...keys].forEach((key, n) => burst.press(key, (at += after(n)), target));
  return burst.press(end, at + after(keys.length), target);
}

describe('in a field, a scanner is told from a person', () => {
  test('by its speed', () => {
    expect(type(CODE, 8)).toBe(CODE);
    expect(type('abcdefgh', 8)).toBe('abcdefgh');
    expect(type(CODE, 200)).toBeNull();
    expect(type('A1', 60)).toBeNull();
  });

  test('codes of two and three characters need the speed nobody has', () => {
    expect(type('A1', 8)).toBe('A1');
    expect(type('V1', 30, { end: 'Tab' })).toBe('V1');
    expect(type('A', 8)).toBeNull();
  });

  test('a wireless one by even intervals and by what it types', () => {
    expect(type(CODE, [60, 75, 90, 100])).toBe(CODE);
    expect(type(CODE, 100, { end: 'Tab' })).toBe(CODE);
    expect(type(`]Q3${CODE}`, [60, 100])).toBe(`]Q3${CODE}`);
    // A person types unevenly, in lower case, or words.
    expect(type(CODE, [40, 180, 90, 160, 60])).toBeNull();
    expect(type('zhanglei88', 90)).toBeNull();
    expect(type('RINGS AND COINS', 90)).toBeNull();
  });

  test('one late key on a busy machine does not matter', () => {
    expect(type('ABCDEFGHJK', [10, 10, 10, 10, 150, 10, 10, 10, 10, 10, 10])).toBe('ABCDEFGHJK');
    expect(type(CODE, [70, 70, 70, 70, 70, 70, 190, 70, 70, 70, 70, 70, 70, 70, 70, 70])).toBe(CODE);
  });

  test('words that a program types, followed by Tab, stay where they are', () => {
    expect(type('two rings', 5, { end: 'Tab' })).toBeNull();
  });
});

test('on the bare page nothing else reads keys: any pace, and short codes', () => {
  expect(type('A1', 8, { target: 'page' })).toBe('A1');
  expect(type('A1', 100, { target: 'page', end: 'Tab' })).toBe('A1');
  expect(type('A1', 600, { target: 'page' })).toBe('A1');
  expect(type('7', 20, { target: 'page' })).toBe('7');
  // Tab moves the focus.
  expect(type('A1', 600, { target: 'page', end: 'Tab' })).toBeNull();
});

test('on a button only a scanner counts, so that Enter still presses it', () => {
  expect(type('A1', 80, { target: 'control' })).toBe('A1');
  expect(type('A1', 200, { target: 'control' })).toBeNull();
});

test('what was typed before a scan does not become part of the code', () => {
  for (const target of ['field', 'page'] as const) {
    const burst = new Burst();
    burst.press('x', 0, target);
    burst.press('Shift', 500, target);
    expect(type('ABCDEFGH', 5, { target, burst })).toBe('ABCDEFGH');
  }
});

test('CR and LF, or Enter and Tab, end one code', () => {
  const burst = new Burst();
  expect(type(CODE, 8, { burst })).toBe(CODE);
  const ended = 1000 + 8 * (CODE.length + 1);
  expect(burst.isSuffix('Enter', ended + 8)).toBe(true);
  expect(burst.isSuffix('Tab', ended + 8)).toBe(true);
  expect(burst.isSuffix('Enter', ended + 400)).toBe(false);
  expect(burst.isSuffix('A', ended + 8)).toBe(false);
});
