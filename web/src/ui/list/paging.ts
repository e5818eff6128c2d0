import { keepPreviousData } from '@tanstack/react-query';

/** One page of a list, as returned by the API. */
export interface PageOf<T> {
  rows: T[];
  next?: string | null;
  total?: number | null;
}

/** Options of what is read to its end, see `useWholeList`. */
export const toTheEnd = {
  pageParamName: 'cursor',
  // Not undefined: the library would then request the cursor 0.
  initialPageParam: null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
} as const;

/** Options of every list: pages by cursor; the old rows stay visible while a changed filter loads. */
export const byCursor = {
  ...toTheEnd,
  placeholderData: keepPreviousData,
  // The loaded pages are there again on the way back from a row.
  gcTime: 30 * 60_000,
} as const;

/** Rows per page. */
export const PAGE = 200;
/** The most rows the API gives at once. */
export const LARGEST_PAGE = 500;
