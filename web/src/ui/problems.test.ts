import { expect, test } from 'vitest';
import { fieldOf } from './problems';

test('pointers name fields', () => {
  expect(fieldOf('/items/3/attributes/vin')).toEqual(['items', 3, 'attributes', 'vin']);
  expect(fieldOf('/a~1b')).toEqual(['a/b']);
});
