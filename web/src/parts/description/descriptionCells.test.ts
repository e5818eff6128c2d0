import { describe, expect, test } from 'vitest';
import { columnOf, toCorrection, toNewItem } from './descriptionCells';

describe('what the API gets', () => {
  test('amounts in minor units, digits of either width, details of the category', () => {
    const { item, problems } = toNewItem({ name: '金条', category: 'valuable', valuation: '12，000.5', weight_milligrams: '50.25', pieces: '２' });
    expect(problems.size).toBe(0);
    expect(item).toEqual({ name: '金条', category: 'valuable', valuation_minor: 1200050, pieces: 2, attributes: { weight_milligrams: 50250 } });
  });

  test('cells that cannot be read are named, not dropped', () => {
    const { problems } = toNewItem({ name: 'x', category: '珠宝', pieces: '两', valuation: 'viel' });
    expect([...problems]).toEqual([['category', 'not_category'], ['pieces', 'not_pieces'], ['valuation', 'not_amount']]);
  });

  test("a detail that is none of the item's category is named, not dropped; without a category too", () => {
    expect([...toNewItem({ name: '金条', category: 'valuable', vin: 'X', motor: ' ' }).problems]).toEqual([['vin', 'not_of_category']]);
    expect([...toNewItem({ name: '轿车', vin: 'X' }).problems]).toEqual([['vin', 'not_of_category']]);
    expect([...toNewItem({ name: '轿车', category: '汽车', vin: 'X' }).problems]).toEqual([['category', 'not_category']]);
    expect(toNewItem({ name: '轿车', category: 'vehicle', vin: 'X' })).toMatchObject({ item: { attributes: { vin: 'X' } }, problems: new Map() });
  });

  test('a correction says that an emptied holder and valuation are nothing; a new item says nothing of them', () => {
    const cells = { name: '手机', holder_name: ' ', valuation: '' };
    expect(toCorrection(cells).item).toMatchObject({ holder_name: null, valuation_minor: null });
    expect(toNewItem(cells).item).not.toHaveProperty('holder_name');
    expect(toCorrection({ ...cells, holder_name: '李四', valuation: '1' }).item).toMatchObject({ holder_name: '李四', valuation_minor: 100 });
  });

  test('a pointer finds its column', () => {
    expect(columnOf('/attributes/vin')).toBe('vin');
    expect(columnOf('/valuation_minor')).toBe('valuation');
  });
});
