import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { FilterBar, SearchFilter, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { Code, NOTHING, SecrecyTag, Time, Word } from '@/ui/values/values';

const NAMES = ['q', 'stage', 'agency_id', 'secrecy'] as const;

type Case = Schemas['CaseView'];

/** All cases the person may see. */
export default function CasesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const list = queries.useInfiniteQuery('get', '/api/v1/cases', { params: { query: { ...(filters as Record<string, never>), limit: PAGE } } }, byCursor);
  const columns = useMemo<Column<Case>[]>(
    () => [
      { key: 'case_no', title: t('cases:case_no'), width: 240, render: (_, row) => <Link to={`/cases/${row.id}`}><Code>{row.case_no}</Code></Link> },
      { key: 'name', title: t('cases:name'), width: 300, render: (_, row) => <>{row.name} <SecrecyTag level={row.secrecy} /></> },
      { key: 'cause', title: t('cases:cause'), width: 180, render: (_, row) => row.cause ?? NOTHING },
      { key: 'stage', title: t('cases:stage'), width: 130, render: (_, row) => <Word of="Stage" is={row.stage} /> },
      { key: 'created', title: t('cases:created_at'), width: 160, render: (_, row) => <Time at={row.created_at} /> },
    ],
    [t],
  );
  return (
    <PageFrame
      title={t('cases:title')}
      fill
      actions={me.may('manage_cases') && <Link to="/cases/new"><Button type="primary" icon={<PlusOutlined />}>{t('cases:register')}</Button></Link>}
    >
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('cases:search')} value={filters.q} onChange={(q) => change({ q })} />
        <WordFilter of="Stage" label={t('cases:stage')} value={filters.stage} onChange={(stage) => change({ stage })} />
        {me.user.clearance !== 'ordinary' && <WordFilter of="SecrecyLevel" label={t('cases:secrecy')} value={filters.secrecy} onChange={(secrecy) => change({ secrecy })} />}
      </FilterBar>
      <ServerTable
        name="cases"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => <CaseCard row={row} />}
        empty={Object.values(filters).some(Boolean) ? t('cases:none_match') : t('cases:none')}
      />
    </PageFrame>
  );
}

function CaseCard({ row }: { row: Case }) {
  return (
    <div className="card-row">
      <div className="card-row-top">
        <span><Link to={`/cases/${row.id}`}>{row.name}</Link> <SecrecyTag level={row.secrecy} /></span>
        <span className="quiet"><Word of="Stage" is={row.stage} /></span>
      </div>
      <Code>{row.case_no}</Code>
      {row.cause && <span className="quiet">{row.cause}</span>}
    </div>
  );
}
