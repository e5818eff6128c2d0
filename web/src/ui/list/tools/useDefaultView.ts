import { useContext, useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { MeContext } from '../../session/me';
import { type Layout, layoutOf } from './layout';

/** The lists of which views are saved, by the name of their table. */
const VIEWED: Partial<Record<string, Schemas['ViewedList']>> = {
  items: 'items',
  requests: 'requests',
  loans: 'loans',
  movements: 'movements',
  users: 'users',
  'audit/entries': 'audit_entries',
};

/** The list of which views are saved; none for a table within another page. Opened without a filter, it begins with the person's own view. */
export function useDefaultView(name: string, onLayout: (layout: Layout) => void): Schemas['ViewedList'] | undefined {
  const known = useContext(MeContext) !== null;
  const list = known ? VIEWED[name] : undefined;
  const { search } = useLocation();
  const [, setSearch] = useSearchParams();
  const asked = useRef(search === '');
  const views = queries.useQuery('get', '/api/v1/list-views', { params: { query: { list: list ?? 'items' } } }, { enabled: list !== undefined, staleTime: 60_000 });
  useEffect(() => {
    if (!views.data || !asked.current) return;
    asked.current = false;
    const first = views.data.find(({ is_default }) => is_default);
    if (!first || search !== '') return;
    setSearch(new URLSearchParams(first.filter), { replace: true });
    onLayout(layoutOf(first));
  }, [views.data, search, setSearch, onLayout]);
  return list;
}
