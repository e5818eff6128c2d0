import { keepPreviousData } from '@tanstack/react-query';

/** Options of every list: pages by cursor, the old rows stay in sight while a filter changes. */
export const byCursor = {
  pageParamName: 'cursor',
  // Not undefined: the library would ask for the cursor 0.
  initialPageParam: null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
  placeholderData: keepPreviousData,
} as const;

/** Rows of one page. */
export const PAGE = 200;
