import i18n from 'i18next';
import { expect, test } from 'vitest';
import { amountOf, particularsOf } from './particulars';

const plain = { pieces: 1, unit: '批', model: '', serial_no: '', features: '', valuation_minor: null, currency: null, attributes: {} };
const told = (goods: Partial<Parameters<typeof particularsOf>[0]>) => particularsOf({ ...plain, ...goods }, i18n.t, 'zh-CN');

test('weighed goods are so much of their unit without the tare, all others so many pieces', () => {
  expect(amountOf({ ...plain, attributes: { gross_milli: 3_400, tare_milli: 200, measure_unit: '吨' } }, 'zh-CN')).toBe('3.2 吨');
  expect(amountOf({ ...plain, attributes: { gross_milli: 1_200_000, measure_unit: 'kg' } }, 'zh-CN')).toBe('1,200 kg');
  expect(amountOf({ ...plain, pieces: 2, unit: '部' }, 'zh-CN')).toBe('2 部');
});

test('a paper tells weight, value, VIN, plate, IMEI and denominations, each with its name', () => {
  expect(told({ attributes: { weight_milligrams: 31_104 }, valuation_minor: 1_520_000, currency: 'CNY' })).toEqual(['重量（克）：31.104', '估价：¥15,200.00']);
  expect(told({ attributes: { vin: 'LSVAA00000A000000', plate: '冀B12345', engine_no: 'E-1' } })).toEqual(['车架号：LSVAA00000A000000', '号牌：冀B12345', '发动机号：E-1']);
  expect(told({ model: 'X1', serial_no: 'SN-1', attributes: { imei: '490154203237518' }, features: '黑色' })).toEqual(['规格型号：X1', '序列号：SN-1', 'IMEI：490154203237518', '黑色']);
  expect(told({ attributes: { denominations: '100×52，50×3' } })).toEqual(['券别清点：100×52，50×3']);
  expect(told({ attributes: { gross_milli: 3_400, tare_milli: 200, measure_unit: '吨' } })).toEqual(['毛重：3.4 吨', '皮重：0.2 吨']);
  expect(told({})).toEqual([]);
});
