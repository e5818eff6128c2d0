import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { type Once, useAction } from './useAction';

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);

test('a cut line is repeated under the same key, and the next action gets another', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  const keys: string[] = [];
  const run = vi.fn(async (_: number, once: Once) => {
    keys.push(once['Idempotency-Key']);
    if (keys.length === 1) throw new TypeError('Failed to fetch');
    return 'done';
  });
  const { result } = renderHook(() => useAction(run), { wrapper });
  await act(() => result.current.mutateAsync(1));
  await act(() => result.current.mutateAsync(1));
  expect(keys).toHaveLength(3);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  vi.useRealTimers();
});

test('a refusal ends the action: pressing again is a new one', async () => {
  const keys: string[] = [];
  const run = async (_: string, once: Once) => {
    keys.push(once['Idempotency-Key']);
    throw new Problem(422, { detail: 'no', code: 'field_missing' });
  };
  const { result } = renderHook(() => useAction(run, { failed: () => undefined }), { wrapper });
  act(() => result.current.mutate('a'));
  await waitFor(() => expect(result.current.isError).toBe(true));
  act(() => result.current.mutate('a'));
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(keys[1]).not.toBe(keys[0]);
});

test('what is shown after an action is its answer, on the page of the one and in every loaded list', async () => {
  const client = new QueryClient();
  const one = (id: string) => ['get', '/api/v1/places/{id}', { params: { path: { id } } }];
  const list = ['get', '/api/v1/places', { params: { query: { q: 'a' } } }];
  client.setQueryData(one('1'), { id: '1', name: 'typed', capacity: 5 });
  client.setQueryData(one('2'), { id: '2', name: 'another' });
  client.setQueryData(list, { pages: [{ rows: [{ id: '2', name: 'another' }] }, { rows: [{ id: '1', name: 'before' }], next: null }], pageParams: [] });
  client.setQueryData(['get', '/api/v1/places', 'above', '1'], [{ id: '1' }]);
  const answer = { id: '1', name: 'as recorded', capacity: null };
  const { result } = renderHook(() => useAction(async () => answer, { shows: '/api/v1/places', changes: [] }), {
    wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await act(() => result.current.mutateAsync('typed'));
  expect(client.getQueryData(one('1'))).toEqual(answer);
  expect(client.getQueryData(one('2'))).toEqual({ id: '2', name: 'another' });
  expect(client.getQueryData(list)).toMatchObject({ pages: [{ rows: [{ id: '2', name: 'another' }] }, { rows: [{ id: '1', name: 'as recorded' }] }] });
});
