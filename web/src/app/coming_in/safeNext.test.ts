import { expect, test } from 'vitest';
import { safeNext } from './safeNext';

test('only a path of this site is gone to after signing in', () => {
  for (const path of ['/', '/items?q=%E6%89%8B%E6%9C%BA', '/requests/1#lines']) expect(safeNext(path)).toBe(path);
  for (const other of [null, '', 'items', '//elsewhere', '/\\elsewhere', '\\\\elsewhere', '/\t/elsewhere', '/\n/elsewhere', 'https://elsewhere', '/items\\elsewhere']) expect([other, safeNext(other)]).toEqual([other, '/']);
});
