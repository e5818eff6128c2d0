import { QueryClient } from '@tanstack/react-query';
import createClient from 'openapi-fetch';
import createQueries from 'openapi-react-query';
import i18n from 'i18next';
import { Problem } from './problem';
import type { components, operations, paths } from './schema';
import { fetchInSession } from './session';

/** The API's types, named as in its OpenAPI document. */
export type Schemas = components['schemas'];

interface Exports {
  users: 'export_users';
  items: 'export_items';
  requests: 'export_requests';
  loans: 'export_loans';
  movements: 'export_movements';
  'audit/entries': 'export_audit_entries';
}

/** The lists the API can export as spreadsheets. */
export type ExportedList = keyof Exports;

/** The columns the API exports of a list. */
export type ExportedColumn<L extends ExportedList> = NonNullable<NonNullable<operations[Exports[L]]['parameters']['query']>['columns']>[number];

/** Calls the API. A refusal is thrown as a `Problem`, so `data` is present whenever the call returns. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: fetchInSession });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18n.language);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await Problem.of(response);
  },
  onError({ error }) {
    return Problem.from(error);
  },
});

/** Hooks over the same client: `queries.useQuery('get', '/api/v1/items/{id}', { params: { path: { id } } })`. */
export const queries = createQueries(api);

/** The response body of a call, for use outside hooks: `await body(api.GET('/api/v1/...'))`. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** The header of an edit, with the version that was read. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

const TRIES = 3;

/** Whether and when a failed call is retried: only when the same call may succeed. */
export const patience = {
  retry: (count: number, error: unknown) => Problem.from(error).passing && count < TRIES,
  retryDelay: (count: number) => Math.min(1000 * 2 ** count, 8000),
};

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { ...patience, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
