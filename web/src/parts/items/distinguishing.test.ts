import { expect, test } from 'vitest';
import { distinguishing } from './distinguishing';

test('two cards of one bank are told apart by what the books say of them', () => {
  expect(distinguishing({ model: '', serial_no: '6222021001', features: '绿色' })).toBe('6222021001 · 绿色');
  expect(distinguishing({ model: 'Mate 60', serial_no: ' ', features: '' })).toBe('Mate 60');
  expect(distinguishing({ model: '', serial_no: '', features: '' })).toBe('');
});
