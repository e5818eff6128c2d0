import { cleanup, render, screen, within } from '@testing-library/react';
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import enWords from '@/i18n/en/words.json';
import audit from '@/i18n/zh-CN/audit.json';
import ui from '@/i18n/zh-CN/ui.json';
import words from '@/i18n/zh-CN/words.json';
import { FieldTables } from './FieldTable';

vi.mock('@/ui/session/me', () => ({ useMe: () => ({ may: () => false }) }));

beforeAll(async () => {
  await i18n.use(initReactI18next).init({ lng: 'zh-CN', resources: { 'zh-CN': { audit, ui, words } }, interpolation: { escapeValue: false } });
});

afterEach(cleanup);

const PLACE = '018570b7-4974-7bdf-96b5-b20b12e16249';
const UNKNOWN = '018570b7-4974-7bdf-96b5-b20b12e16250';

function shown(changes: Schemas['ChangeView'][], kind: Schemas['SubjectKind'] = 'item') {
  const references = [{ id: PLACE, kind: 'place', code: 'A-1', name: '一号架' }];
  const entry = { changes, references, subject_kind: kind } as unknown as Schemas['AuditEntryDetail'];
  render(<MemoryRouter><FieldTables entry={entry} /></MemoryRouter>);
}

/** The cells of the row of a field. */
function cells(field: string): (string | null)[] {
  const row = screen.getByRole('rowheader', { name: field }).closest('tr') as HTMLElement;
  return within(row).getAllByRole('cell').map((cell) => cell.textContent);
}

test('every field of the log has a word in both languages', () => {
  expect(LISTS.EntryField.length).toBeGreaterThan(120);
  for (const field of LISTS.EntryField) {
    expect([field, (words.EntryField as Record<string, string>)[field]]).not.toEqual([field, undefined]);
    expect((words.EntryField as Record<string, string>)[field]).toMatch(/\p{Script=Han}|SHA/u);
    expect((enWords.EntryField as Record<string, string>)[field]).toMatch(/^[\p{Script=Latin}\p{P} -]+(256)?$/u);
  }
});

test('what was changed stands before and after, in words and by name', () => {
  shown([
    { field: 'state', before: 'in_custody', after: 'on_loan', compared: true },
    { field: 'place_id', before: PLACE, after: null, compared: true },
    { field: 'pieces', before: 1, after: 1, compared: true },
    { field: 'circumstances.reason', before: null, after: '鉴定', compared: false },
  ]);
  expect(screen.getAllByRole('columnheader', { name: '变更前' })).toHaveLength(1);
  expect(cells('保管状态')).toEqual(['在库', '调用中']);
  expect(cells('位置')).toEqual(['一号架 A-1', '—']);
  expect(cells('原因')).toEqual(['鉴定']);
  expect(screen.getByText('未变更的字段（1）').closest('details')?.open).toBe(false);
});

test('what was registered is a list of fields, with words, times, several names and what nobody knows', () => {
  shown([
    { field: 'kind', before: null, after: 'centre', compared: false },
    { field: 'roles', before: null, after: 'custodian,centre_head', compared: false },
    { field: 'request.kind', before: null, after: 'loan', compared: false },
    { field: 'request.due_at', before: null, after: '2023-01-09T00:00:00.000000Z', compared: false },
    { field: 'request.receiver_document_no', before: null, after: `sealed:${UNKNOWN}:****0012:ff`, compared: false },
    { field: 'request.case_id', before: null, after: UNKNOWN, compared: false },
    { field: 'request.centre_head_asked', before: null, after: true, compared: false },
    { field: 'weather', before: null, after: 'rain', compared: false },
  ], 'agency');
  expect(screen.queryByRole('columnheader', { name: '变更前' })).toBeNull();
  expect(cells('角色')).toEqual(['保管人员、中心负责人']);
  expect(cells('到期时间')).toEqual(['2023-01-09 08:00:00']);
  expect(cells('领取人证件号码')).toEqual(['****0012']);
  expect(cells('案件')).toEqual([UNKNOWN]);
  expect(cells('须中心负责人批准')).toEqual(['是']);
  expect(cells('weather')).toEqual(['rain']);
});
