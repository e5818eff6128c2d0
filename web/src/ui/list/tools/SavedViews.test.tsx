import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, queryClient, type Schemas } from '@/api/client';
import { type Me, MeContext } from '../../session/me';
import type { Layout } from './layout';
import { SavedViews } from './SavedViews';

const PATIENCE = { timeout: 10_000 };
vi.setConfig({ testTimeout: 120_000 });

const VIEW: Schemas['ListViewView'] = {
  id: '1', list: 'items', name: '贵重物品', filter: 'category=valuable&sort=-valuation', columns: 'code,valuation', density: 'tight',
  is_default: false, role: null, own: true, owner_name: '王伟', created_at: '2023-01-01T00:00:00Z', version: 3,
};

beforeEach(() => {
  queryClient.clear();
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(JSON.stringify([VIEW]), { headers: { 'content-type': 'application/json' } }));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Address() {
  return <output>{useLocation().search}</output>;
}

function show(permissions: readonly string[] = []) {
  const onLayout = vi.fn<(layout: Layout) => void>();
  const me = { user: { id: '7' }, may: (permission: string) => permissions.includes(permission) } as unknown as Me;
  render(
    <MemoryRouter initialEntries={['/items?states=in_custody']}>
      <App>
        <QueryClientProvider client={queryClient}>
          <MeContext value={me}>
            <SavedViews list="items" layout={{ columns: ['code', 'vin'], density: 'usual' }} onLayout={onLayout} />
            <Address />
          </MeContext>
        </QueryClientProvider>
      </App>
    </MemoryRouter>,
  );
  return onLayout;
}

test('a view brings its filter, order, columns and density', async () => {
  const onLayout = show();
  fireEvent.click(await screen.findByText('贵重物品', {}, PATIENCE));
  await waitFor(() => expect(document.querySelector('output')?.textContent).toBe('?category=valuable&sort=-valuation'), PATIENCE);
  expect(onLayout).toHaveBeenCalledWith({ columns: ['code', 'valuation'], density: 'tight' });
});

test('what the list shows at present is saved under a name', async () => {
  const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: VIEW } as never);
  show();
  fireEvent.change(await screen.findByLabelText('视图名称', {}, PATIENCE), { target: { value: ' 在库 ' } });
  fireEvent.click(screen.getByText('保存当前视图'));
  await waitFor(() => expect(post).toHaveBeenCalled(), PATIENCE);
  expect((post.mock.calls[0] as unknown as [string, { body: unknown }])[1].body).toEqual({ list: 'items', name: '在库', filter: 'states=in_custody', columns: 'code,vin', density: 'usual' });
});

test('only whoever manages settings is offered to share', async () => {
  show();
  await screen.findByText('贵重物品', {}, PATIENCE);
  expect(screen.queryByLabelText('把“贵重物品”共享给角色')).toBeNull();
  cleanup();
  show(['manage_settings']);
  expect(await screen.findByLabelText('把“贵重物品”共享给角色', {}, PATIENCE)).toBeTruthy();
});
