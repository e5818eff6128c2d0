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
import { Code, NOTHING, Word } from '@/ui/values/values';
import { AgencyForm } from './AgencyForm';

const NAMES = ['q', 'kind', 'active', 'sort'] as const;

type Agency = Schemas['AgencyView'];

/** Lists the agencies the centre serves, and the centre itself. */
export default function AgenciesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [edited, setEdited] = useState<Agency | 'new' | null>(null);
  const [filters, change] = useFilters(NAMES);
  const list = queries.useInfiniteQuery('get', '/api/v1/agencies', { params: { query: { ...(filters as Record<string, never>), limit: PAGE } } }, byCursor);
  const manages = me.may('manage_agencies');
  const columns = useMemo<Column<Agency>[]>(
    () => [
      { key: 'code', title: t('agencies:code'), width: 160, sortKey: 'code', render: (_, row) => <Code>{row.code}</Code> },
      { key: 'name', title: t('agencies:name'), width: 320, render: (_, row) => row.name },
      { key: 'kind', title: t('agencies:kind'), width: 120, render: (_, row) => <Word of="AgencyKind" is={row.kind} /> },
      { key: 'parent', title: t('agencies:parent'), width: 260, render: (_, row) => row.parent_name ?? NOTHING },
      { key: 'active', title: t('agencies:state'), width: 100, render: (_, row) => <Active is={row.active} /> },
      ...(manages ? [{ key: TOOLS, title: t('agencies:actions'), width: 100, render: (_: unknown, row: Agency) => <Change row={row} open={setEdited} /> }] : []),
    ],
    [t, manages],
  );
  return (
    <PageFrame title={t('agencies:title')} fill actions={manages && <><Link to="/agencies/import"><Button>{t('imports:open')}</Button></Link><Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>{t('agencies:register')}</Button></>}>
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('agencies:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="AgencyKind" label={t('agencies:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
        <YesNoFilter label={t('agencies:state')} yes={t('agencies:active')} no={t('agencies:inactive')} value={filters.active} onChange={(active) => change({ active })} />
      </FilterBar>
      <ServerTable
        name="agencies"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><span>{row.name}</span><Active is={row.active} /></div>
            <span className="quiet"><Code>{row.code}</Code> · <Word of="AgencyKind" is={row.kind} /></span>
            {row.parent_name && <span className="quiet">{row.parent_name}</span>}
            {manages && <Change row={row} open={setEdited} />}
          </div>
        )}
        sort={filters.sort ?? 'code'}
        onSort={(sort) => change({ sort })}
        empty={t('agencies:none')}
      />
      {edited && <AgencyForm known={edited === 'new' ? undefined : edited} close={() => setEdited(null)} />}
    </PageFrame>
  );
}

function Change({ row, open }: { row: Agency; open: (row: Agency) => void }) {
  const { t } = useTranslation();
  return <span className="row-actions"><Button type="link" size="small" onClick={() => open(row)}>{t('agencies:change')}</Button></span>;
}

function Active({ is }: { is: boolean }) {
  const { t } = useTranslation();
  return <Tag color={is ? 'green' : 'default'}>{is ? t('agencies:active') : t('agencies:inactive')}</Tag>;
}
