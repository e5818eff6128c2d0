import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { toTheEnd, type PageOf } from './paging';
import { ServerTable } from './ServerTable';

afterEach(cleanup);

interface Row {
  id: string;
}

const PAGES: PageOf<Row>[] = [
  { rows: [{ id: 'A' }], next: '1' },
  { rows: [{ id: 'B' }], next: '2' },
  { rows: [{ id: 'C' }], next: null },
];

function List({ total }: { total: number }) {
  const query = useInfiniteQuery({
    queryKey: ['list'],
    queryFn: async ({ pageParam }) => PAGES[Number(pageParam ?? 0)] as PageOf<Row>,
    initialPageParam: null as string | null,
    getNextPageParam: toTheEnd.getNextPageParam,
  });
  return <ServerTable name="items" query={query} columns={[{ key: 'code', title: 'id', dataIndex: 'id' }]} rowKey="id" empty="" count={async () => total} exports={{ list: 'items', query: {} }} />;
}

function show(total: number) {
  const paper = vi.fn<(rows: string[]) => void>();
  window.print = () => paper([...document.querySelectorAll('.printed tbody td')].map((cell) => cell.textContent ?? ''));
  render(<MemoryRouter><App><QueryClientProvider client={new QueryClient()}><List total={total} /></QueryClientProvider></App></MemoryRouter>);
  return paper;
}

const press = async () => {
  const button = await screen.findByRole('button', { name: '打印筛选出的全部行' });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  fireEvent.click(button);
};

test('printing prints every row of the filter, not only those loaded', async () => {
  const paper = show(3);
  await press();
  await waitFor(() => expect(paper).toHaveBeenCalledTimes(1));
  expect(paper).toHaveBeenCalledWith(['A', 'B', 'C']);
});

test('a list too long for paper is refused with the number and the way to the rest', async () => {
  const paper = show(10_001);
  await press();
  await waitFor(() => expect(document.body.textContent).toContain('打印的清单最多 10,000 行'), { timeout: 4000 });
  expect(document.body.textContent).toContain('文件可以容纳全部');
  expect(paper).not.toHaveBeenCalled();
});

test("what the browser's own menu prints says that it is a part", async () => {
  show(3);
  await screen.findByText('已加载 1 条，共 3 条');
  fireEvent(window, new Event('beforeprint'));
  expect(screen.getByText(/不是全部：只有已加载的 1 行/)).toBeTruthy();
});
