import { renderHook } from '@testing-library/react';
import i18n from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { initReactI18next } from 'react-i18next';
import ui from '@/i18n/zh-CN/ui.json';
import { useCalled } from './called';

beforeAll(async () => {
  await i18n.use(initReactI18next).init({ lng: 'zh-CN', resources: { 'zh-CN': { ui } }, interpolation: { escapeValue: false } });
});

test('who was renamed since is called as then, with the present name beside it', () => {
  const { current: called } = renderHook(useCalled).result;
  const row = { actor_name: '张三', second_name: '王五', receiver_name: null, case_no: 'A1', names_now: { actor_name: '李四', case_no: 'A2' } };
  expect(called(row, 'actor_name')).toBe('张三（现名：李四）');
  expect(called(row, 'case_no')).toBe('A1（现编号：A2）');
  expect(called(row, 'actor_name', 'second_name', 'receiver_name')).toBe('张三（现名：李四）、王五');
});

test('who was not is called by the one name, and nobody by none', () => {
  const { current: called } = renderHook(useCalled).result;
  expect(called({ actor_name: '张三', names_now: undefined }, 'actor_name')).toBe('张三');
  expect(called({ actor_name: null, names_now: undefined }, 'actor_name')).toBeUndefined();
});
