import { renderHook } from '@testing-library/react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { EXPORT_HEADINGS } from '@/api/exportHeadings';
import { LANGUAGES } from '@/i18n';
import en from '@/i18n/en/seizure_lists.json';
import zh from '@/i18n/zh-CN/seizure_lists.json';
import { useItemColumns } from '@/parts/items/itemColumns';
import i18n from 'i18next';
import { meaningsOf, type Vocabulary } from './headings';
import { useVocabulary } from './useVocabulary';

let words: Vocabulary;

beforeAll(async () => {
  const { result } = renderHook(() => useVocabulary());
  await vi.waitUntil(() => result.current.columns.has('数量'), { timeout: 9_000 });
  words = result.current;
});

describe('every heading the program itself writes is known', () => {
  const lists = Object.entries(EXPORT_HEADINGS).flatMap(([list, titles]) => titles.flatMap(([english, chinese]) => [[list, english], [list, chinese]]));

  test.each(lists)('%s: %s', (_, heading) => {
    expect(meaningsOf([heading ?? ''], words)).not.toContain(undefined);
  });

  test('the items, column by column, in both languages', () => {
    const filled = ['name', 'category', 'features', 'model', 'serial_no', 'pieces', 'unit', 'weight_milligrams', 'denominations', 'valuation', 'grade', 'vin', 'plate', 'engine_no', 'imei', 'holder_name', 'owner_name', 'remark'];
    for (const language of [0, 1] as const) {
      const meanings = meaningsOf(EXPORT_HEADINGS.items.map((title) => title[language]), words);
      expect(meanings.filter((meaning) => meaning !== null)).toEqual(filled);
    }
  });

  test('in the exported log 单位 is an agency, in a list of goods it is the unit', () => {
    const log = EXPORT_HEADINGS.audit_entries.map(([, chinese]) => chinese);
    expect(meaningsOf(log, words)[log.indexOf('单位')]).toBeNull();
    expect(meaningsOf(['名称', '单位'], words)).toEqual(['name', 'unit']);
  });

  test('the columns of the lists on the screen, which are exported as shown', () => {
    const { result } = renderHook(() => useItemColumns());
    for (const { title } of result.current) expect([title, ...meaningsOf([String(title)], words)]).not.toContain(undefined);
    for (const language of LANGUAGES) {
      const t = i18n.getFixedT(language);
      for (const key of ['code', 'name', 'category', 'state', 'place', 'pieces', 'case', 'holder', 'valuation', 'registered_at', 'received_at']) {
        expect([key, ...meaningsOf([t(`items:${key}`)], words)]).not.toContain(undefined);
      }
    }
  });

  test("the grid's own columns", () => {
    for (const texts of [zh, en]) for (const [key, name] of Object.entries(texts.column)) expect(meaningsOf([name], words)).toEqual([key]);
  });
});

test('headings as people write them: other words, either width, signs and blanks', () => {
  expect(meaningsOf(['物品名称', '型号', '数 量', '估价(元)', 'S/N', 'QTY', '序号'], words)).toEqual(['name', 'model', 'pieces', 'valuation', 'serial_no', 'pieces', null]);
});

test('what is not known, and what could mean several things, is not guessed', () => {
  expect(meaningsOf(['保质期', '编号', '重量', '重量（千克）', ''], words)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
