import { expect, test } from 'vitest';
import { isDangerous } from './dangerousGoods';

test('what the centre does not take is known by its name', () => {
  const names = ['五四式手枪', '猎枪子弹', '雷管', '冰毒疑似物', '海洛因', '桶装汽油', '烟花', 'K粉', 'Heroin', 'hunting rifle'];
  expect(names.filter((name) => !isDangerous(name))).toEqual([]);
});

test('what only sounds like it is taken', () => {
  const names = ['玩具手枪', '热熔胶枪', '扫码枪', '水枪', '喷枪', '弹簧', '子母床', '毒品案账本', '大麻图案T恤', '汽油空桶', '汽油票面卡包装', 'toy pistol', '手机'];
  expect(names.filter(isDangerous)).toEqual([]);
});
