import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { FilterBar, SearchFilter, useFilters, WordFilter, YesNoFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { Code, Count, Word } from '@/ui/values/values';
import { PlaceForm } from './PlaceForm';
import { usePlacePath } from './usePlacePath';

const NAMES = ['q', 'kind', 'storage_class', 'active', 'parent_id', 'sort'] as const;

type Place = Schemas['PlaceView'];

/** The tree of places, level by level: from a zone down to its bins. */
export default function PlacesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [edited, setEdited] = useState<Place | 'new' | null>(null);
  const [filters, change] = useFilters(NAMES);
  const { parent_id: parent } = filters;
  // Without a filter, the tree starts at the top.
  const top = !parent && !filters.q && !filters.kind && !filters.storage_class && !filters.active ? { top: true } : {};
  const list = queries.useInfiniteQuery('get', '/api/v1/places', { params: { query: { ...(filters as Record<string, never>), ...top, limit: PAGE } } }, byCursor);
  const way = usePlacePath(parent);
  const above = way.at(-1);
  const manages = me.may('manage_places');
  const columns = useMemo<Column<Place>[]>(
    () => [
      { key: 'code', title: t('places:code'), width: 180, sortKey: 'code', render: (_, row) => (row.kind === 'bin' ? <Code>{row.code}</Code> : <Link to={`/places?parent_id=${row.id}`}><Code>{row.code}</Code></Link>) },
      { key: 'name', title: t('places:name'), width: 200, render: (_, row) => row.name },
      { key: 'kind', title: t('places:kind'), width: 90, render: (_, row) => <Word of="PlaceKind" is={row.kind} /> },
      { key: 'class', title: t('places:storage_class'), width: 120, render: (_, row) => <Word of="StorageClass" is={row.storage_class} /> },
      { key: 'held', title: t('places:held'), width: 110, align: 'right', render: (_, row) => (me.may('read_items') ? <Link to={`/items?place_id=${row.id}`}><Count n={row.held} /></Link> : <Count n={row.held} />) },
      { key: 'capacity', title: t('places:capacity'), width: 110, align: 'right', render: (_, row) => (row.capacity === null ? t('places:unlimited') : <Count n={row.capacity} />) },
      { key: 'active', title: t('places:state'), width: 90, render: (_, row) => <Tag color={row.active ? 'green' : 'default'}>{row.active ? t('places:active') : t('places:closed')}</Tag> },
      ...(manages ? [{ key: TOOLS, title: t('places:actions'), width: 90, render: (_: unknown, row: Place) => <Change row={row} open={setEdited} /> }] : []),
    ],
    [t, me, manages],
  );
  return (
    <PageFrame
      title={above ? above.name : t('places:title')}
      {...(above
        ? {
            trail: [
              { to: '/places', text: t('places:title') },
              ...way.slice(0, -1).map(({ id, name }) => ({ to: `/places?parent_id=${id}`, text: name })),
            ],
          }
        : {})}
      fill
      actions={manages && <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>{t('places:register')}</Button>}
    >
      <FilterBar values={filters} change={change}>
        {/* What was typed on one level is not searched for on the next. */}
        <SearchFilter key={parent} label={t('places:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="PlaceKind" label={t('places:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
        <WordFilter of="StorageClass" label={t('places:storage_class')} value={filters.storage_class} onChange={(storage_class) => change({ storage_class })} />
        <YesNoFilter label={t('places:state')} yes={t('places:active')} no={t('places:closed')} value={filters.active} onChange={(active) => change({ active })} />
      </FilterBar>
      <ServerTable
        name="places"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/places?parent_id=${row.id}`}><Code>{row.code}</Code> {row.name}</Link><Count n={row.held} /></div>
            <span className="quiet"><Word of="PlaceKind" is={row.kind} /> · <Word of="StorageClass" is={row.storage_class} />{row.capacity !== null && <> · {t('places:capacity')} <Count n={row.capacity} /></>}</span>
            {manages && <Change row={row} open={setEdited} />}
          </div>
        )}
        sort={filters.sort ?? 'code'}
        onSort={(sort) => change({ sort })}
        empty={t('places:none')}
      />
      {edited && <PlaceForm known={edited === 'new' ? undefined : edited} parent={above} close={() => setEdited(null)} />}
    </PageFrame>
  );
}

function Change({ row, open }: { row: Place; open: (row: Place) => void }) {
  const { t } = useTranslation();
  return <span className="row-actions"><Button type="link" size="small" onClick={() => open(row)}>{t('places:change')}</Button></span>;
}
