import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '@/api/client';
import type { PageOf } from '../paging';
import { ServerTable } from '../ServerTable';

// The tools are loaded when they are opened, and a busy machine takes its time.
const PATIENCE = { timeout: 10_000 };
vi.setConfig({ testTimeout: 120_000 });

afterEach(cleanup);
beforeEach(() => localStorage.clear());

interface Row {
  code: string;
  name: string;
  vin: string;
}

const PAGE: PageOf<Row> = { rows: [{ code: 'A', name: '轿车', vin: 'LSV' }], next: null };

function List() {
  const query = useInfiniteQuery({ queryKey: ['list'], queryFn: async () => PAGE, initialPageParam: null as string | null, getNextPageParam: () => undefined });
  return (
    <ServerTable<Row, 'items'>
      name="items"
      query={query}
      columns={[
        { key: 'code', title: '编码', dataIndex: 'code' },
        { key: 'name', title: '名称', along: ['model'], dataIndex: 'name' },
        { key: 'vin', title: '车架号', hidden: true, dataIndex: 'vin' },
        { key: 'tools', title: '', render: () => <button type="button">动作</button> },
      ]}
      rowKey="code"
      empty=""
      exports={{ list: 'items', query: { category: 'vehicle' } }}
    />
  );
}

const show = () => render(<MemoryRouter><App><QueryClientProvider client={new QueryClient()}><List /></QueryClientProvider></App></MemoryRouter>);

function printed(): string[][] {
  fireEvent(window, new Event('beforeprint'));
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('.printed tr')].map((row) => [...row.cells].map((cell) => cell.textContent ?? ''));
  fireEvent(window, new Event('afterprint'));
  return rows;
}

async function openTools() {
  fireEvent.click(await screen.findByRole('button', { name: /列表设置/ }, PATIENCE));
  return within(await screen.findByRole('dialog', {}, PATIENCE));
}

/** What of the whole list was asked of the API. */
async function exported(label: string): Promise<unknown> {
  const get = vi.spyOn(api, 'GET').mockResolvedValue({ data: new Blob() } as never);
  URL.createObjectURL = () => 'blob:';
  fireEvent.click(screen.getByRole('button', { name: /导出/ }));
  fireEvent.click(await screen.findByText(label, {}, PATIENCE));
  await waitFor(() => expect(get).toHaveBeenCalled());
  const asked = get.mock.calls[0]?.[1] as unknown as { params: { query: unknown } } | undefined;
  get.mockRestore();
  return asked?.params.query;
}

test('what is printed and exported are the columns that were chosen, in their order, without the buttons', async () => {
  show();
  await screen.findByText('共 1 条', {}, PATIENCE);
  expect(printed()).toEqual([['编码', '名称'], ['A', '轿车']]);
  const tools = await openTools();
  fireEvent.click(tools.getByRole('checkbox', { name: '车架号' }));
  fireEvent.click(tools.getByRole('button', { name: '“车架号”前移' }));
  expect(printed()).toEqual([['编码', '车架号', '名称'], ['A', 'LSV', '轿车']]);
  expect(await exported('全部符合条件的行（CSV）')).toEqual({ category: 'vehicle', columns: ['code', 'vin', 'name', 'model'] });
  expect(await exported('全部符合条件的行，含未显示的列（XLSX）')).toEqual({ category: 'vehicle' });
});

test('the layout of a list is there again when it is opened anew, until it is put back', async () => {
  const first = show();
  fireEvent.click((await openTools()).getByRole('checkbox', { name: '名称' }));
  fireEvent.click(within(screen.getByRole('dialog')).getByText('紧凑'));
  first.unmount();
  show();
  await screen.findByText('共 1 条', {}, PATIENCE);
  expect(printed()[0]).toEqual(['编码']);
  expect(document.querySelector('.list-tight')).not.toBeNull();
  fireEvent.click((await openTools()).getByRole('button', { name: '恢复默认' }));
  expect(printed()[0]).toEqual(['编码', '名称']);
});

test('the first column cannot be taken away or moved', async () => {
  show();
  const tools = await openTools();
  expect(tools.getByRole<HTMLInputElement>('checkbox', { name: '编码' }).disabled).toBe(true);
  expect(tools.getByRole<HTMLButtonElement>('button', { name: '“名称”前移' }).disabled).toBe(true);
  expect(tools.queryByRole('button', { name: '“编码”后移' })).toBeNull();
});
