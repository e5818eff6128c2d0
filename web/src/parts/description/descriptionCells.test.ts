import { describe, expect, test } from 'vitest';
import { columnOf, toNewItem } from './descriptionCells';

describe('what the API gets', () => {
  test("amounts in minor units, details only of the item's own category", () => {
    const { item, problems } = toNewItem({ name: '金条', category: 'valuable', valuation: '12,000.5', weight_milligrams: '50.25', vin: 'X', pieces: '2' });
    expect(problems.size).toBe(0);
    expect(item).toEqual({ name: '金条', category: 'valuable', valuation_minor: 1200050, pieces: 2, attributes: { weight_milligrams: 50250 } });
  });

  test('cells that cannot be read are named, not dropped', () => {
    const { problems } = toNewItem({ name: 'x', category: '珠宝', pieces: '两', valuation: 'viel' });
    expect([...problems]).toEqual([['category', 'not_category'], ['pieces', 'not_whole'], ['valuation', 'not_amount']]);
  });

  test('a pointer finds its column', () => {
    expect(columnOf('/attributes/vin')).toBe('vin');
    expect(columnOf('/valuation_minor')).toBe('valuation');
  });
});
