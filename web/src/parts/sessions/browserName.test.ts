import { expect, test } from 'vitest';
import { browserName } from './browserName';

test('browsers are named as people call them', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
  expect(browserName(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`)).toBe('Chrome 140 · Windows');
  expect(browserName(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0.0.0`)).toBe('Microsoft Edge 140 · Windows');
  expect(browserName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox 140 · Linux');
  expect(browserName('curl/8.9.1')).toBe('curl/8.9.1');
  expect(browserName('python-requests/2.32 (a b)')).toBe('python-requests/2.32');
  expect(browserName('')).toBe('');
});
