// Lists that are needed whole, however many pages they have.
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PageOf } from './paging';

type Pages<T> = UseInfiniteQueryResult<InfiniteData<PageOf<T>>, unknown>;

/** Why a list is not whole, and how to go on. */
interface Broken {
  error: unknown;
  /** Rows that have come. */
  count: number;
  again: () => void;
}

export interface WholeList<T> {
  /** Those rows that have come. */
  rows: T[] | undefined;
  /** More is still coming. */
  pending: boolean;
  /** The last row has come. */
  whole: boolean;
  broken: Broken | null;
}

/** Reads a list on to its end, or until a page of it cannot be read; `BrokenList` says so. */
export function useWholeList<T>(list: Pages<T>): WholeList<T> {
  const { data, error, hasNextPage, isFetching, isError, fetchNextPage, refetch } = list;
  // A page may come so fast that its reading is never rendered: `data` tells that there is a new end.
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [data, hasNextPage, isFetching, isError, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows), [data]);
  const again = () => void (hasNextPage ? fetchNextPage() : refetch());
  const broken = isError && !isFetching && (data === undefined || hasNextPage) ? { error, count: rows?.length ?? 0, again } : null;
  return { rows, pending: broken === null && (data === undefined || hasNextPage), whole: data !== undefined && !hasNextPage, broken };
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
