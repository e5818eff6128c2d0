import { MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Grid, Segmented, Tag } from 'antd';
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
import { PlaceTree } from './tree/PlaceTree';
import { Room } from './Room';
import { SeriesForm } from './series/SeriesForm';
import { usePlacePath } from './usePlacePath';

const NAMES = ['q', 'kind', 'storage_class', 'active', 'parent_id', 'sort'] as const;
/** What makes the page a list of what is found, and no tree. */
const NARROWING = ['q', 'kind', 'storage_class', 'active', 'sort'] as const;
const VIEW = ['view'] as const;

type Place = Schemas['PlaceView'];

/** The tree of places, from a zone down to its bins; what is looked for, and on a phone each level, is a list. */
export default function PlacesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [edited, setEdited] = useState<Place | 'new' | null>(null);
  const [adding, setAdding] = useState<{ below: Place; series: boolean } | null>(null);
  const [filters, change] = useFilters(NAMES);
  const [{ view }, setView] = useFilters(VIEW);
  const wide = Grid.useBreakpoint().md ?? true;
  const tree = wide && view !== 'list' && NARROWING.every((name) => filters[name] === undefined);
  const { parent_id: parent } = filters;
  // Without a filter, the tree starts at the top.
  const top = !parent && !filters.q && !filters.kind && !filters.storage_class && !filters.active ? { top: true } : {};
  const list = queries.useInfiniteQuery('get', '/api/v1/places', { params: { query: { ...(filters as Record<string, never>), ...top, limit: PAGE } } }, { ...byCursor, enabled: !tree });
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
      { key: 'held_below', title: t('places:held_below'), width: 110, align: 'right', render: (_, row) => <Count n={row.held_below} /> },
      { key: 'free', title: t('places:free'), width: 110, align: 'right', render: (_, row) => (row.free === null ? t('places:unlimited') : <Count n={row.free} />) },
      { key: 'capacity', title: t('places:capacity'), width: 110, align: 'right', render: (_, row) => (row.capacity === null ? t('places:unlimited') : <Count n={row.capacity} />) },
      { key: 'active', title: t('places:state'), width: 90, render: (_, row) => <Tag color={row.active ? 'green' : 'default'}>{row.active ? t('places:active') : t('places:closed')}</Tag> },
      ...(manages ? [{ key: TOOLS, title: t('places:actions'), width: 110, render: (_: unknown, row: Place) => <RowActions row={row} edit={setEdited} add={setAdding} /> }] : []),
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
      actions={
        manages && (
          <>
            <Link to="/places/import"><Button>{t('imports:open')}</Button></Link>
            {above && above.kind !== 'bin' && <Button onClick={() => setAdding({ below: above, series: true })}>{t('places:series')}</Button>}
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>{t('places:register')}</Button>
          </>
        )
      }
    >
      <FilterBar
        values={filters}
        change={change}
        extra={wide && <Segmented aria-label={t('places:view')} value={tree ? 'tree' : 'list'} options={[{ value: 'tree', label: t('places:view_tree') }, { value: 'list', label: t('places:view_list') }]} onChange={(wanted) => (wanted === 'tree' ? (change(Object.fromEntries(NARROWING.map((name) => [name, undefined]))), setView({ view: undefined })) : setView({ view: 'list' }))} />}
      >
        {/* What was typed on one level is not searched for on the next. */}
        <SearchFilter key={parent} label={t('places:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="PlaceKind" label={t('places:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
        <WordFilter of="StorageClass" label={t('places:storage_class')} value={filters.storage_class} onChange={(storage_class) => change({ storage_class })} />
        <YesNoFilter label={t('places:state')} yes={t('places:active')} no={t('places:closed')} value={filters.active} onChange={(active) => change({ active })} />
      </FilterBar>
      {tree && <PlaceTree key={parent} root={parent} readsItems={me.may('read_items')} actions={manages ? (row) => <RowActions row={row} edit={setEdited} add={setAdding} /> : undefined} empty={t('places:none')} />}
      {!tree && <ServerTable
        name="places"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/places?parent_id=${row.id}`}><Code>{row.code}</Code> {row.name}</Link><Count n={row.held + row.held_below} /></div>
            <span className="quiet"><Word of="PlaceKind" is={row.kind} /> · <Word of="StorageClass" is={row.storage_class} /> · {row.free === null ? t('places:unlimited') : <>{t('places:free')} <Count n={row.free} /></>}</span>
            <Room row={row} />
            {manages && <RowActions row={row} edit={setEdited} add={setAdding} />}
          </div>
        )}
        sort={filters.sort ?? 'code'}
        onSort={(sort) => change({ sort })}
        empty={t('places:none')}
      />}
      {adding && (adding.series ? <SeriesForm parent={adding.below} close={() => setAdding(null)} /> : <PlaceForm known={undefined} parent={adding.below} close={() => setAdding(null)} />)}
      {edited && <PlaceForm known={edited === 'new' ? undefined : edited} parent={above} close={() => setEdited(null)} />}
    </PageFrame>
  );
}

interface Actions {
  row: Place;
  edit: (row: Place) => void;
  add: (wanted: { below: Place; series: boolean }) => void;
}

/** Changes a place, or registers one or many inside it. */
function RowActions({ row, edit, add }: Actions) {
  const { t } = useTranslation();
  const inside = [
    { key: 'one', label: t('places:register_inside'), onClick: () => add({ below: row, series: false }) },
    { key: 'series', label: t('places:series'), onClick: () => add({ below: row, series: true }) },
  ];
  return (
    <span className="row-actions">
      <Button type="link" size="small" onClick={() => edit(row)}>{t('places:change')}</Button>
      {row.kind !== 'bin' && row.active && (
        <Dropdown menu={{ items: inside }} trigger={['click']}>
          <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('places:more_of', { code: row.code })} />
        </Dropdown>
      )}
    </span>
  );
}
