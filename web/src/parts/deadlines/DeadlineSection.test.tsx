import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient, type Schemas } from '@/api/client';
import { DeadlineSection } from './DeadlineSection';

type Deadline = Schemas['DeadlineView'];

let rows: Partial<Deadline>[];
const asked = vi.fn<(query: string) => void>();

const row = (light: Deadline['light'], more: Partial<Deadline>): Partial<Deadline> => ({
  light,
  owner: 'custodian',
  subject_name: null,
  due_at: '2026-03-05T02:00:00Z',
  closed_at: null,
  holidays_known: true,
  correction_entry: null,
  ...more,
});

beforeEach(() => {
  queryClient.clear();
  asked.mockClear();
  vi.stubGlobal('fetch', async (request: Request) => {
    asked(decodeURIComponent(new URL(request.url).search));
    return new Response(JSON.stringify({ rows, next: null }), { status: 200, headers: { 'Content-Type': 'application/json' } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () => render(<MemoryRouter><QueryClientProvider client={queryClient}><DeadlineSection of={{ item_id: 'i' }} /></QueryClientProvider></MemoryRouter>);

test('a record without deadlines has no section of them', async () => {
  rows = [];
  const { container } = show();
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  expect(asked).toHaveBeenCalledOnce();
  expect(container.innerHTML).toBe('');
});

test('open ones come first, and each leads to what it is about unless that is the record itself', async () => {
  rows = [
    row('kept', { id: '1', title: '移交', subject: 'seizure_list', subject_id: 'l', subject_name: '扣押〔2026〕1号', closed_at: '2026-03-04T02:00:00Z' }),
    row('red', { id: '2', title: '处置', subject: 'item', subject_id: 'i', law: '刑事诉讼法 第一百四十五条' }),
    row('yellow', { id: '3', title: '处理', subject: 'discrepancy', subject_id: 'd', item_id: 'i', person_name: '张三' }),
  ];
  show();
  await screen.findByText('处置');
  expect(screen.getAllByText(/^(移交|处置|处理)$/).map(({ textContent }) => textContent)).toEqual(['处置', '处理', '移交']);
  expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([['差异', '/discrepancies?item_id=i'], ['扣押〔2026〕1号', '/seizure-lists/l']]);
  expect(screen.getByText(/刑事诉讼法/).textContent).toBe('保管员 · 刑事诉讼法 第一百四十五条');
  expect(asked.mock.lastCall?.[0]).toContain('item_id=i&lights=red,yellow,green,missed,kept');
});
