// Headings of tables as people have them are recognised in both languages, and cells are read as the API takes them.
import { renderHook } from '@testing-library/react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { isAnswered } from '@/ui/paste/plan';
import { COLUMNS, type Kind, KINDS } from './columns';
import { cellOf, missingColumns, planImport, rowsOf } from './importRows';
import { useVocabulary, type Vocabulary } from './vocabulary';

const words = {} as Record<Kind, Vocabulary>;

beforeAll(async () => {
  for (const kind of KINDS) {
    const { result } = renderHook(() => useVocabulary(kind));
    await vi.waitUntil(() => result.current !== undefined, { timeout: 20_000 });
    if (result.current) words[kind] = result.current;
  }
}, 60_000);

const targets = (kind: Kind, ...table: string[][]) => planImport(table, kind, words[kind]).columns.map(({ target }) => target);

describe('headings', () => {
  test.each(KINDS.flatMap((kind) => COLUMNS[kind].flatMap(({ key, synonyms }) => synonyms.map((name) => [kind, name, key] as const))))('%s: %s', (kind, name, key) => {
    expect(words[kind].meanings([name])).toEqual([key]);
  });

  test('no name means two columns', () => {
    for (const kind of KINDS) {
      const names = COLUMNS[kind].flatMap(({ synonyms }) => [...new Set(synonyms.map((name) => name.toLowerCase()))]);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    }
  });

  test('in any order, in either language and width, with a number column left out', () => {
    expect(targets('places', ['序号', '上级位置', '名称', '位置编码', '级 别', '存放类型'], ['1', 'A', '一格', 'A-1', '格', '普通库'])).toEqual(['left_out', 'parent_code', 'name', 'code', 'kind', 'storage_class']);
    expect(targets('agencies', ['Unit code', 'NAME', 'kind'], ['130273010000', 'Bureau', 'Police'])).toEqual(['code', 'name', 'kind']);
    expect(targets('users', ['账号', '姓名', '单位代码', '警号'], ['a.b', '张三', '130273010000', '1'])).toEqual(['login', 'name', 'agency_code', 'badge_number']);
  });

  test('one that is not known is asked about, and one that is needed and missing is named', () => {
    const plan = planImport([['登录名', '姓名', '籍贯'], ['a.b', '张三', '河北']], 'users', words.users);
    expect([isAnswered(plan), plan.columns.map(({ target }) => target)]).toEqual([false, ['login', 'name', null]]);
    expect(missingColumns(plan, 'users')).toEqual(['agency_code']);
  });

  test('without headings the columns are taken in their order', () => {
    expect(targets('agencies', ['130273010000', '甲局', '公安'], ['130273020000', '乙局', '公安'])).toEqual(['code', 'name', 'kind']);
  });
});

describe('cells', () => {
  const rows = (kind: Kind, ...table: string[][]) => rowsOf(planImport(table, kind, words[kind]), kind, words[kind]);

  test('words of the lists in both languages, numbers, and nothing', () => {
    const [first, second] = rows('places', ['编码', '名称', '级别', '存放类型', '容量'], ["'-1", '一格', 'Bin', 'ordinary', '1,200'], ['', '', '', '', ''], ['A-2', '二格', '格', 'Ordinary', '—']);
    expect([first?.values.code, first?.values.kind, first?.values.storage_class, first?.values.capacity, first?.faults]).toEqual(['-1', 'bin', 'ordinary', 1200, {}]);
    expect([second?.values.code, second?.values.kind, second?.values.capacity, second?.values.parent_code]).toEqual(['A-2', 'bin', null, null]);
  });

  test('what is missing, no word of its list, or no number is named', () => {
    const [row] = rows('places', ['编码', '名称', '级别', '存放类型', '容量'], ['', '一格', '柜子', '普通', '很多']);
    expect(row?.faults).toMatchObject({ code: 'needed', kind: 'unknown_word', capacity: 'no_number' });
  });

  test('a refusal of the API is about its cell', () => {
    expect([cellOf('/rows/12/code'), cellOf('/rows/0'), cellOf('/rows')]).toEqual(['12/code', '0/', undefined]);
  });
});
