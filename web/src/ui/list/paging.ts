import { keepPreviousData } from '@tanstack/react-query';

/** Options of every list: pages by cursor; the old rows stay visible while a changed filter loads. */
export const byCursor = {
  pageParamName: 'cursor',
  // Not undefined: the library would then request the cursor 0.
  initialPageParam: null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
  placeholderData: keepPreviousData,
} as const;

/** Rows per page. */
export const PAGE = 200;
