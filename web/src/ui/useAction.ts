import { type QueryClient, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { patience } from '@/api/client';
import { Problem } from '@/api/problem';
import { useForgetReports, useReport } from './problems';

/** The header that makes a POST safe to repeat. */
export interface Once {
  'Idempotency-Key': string;
}

interface Options<V, R> {
  /** Path prefixes of what changed, such as `['/api/v1/requests']`; those queries are refetched. Default: all. */
  changes?: readonly string[];
  /** The path of what the answer is one of, such as `/api/v1/places`: pages show the answer at once, and not what they sent. */
  shows?: string;
  done?: (result: R, vars: V) => void;
  /** Called instead of the notification. */
  failed?: (problem: Problem, vars: V) => void;
}

/**
 * A user's action that creates or moves something. It has one Idempotency-Key: retries after a network failure, and the
 * user pressing the button again with the same input, send the same key until the API has answered.
 */
export function useAction<V, R>(run: (vars: V, once: Once) => Promise<R>, options: Options<V, R> = {}): UseMutationResult<R, Problem, V> {
  const client = useQueryClient();
  const report = useReport();
  const forgetReports = useForgetReports();
  const open = useRef<{ print: string; key: string } | null>(null);
  return useMutation<R, Problem, V>({
    ...patience,
    onMutate: forgetReports,
    mutationFn: async (vars) => {
      const print = JSON.stringify(vars) ?? '';
      if (open.current?.print !== print) open.current = { print, key: crypto.randomUUID() };
      try {
        const result = await run(vars, { 'Idempotency-Key': open.current.key });
        open.current = null;
        return result;
      } catch (error) {
        const problem = Problem.from(error);
        if (!problem.passing) open.current = null;
        throw problem;
      }
    },
    onSuccess: async (result, vars) => {
      const stale = options.changes;
      if (options.shows !== undefined) showAnswer(client, options.shows, result as Answer);
      options.done?.(result, vars);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => stale === undefined || stale.some((path) => String(queryKey[1]).startsWith(path)),
      });
    },
    onError: (problem, vars) => (options.failed ? options.failed(problem, vars) : report(problem)),
  });
}

interface Answer {
  id: string;
}

interface Pages {
  pages: { rows: Answer[] }[];
}

/** Puts the answer in place of what was loaded before: of the one by its id, and in the rows of loaded lists. */
function showAnswer(client: QueryClient, path: string, answer: Answer): void {
  const one = `${path}/{id}`;
  const isOfIt = (init: unknown) => (init as { params?: { path?: { id?: string } } } | undefined)?.params?.path?.id === answer.id;
  client.setQueriesData({ predicate: ({ queryKey: [, at, init] }) => at === one && isOfIt(init) }, (loaded: unknown) => (loaded === undefined ? loaded : answer));
  // A row may have fewer members than the answer.
  const present = (row: Answer): Answer => (row.id === answer.id ? { ...row, ...Object.fromEntries(Object.entries(answer).filter(([name]) => name in row)), id: row.id } : row);
  client.setQueriesData<Pages>({ predicate: ({ queryKey: [, at] }) => at === path }, (loaded) =>
    Array.isArray(loaded?.pages) ? { ...loaded, pages: loaded.pages.map((page) => ({ ...page, rows: page.rows.map(present) })) } : loaded,
  );
}
