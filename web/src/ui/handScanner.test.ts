import { renderHook } from '@testing-library/react';
import { fireEvent } from '@testing-library/dom';
import { expect, test, vi } from 'vitest';
import { Burst, useScanner } from './handScanner';

function type(burst: Burst, text: string, gap: number, from = 1000): string | null {
  let at = from;
  for (const key of text) burst.press(key, (at += gap));
  return burst.press('Enter', at + gap);
}

test('a fast burst with Enter is a scan, slow typing is not', () => {
  expect(type(new Burst(), '3Z5A00004QK7T2M9', 8)).toBe('3Z5A00004QK7T2M9');
  expect(type(new Burst(), '3Z5A00004QK7T2M9', 120)).toBeNull();
  expect(type(new Burst(), 'ok', 8)).toBeNull();
  // A busy machine may delay a single key.
  const burst = new Burst();
  [...'ABCDEFGHJK'].forEach((key, n) => burst.press(key, 1000 + n * 10 + (n > 4 ? 150 : 0)));
  expect(burst.press('Enter', 1260)).toBe('ABCDEFGHJK');
});

test('typing before a burst does not become part of the code', () => {
  const burst = new Burst();
  burst.press('x', 0);
  burst.press('Shift', 500);
  expect(type(burst, 'ABCDEFGH', 5, 1000)).toBe('ABCDEFGH');
});

test('the page outranks the shell, and the field is left as it was', () => {
  const [shell, page] = [vi.fn(), vi.fn()];
  renderHook(() => useScanner(shell, 0));
  renderHook(() => useScanner(page, 1));
  const field = document.createElement('input');
  document.body.append(field);
  field.value = 'kept';
  for (const key of 'ABCDEFGH') {
    fireEvent.keyDown(field, { key });
    field.value += key;
  }
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(page).toHaveBeenCalledWith('ABCDEFGH');
  expect(shell).not.toHaveBeenCalled();
  expect(field.value).toBe('kept');
});
