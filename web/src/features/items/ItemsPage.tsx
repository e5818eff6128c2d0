import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { ItemCard, useItemColumns } from '@/parts/items/itemColumns';
import { useChosenLabels } from '@/parts/labels/LabelOffer';
import { EndOfDayFilter, FilterBar, PeriodFilter, SearchFilter, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';

const NAMES = ['q', 'category', 'states', 'as_of', 'legal_status', 'place_id', 'borrower_id', 'agency_id', 'case_id', 'seizure_list_id', 'received_from', 'received_before', 'seized_before', 'sort'] as const;

/** All items the person may see. */
export default function ItemsPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/items', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(
    () => body(api.GET('/api/v1/items', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0),
    [query],
  );
  const columns = useItemColumns();
  const shown = useMemo<Column<Schemas['ItemView']>[]>(() => columns, [columns]);
  const labels = useChosenLabels();
  const searching = filters.q !== undefined;

  return (
    <PageFrame title={t('items:title')} fill actions={labels.button}>
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('items:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="Category" label={t('items:category')} value={filters.category} onChange={(category) => change({ category })} />
        <WordFilter several of="CustodyState" label={t('items:state')} value={filters.states} onChange={(states) => change({ states })} />
        <EndOfDayFilter label={t('items:as_of')} value={filters.as_of} onChange={(as_of) => change({ as_of })} />
        <WordFilter of="LegalStatus" label={t('items:legal_status')} value={filters.legal_status} onChange={(legal_status) => change({ legal_status })} />
        <PeriodFilter label={t('items:received_from')} from={filters.received_from} before={filters.received_before} onChange={(received_from, received_before) => change({ received_from, received_before })} />
        <EndOfDayFilter label={t('items:seized_before')} value={filters.seized_before} onChange={(seized_before) => change({ seized_before })} />
      </FilterBar>
      <ServerTable
        query={list}
        columns={shown}
        rowKey="id"
        selection={labels.selection}
        card={(item) => <ItemCard item={item} />}
        count={count}
        exports={{ list: 'items', query }}
        sort={searching ? undefined : (filters.sort ?? '-registered_at')}
        onSort={searching ? undefined : (sort) => change({ sort })}
        empty={
          Object.values(filters).some(Boolean) ? t('items:none_match') : <>{t('items:none')} <Link to="/cases">{t('items:to_cases')}</Link></>
        }
      />
    </PageFrame>
  );
}
