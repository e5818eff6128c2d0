// Lists that are needed whole, however many pages they have.
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PageOf } from './paging';

type Pages<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>, unknown>;

/** Reads a list on to its end. `rows` are those that have come; `pending` until the last one has. */
export function useWholeList<T>(list: Pages<T>): { rows: T[] | undefined; pending: boolean } {
  const { data, hasNextPage, isFetching, isError, isPending, fetchNextPage } = list;
  // A page may come so fast that its reading is never rendered: `data` tells that there is a new end.
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [data, hasNextPage, isFetching, isError, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows), [data]);
  return { rows, pending: isPending || hasNextPage };
}

interface Reading {
  atMost: number;
  /** Called with the number of rows after each page. */
  onProgress: (rows: number) => void;
  isCancelled: () => boolean;
}

const rowsOf = <T>(list: Pick<Pages<T>, 'data'>) => list.data?.pages.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;

/** Reads a list on until it is whole, longer than wanted, or no longer asked for. */
export async function readOn<T>(start: Pages<T>, { atMost, onProgress, isCancelled }: Reading): Promise<'whole' | 'too_long' | 'cancelled'> {
  let list: Pick<Pages<T>, 'data' | 'hasNextPage' | 'fetchNextPage' | 'isError' | 'error'> = start;
  while (list.hasNextPage && rowsOf(list) <= atMost) {
    list = await list.fetchNextPage();
    if (isCancelled()) return 'cancelled';
    if (list.isError) throw list.error;
    onProgress(rowsOf(list));
  }
  return rowsOf(list) > atMost ? 'too_long' : 'whole';
}
