import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { ItemCard, useItemColumns } from '@/parts/items/itemColumns';
import { useChosenLabels } from '@/parts/labels/LabelOffer';
import { PlaceSelect } from '@/parts/places/PlaceSelect';
import { EndOfDayFilter, FilterBar, PeriodFilter, SearchFilter, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { NumberFilter, RangeFilter } from '@/ui/list/rangeFilters';
import { ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';

const NAMES = ['q', 'category', 'states', 'as_of', 'legal_status', 'place_id', 'borrower_id', 'agency_id', 'case_id', 'seizure_list_id', 'received_from', 'received_before', 'seized_from', 'seized_before', 'valuation_from', 'valuation_to', 'holder_name', 'held_days', 'sort'] as const;

/** Of which a yuan has a hundred. */
const FEN = 100;

/** All items the person may see. */
export default function ItemsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/items', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(
    () => body(api.GET('/api/v1/items', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0),
    [query],
  );
  const columns = useItemColumns();
  const labels = useChosenLabels();
  const searching = filters.q !== undefined;

  const more = (
    <>
      <RangeFilter scale={FEN} labels={[t('items:valuation_from'), t('items:valuation_to')]} from={filters.valuation_from} to={filters.valuation_to} onChange={(valuation_from, valuation_to) => change({ valuation_from, valuation_to })} />
      <SearchFilter label={t('items:holder_name')} value={filters.holder_name} onChange={(holder_name) => change({ holder_name })} />
      <NumberFilter min={1} label={t('items:held_days')} value={filters.held_days} onChange={(held_days) => change({ held_days })} />
      <PeriodFilter label={t('items:received_from')} from={filters.received_from} before={filters.received_before} onChange={(received_from, received_before) => change({ received_from, received_before })} />
      <PeriodFilter label={t('items:seized_from')} from={filters.seized_from} before={filters.seized_before} onChange={(seized_from, seized_before) => change({ seized_from, seized_before })} />
      <WordFilter of="LegalStatus" label={t('items:legal_status')} value={filters.legal_status} onChange={(legal_status) => change({ legal_status })} />
      <EndOfDayFilter label={t('items:as_of')} value={filters.as_of} onChange={(as_of) => change({ as_of })} />
    </>
  );

  return (
    <PageFrame title={t('items:title')} fill actions={labels.button}>
      <FilterBar values={filters} change={change} more={more}>
        <SearchFilter label={t('items:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="Category" label={t('items:category')} value={filters.category} onChange={(category) => change({ category })} />
        <WordFilter several of="CustodyState" label={t('items:state')} value={filters.states} onChange={(states) => change({ states })} />
        <AgencySelect className="filter-several" label={t('items:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
        {me.may('read_places') && <PlaceSelect className="filter-several" label={t('items:place')} value={filters.place_id} onChange={(place_id) => change({ place_id })} />}
      </FilterBar>
      <ServerTable
        name="items"
        query={list}
        columns={columns}
        rowKey="id"
        selection={labels.selection}
        card={(item) => <ItemCard item={item} />}
        count={count}
        countOnDemand={filters.as_of !== undefined}
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
