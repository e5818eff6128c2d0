import { Button, Segmented, Tag } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { FilesDrawer } from '@/parts/files/FilesDrawer';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, CustodyTag, NOTHING, Time, Word } from '@/ui/values/values';
import { ResolveDiscrepancy } from './ResolveDiscrepancy';

const NAMES = ['open', 'condition', 'agency_id', 'item_id', 'request_id'] as const;

type Discrepancy = Schemas['DiscrepancyView'];

function Standing({ row }: { row: Discrepancy }) {
  const { t } = useTranslation();
  if (row.resolution === null) return <Tag color="orange">{t('discrepancies:open')}</Tag>;
  return <Tag color={row.resolution === 'lost' ? 'red' : 'green'}><Word of="Resolution" is={row.resolution} /></Tag>;
}

function Files({ row }: { row: Discrepancy }) {
  return <FilesDrawer subject={{ subject: 'discrepancy', subject_id: row.id }} of={row.name} />;
}

/** Where records and goods disagree, and how the centre head resolved it. */
export default function DiscrepanciesPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const [resolving, setResolving] = useState<Discrepancy | null>(null);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/discrepancies', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/discrepancies', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const may = me.may('resolve_discrepancies');

  const columns = useMemo<Column<Discrepancy>[]>(() => {
    const act: Column<Discrepancy> = {
      key: TOOLS,
      title: '',
      width: 84,
      fixed: 'right',
      render: (_, row) => row.resolutions.length > 0 && <Button size="small" onClick={() => setResolving(row)}>{t('discrepancies:resolve')}</Button>,
    };
    return [
      { key: 'opened', title: t('discrepancies:opened_at'), width: 150, render: (_, row) => <Time at={row.opened_at} /> },
      { key: 'name', title: t('items:name'), width: 170, render: (_, row) => <Link to={`/items/${row.item_id}`}>{row.name}</Link> },
      { key: 'code', title: t('items:code'), width: 160, render: (_, row) => <Code>{row.code}</Code> },
      { key: 'condition', title: t('discrepancies:condition'), width: 80, render: (_, row) => <Word of="Condition" is={row.condition} /> },
      { key: 'reason', title: t('discrepancies:reason'), width: 220, render: (_, row) => <span title={row.reason}>{row.reason}</span> },
      { key: 'state', title: t('items:state'), width: 90, render: (_, row) => <CustodyTag state={row.custody_state} /> },
      { key: 'standing', title: t('discrepancies:standing'), width: 100, render: (_, row) => <Standing row={row} /> },
      { key: 'by', title: t('discrepancies:opened_by'), width: 90, render: (_, row) => called(row, 'opened_by_name') },
      { key: 'agency', title: t('discrepancies:agency'), width: 190, render: (_, row) => called(row, 'agency_name') },
      { key: 'request', title: t('discrepancies:request'), width: 150, render: (_, row) => (row.request_id ? <Link to={`/requests/${row.request_id}`}>{row.request_number}</Link> : NOTHING) },
      { key: 'opinion', title: t('discrepancies:opinion'), width: 200, render: (_, row) => row.opinion ?? NOTHING },
      { key: 'resolver', title: t('discrepancies:resolved_by'), width: 90, render: (_, row) => called(row, 'resolved_by_name') ?? NOTHING },
      { key: 'files', title: t('discrepancies:files'), width: 70, render: (_, row) => <Files row={row} /> },
      ...(may ? [act] : []),
    ];
  }, [t, called, may]);
  const shown = filters.open === 'true' ? 'open' : filters.open === 'false' ? 'resolved' : 'all';

  return (
    <PageFrame title={t('discrepancies:title')} fill>
      <FilterBar values={filters} change={change}>
        <Segmented
          value={shown}
          onChange={(wanted) => change({ open: wanted === 'all' ? undefined : String(wanted === 'open') })}
          options={(['all', 'open', 'resolved'] as const).map((value) => ({ value: value as string, label: t(`discrepancies:show.${value}`) }))}
        />
        <WordFilter of="Condition" label={t('discrepancies:condition')} value={filters.condition} onChange={(condition) => change({ condition })} />
      </FilterBar>
      <ServerTable
        name="discrepancies"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/items/${row.item_id}`}>{row.name}</Link><Standing row={row} /></div>
            <Code>{row.code}</Code>
            <span><Word of="Condition" is={row.condition} /> · {row.reason}</span>
            <span className="quiet"><Time at={row.opened_at} /> · {called(row, 'opened_by_name')} · {called(row, 'agency_name')}</span>
            <Files row={row} />
            {may && row.resolutions.length > 0 && <Button onClick={() => setResolving(row)}>{t('discrepancies:resolve')}</Button>}
          </div>
        )}
        count={count}
        empty={filters.open === undefined && filters.condition === undefined ? t('discrepancies:none') : t('discrepancies:none_match')}
      />
      {resolving && <ResolveDiscrepancy discrepancy={resolving} onClose={() => setResolving(null)} />}
    </PageFrame>
  );
}
