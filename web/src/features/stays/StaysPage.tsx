import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { StayDue, StayOwner } from '@/parts/stays/StaySentence';
import { FilterBar, useFilters, WordFilter, YesNoFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { Code, NOTHING, Time } from '@/ui/values/values';

const NAMES = ['reason', 'late', 'agency_id', 'case_id', 'item_id'] as const;

type Stay = Schemas['StayView'];

/** Why goods are still here: what each waits for, whose turn it is, since when, and how late. */
export default function StaysPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/stays', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/stays', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useMemo<Column<Stay>[]>(
    () => [
      { key: 'name', title: t('items:name'), width: 180, render: (_, row) => <Link to={`/items/${row.item_id}`}>{row.name}</Link> },
      { key: 'code', title: t('items:code'), width: 160, render: (_, row) => <Code>{row.code}</Code> },
      { key: 'reason', title: t('stays:reason'), width: 200, render: (_, row) => row.title },
      { key: 'owner', title: t('stays:turn'), width: 260, render: (_, row) => <StayOwner of={row} /> },
      { key: 'since', title: t('stays:since'), width: 120, render: (_, row) => <Time at={row.since} form="day" /> },
      { key: 'due', title: t('stays:due'), width: 190, render: (_, row) => <StayDue of={row} /> },
      { key: 'case', title: t('stays:case'), width: 220, render: (_, row) => <Link to={`/cases/${row.case_id}`}><Code>{row.case_no}</Code></Link> },
      { key: 'request', title: t('stays:request'), width: 160, render: (_, row) => (row.request_id ? <Link to={`/requests/${row.request_id}`}>{row.request_number}</Link> : NOTHING) },
      { key: 'then', hidden: true, title: t('stays:next'), width: 260, render: (_, row) => t(`stays:then.${row.reason}`) },
    ],
    [t],
  );
  return (
    <PageFrame title={t('stays:title')} fill>
      <FilterBar values={filters} change={change}>
        <WordFilter of="StayReason" label={t('stays:reason')} value={filters.reason} onChange={(reason) => change({ reason })} />
        <YesNoFilter label={t('stays:due')} yes={t('stays:late')} no={t('stays:all')} value={filters.late} onChange={(late) => change({ late })} />
        <AgencySelect className="filter-several" label={t('stays:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
      </FilterBar>
      <ServerTable
        name="stays"
        query={list}
        columns={columns}
        rowKey="item_id"
        card={(row) => (
          <div className="card-row">
            <Link to={`/items/${row.item_id}`}>{row.name}</Link>
            <Code>{row.code}</Code>
            <span>{row.title} · <StayDue of={row} /></span>
            <span className="quiet"><StayOwner of={row} /> · {t('stays:since')} <Time at={row.since} form="day" /></span>
          </div>
        )}
        count={count}
        empty={Object.values(filters).some(Boolean) ? t('stays:none_match') : t('stays:none')}
      />
    </PageFrame>
  );
}
