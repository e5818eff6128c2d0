import { expect, test } from 'vitest';
import { readMoney, showMoney } from './money';

test('amounts are shown from minor units', () => {
  expect(showMoney(1234567, 'CNY', 'zh-CN')).toBe('¥12,345.67');
  expect(showMoney(500, 'JPY', 'en')).toBe('¥500');
});

test('amounts are read as people type them', () => {
  expect(readMoney('12,345.6')).toBe(1234560);
  expect(readMoney('¥ 8')).toBe(800);
  expect(readMoney('8.005')).toBeNull();
  expect(readMoney('acht')).toBeNull();
});
