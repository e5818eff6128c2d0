import { fireEvent } from '@testing-library/dom';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useScanner } from './handScanner';

let clock = 0;

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  clock += 10_000;
});

/** A key eight milliseconds after the one before; false when the page kept it from its usual effect. */
function press(target: Element, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: (clock += 8) });
  return target.dispatchEvent(event);
}

function field(value = ''): HTMLInputElement {
  const made = document.createElement('input');
  made.value = value;
  document.body.append(made);
  return made;
}

function scanInto(input: HTMLInputElement, keys: string, end = 'Enter'): boolean {
  for (const key of keys) {
    press(input, key);
    input.value += key;
  }
  return press(input, end);
}

function listening() {
  const take = vi.fn();
  renderHook(() => useScanner(take));
  return take;
}

test('the page outranks the shell, and the field is left as it was', () => {
  const shell = vi.fn();
  renderHook(() => useScanner(shell, 0));
  const page = listening();
  const input = field('kept');
  scanInto(input, 'ABCDEFGH');
  expect(page).toHaveBeenCalledWith({ code: 'ABCDEFGH' });
  expect(shell).not.toHaveBeenCalled();
  expect(input.value).toBe('kept');
});

test.each(['Enter', 'Tab'])('%s ends a scan and does nothing else, nor does a second one', (end) => {
  const take = listening();
  const input = field();
  expect(scanInto(input, 'A1', end)).toBe(false);
  expect(press(input, 'Enter')).toBe(false);
  expect(take.mock.calls).toEqual([[{ code: 'A1' }]]);
});

test('what wraps the code is taken off, in full width as well', () => {
  const take = listening();
  const input = field('kept');
  scanInto(input, '】Q3３Ｚ５Ａ－００００４');
  expect(take).toHaveBeenCalledWith({ code: '3Z5A-00004' });
  expect(input.value).toBe('kept');
});

test('control characters that scanners send as Ctrl and a letter', () => {
  const take = listening();
  const control = (key: string) => press(document.body, key, { ctrlKey: true });
  // Without a code they are somebody's shortcut.
  expect(control('m')).toBe(true);
  for (const key of 'A1') press(document.body, key);
  control(']');
  expect(control('m')).toBe(false);
  expect(control('j')).toBe(false);
  expect(take.mock.calls).toEqual([[{ code: 'A1' }]]);
});

test('a scan that an input method takes for spelling is read from its keys, and the field is left as it was', async () => {
  const take = listening();
  const input = field('kept');
  for (const key of '3Z5A00004') {
    const code = /\d/.test(key) ? `Digit${key}` : `Key${key}`;
    press(input, 'Process', { code, isComposing: true });
  }
  press(input, 'Process', { code: 'Enter', isComposing: true });
  expect(take).toHaveBeenCalledWith({ code: '3Z5A00004' });
  input.value = 'kept在中';
  fireEvent.compositionEnd(input);
  await vi.waitFor(() => expect(input.value).toBe('kept'));
});

test('another keyboard layout is told, not looked up', () => {
  const take = listening();
  for (const key of '"W(Q)ààààà') press(document.body, key);
  press(document.body, 'Enter');
  expect(take).toHaveBeenCalledWith({ code: '"W(Q)ààààà', trouble: 'layout' });
});

test('a field that takes scans itself keeps them', () => {
  const take = listening();
  const input = field();
  input.dataset.takesScans = '';
  expect(scanInto(input, 'ABCDEFGH')).toBe(true);
  expect(take).not.toHaveBeenCalled();
  expect(input.value).toBe('ABCDEFGH');
});
