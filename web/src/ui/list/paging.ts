import { keepPreviousData } from '@tanstack/react-query';

/** Options of every list: pages by cursor; the old rows stay visible while a changed filter loads. */
export const byCursor = {
  pageParamName: 'cursor',
  // Not undefined: the library would then request the cursor 0.
  initialPageParam: null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
  placeholderData: keepPreviousData,
  // The loaded pages are there again on the way back from a row.
  gcTime: 30 * 60_000,
} as const;

/** Rows per page. */
export const PAGE = 200;
