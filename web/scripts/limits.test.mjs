import { expect, test } from 'vitest';
import { limitsIn, pagedPaths } from './limits.mjs';

const page = { type: 'object', properties: { rows: {}, next: {} } };
const answer = (schema) => ({ get: { responses: { 200: { content: { 'application/json': { schema } } } } } });
const PAGED = pagedPaths({
  paths: { '/api/v1/cases': answer({ $ref: '#/components/schemas/PageView_CaseView' }), '/api/v1/work': answer({ type: 'array' }) },
  components: { schemas: { PageView_CaseView: page } },
});
const offences = (text) => limitsIn('features/cases/X.tsx', text, PAGED);

test('the lists with pages are read from the document', () => {
  expect([...PAGED]).toEqual(['/api/v1/cases']);
});

test('a first page taken for the whole list is named, with a limit and without', () => {
  const line = 'features/cases/X.tsx takes the first rows of /api/v1/cases and is silent about the rest';
  expect(offences("queries.useQuery('get', '/api/v1/cases', { params: { query: { limit: 100 } } });")).toEqual([line]);
  expect(offences("queries.useQuery('get', '/api/v1/cases', {});")).toEqual([line]);
  expect(offences("await body(api.GET('/api/v1/cases', { params: { query: { limit: 500 } } }));\nconst cursor = 1;")).toEqual([line]);
});

test('pages that nothing asks for are named', () => {
  const query = "const list = queries.useInfiniteQuery('get', '/api/v1/cases', { params: {} }, byCursor);";
  expect(offences(query)).toEqual(['features/cases/X.tsx never reads /api/v1/cases on']);
  expect(offences(`${query}\nreturn <ServerTable query={list} />;`)).toEqual([]);
  expect(offences(`${query}\nconst { rows } = useWholeList(list);`)).toEqual([]);
});

test('a list that is counted, walked, offered in part with a sentence, or never paged is no offence', () => {
  expect(offences("api.GET('/api/v1/cases', { params: { query: { total: true, limit: 1 } } })")).toEqual([]);
  expect(offences("api.GET('/api/v1/cases', { params: { query: { limit: 500, cursor } } })")).toEqual([]);
  expect(offences("queries.useQuery('get', '/api/v1/cases', { params: { query: { limit: OFFERED } } });\n<FirstHits menu={menu} />")).toEqual([]);
  expect(offences("queries.useQuery('get', '/api/v1/work', {})")).toEqual([]);
});

test('rows cut off are named unless the rest is counted', () => {
  expect(offences('rows.slice(0, 10).map(show)')).toEqual(['features/cases/X.tsx cuts at 10 and is silent about the rest']);
  expect(offences('rows.slice(0, SHOWN).map(show); rows.length > SHOWN && more(rows.length - SHOWN)')).toEqual([]);
});
