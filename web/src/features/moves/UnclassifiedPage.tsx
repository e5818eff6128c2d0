import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { ClassifyItem } from '@/parts/items/ClassifyItem';
import { useItemColumns } from '@/parts/items/itemColumns';
import { FilterBar, SearchFilter, useFilters } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { Code, Time } from '@/ui/values/values';

const NAMES = ['q', 'sort'] as const;
const SHOWN = new Set(['code', 'name', 'place', 'pieces', 'holder']);

type Item = Schemas['ItemView'];

/** Unclassified goods in the receiving area, longest waiting first. */
export default function UnclassifiedPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const [item, setItem] = useState<Item | null>(null);
  const query = useMemo(() => ({ category: 'unclassified' as const, states: 'in_custody', q: filters.q, sort: filters.q ? undefined : (filters.sort ?? 'registered_at') }), [filters.q, filters.sort]);
  const list = queries.useInfiniteQuery('get', '/api/v1/items', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/items', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const all = useItemColumns();
  const columns = useMemo<Column<Item>[]>(
    () => [
      { key: 'registered', title: t('items:registered_at'), width: 150, sortKey: 'registered_at', render: (_, row) => <Time at={row.registered_at} /> },
      ...all.filter(({ key }) => SHOWN.has(key)),
      { key: 'features', title: t('items:features'), width: 220, render: (_, row) => row.features },
      { key: TOOLS, title: '', width: 84, fixed: 'right', render: (_, row) => <Button size="small" onClick={() => setItem(row)}>{t('moves:classify')}</Button> },
    ],
    [all, t],
  );
  return (
    <PageFrame title={t('moves:unclassified')} fill>
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('items:search')} value={filters.q} onChange={(q) => change({ q })} />
      </FilterBar>
      <ServerTable
        name="unclassified"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/items/${row.id}`}>{row.name}</Link><Button onClick={() => setItem(row)}>{t('moves:classify')}</Button></div>
            <Code>{row.code}</Code>
            <span className="quiet"><Code>{row.place_code}</Code> · {t('items:registered_at')} <Time at={row.registered_at} form="day" /></span>
          </div>
        )}
        count={count}
        sort={filters.q ? undefined : (filters.sort ?? 'registered_at')}
        onSort={filters.q ? undefined : (sort) => change({ sort })}
        empty={t('moves:none_unclassified')}
      />
      {item && <ClassifyItem item={item} onClose={() => setItem(null)} />}
    </PageFrame>
  );
}
