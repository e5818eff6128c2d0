import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query';
import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { BrokenList } from './BrokenList';
import { toTheEnd, type PageOf } from './paging';
import { readOn, useWholeList } from './wholeList';

const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>;

/** A list of so many rows, 200 to a page. */
function listOf(length: number) {
  return vi.fn(async (cursor: string | null): Promise<PageOf<number>> => {
    const first = Number(cursor ?? 0);
    const next = Math.min(first + 200, length);
    return { rows: Array.from({ length: next - first }, (_, at) => first + at), next: next < length ? String(next) : null };
  });
}

function usePages(read: ReturnType<typeof listOf>) {
  return useInfiniteQuery({ queryKey: ['rows'], queryFn: ({ pageParam }) => read(pageParam), initialPageParam: null as string | null, getNextPageParam: toTheEnd.getNextPageParam, retry: false });
}

async function firstPageOf(read: ReturnType<typeof listOf>) {
  const { result } = renderHook(() => usePages(read), { wrapper });
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  return result.current;
}

const reading = { atMost: 10_000, onProgress: () => undefined, isCancelled: () => false };

test('a list needed whole is read to its last row', async () => {
  const { result } = renderHook(() => useWholeList(usePages(listOf(1070))), { wrapper });
  expect(result.current.pending).toBe(true);
  await waitFor(() => expect(result.current.pending).toBe(false));
  expect(result.current.rows).toEqual(Array.from({ length: 1070 }, (_, at) => at));
});

test('an empty list is whole at once', async () => {
  const { result } = renderHook(() => useWholeList(usePages(listOf(0))), { wrapper });
  await waitFor(() => expect(result.current).toEqual({ rows: [], pending: false, whole: true, broken: null }));
});

test('a list that breaks off says so, shows what has come, and reads on when asked', async () => {
  const read = listOf(1070);
  read.mockImplementationOnce(read.getMockImplementation() as typeof read).mockRejectedValueOnce(new Error('cut'));
  const { result } = renderHook(() => useWholeList(usePages(read)), { wrapper });
  await waitFor(() => expect(result.current.broken).toMatchObject({ count: 200, error: new Error('cut') }));
  expect(result.current).toMatchObject({ pending: false, whole: false });
  act(() => result.current.broken?.again());
  await waitFor(() => expect(result.current).toMatchObject({ pending: false, whole: true, broken: null }));
  expect(result.current.rows).toHaveLength(1070);
});

test('a list of which nothing could be read says so, and begins anew when asked', async () => {
  const read = listOf(300);
  read.mockRejectedValueOnce(new Error('cut'));
  const { result } = renderHook(() => useWholeList(usePages(read)), { wrapper });
  await waitFor(() => expect(result.current.broken?.count).toBe(0));
  const { broken } = result.current;
  render(<BrokenList of={[{ broken }]} />);
  expect(screen.getByText('列表没有读到')).toBeTruthy();
  act(() => screen.getByRole('button').click());
  await waitFor(() => expect(result.current).toMatchObject({ whole: true, broken: null }));
  expect(result.current.rows).toHaveLength(300);
});

test('printing reads on from the loaded 200 to all 1,070 and says how far it is', async () => {
  const seen: number[] = [];
  const list = await firstPageOf(listOf(1070));
  expect(await readOn(list, { ...reading, onProgress: (rows) => seen.push(rows) })).toBe('whole');
  expect(seen).toEqual([400, 600, 800, 1000, 1070]);
});

test('a list longer than paper takes is not read to its end', async () => {
  const read = listOf(5000);
  expect(await readOn(await firstPageOf(read), { ...reading, atMost: 1000 })).toBe('too_long');
  expect(read).toHaveBeenCalledTimes(6);
  expect(await readOn(await firstPageOf(listOf(1000)), { ...reading, atMost: 1000 })).toBe('whole');
});

test('reading stops when it is no longer asked for, and when a page fails', async () => {
  const read = listOf(1070);
  expect(await readOn(await firstPageOf(read), { ...reading, isCancelled: () => true })).toBe('cancelled');
  expect(read).toHaveBeenCalledTimes(2);
  const broken = listOf(1070);
  const list = await firstPageOf(broken);
  broken.mockRejectedValueOnce(new Error('cut'));
  await expect(readOn(list, reading)).rejects.toThrow('cut');
});
