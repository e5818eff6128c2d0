import type { InfiniteData } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type ExportedColumn, queries, type Schemas } from '@/api/client';
import { LoanDue } from '@/parts/loans/LoanDue';
import { FilterBar, PeriodFilter, useFilters } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, Time, Word } from '@/ui/values/values';

const NAMES = ['open', 'overdue', 'due_from', 'due_before', 'handed_out_from', 'handed_out_before', 'agency_id', 'borrower_id', 'request_id', 'item_id', 'sort'] as const;

type Loan = Schemas['LoanView'];
/** Keyed by request and item: an item can be lent more than once. */
type Row = Loan & { key: string };

const keyed = (data: InfiniteData<{ rows: Loan[]; next?: string | null; total?: number | null }>) => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, rows: page.rows.map((row): Row => ({ ...row, key: `${row.request_id}/${row.item_id}` })) })),
});

function useColumns(): Column<Row, ExportedColumn<'loans'>>[] {
  const { t } = useTranslation();
  const called = useCalled();
  return useMemo(
    () => [
      { key: 'due', along: ['overdue'], title: t('loans:due_at'), width: 210, sortKey: 'due_at', render: (_, loan) => <LoanDue loan={loan} /> },
      { key: 'name', title: t('loans:item'), width: 180, render: (_, loan) => <Link to={`/items/${loan.item_id}`}>{loan.name}</Link> },
      { key: 'code', title: t('items:code'), width: 160, render: (_, loan) => <Code>{loan.code}</Code> },
      { key: 'category', hidden: true, title: t('items:category'), width: 110, render: (_, loan) => <Word of="Category" is={loan.category} /> },
      { key: 'pieces', hidden: true, title: t('items:pieces'), width: 80, align: 'right', render: (_, loan) => <Count n={loan.pieces} /> },
      { key: 'case_no', hidden: true, title: t('items:case'), width: 230, render: (_, loan) => <Link to={`/cases/${loan.case_id}`}><Code>{called(loan, 'case_no')}</Code></Link> },
      { key: 'case', hidden: true, title: t('items:case_name'), width: 220, render: (_, loan) => called(loan, 'case_name') },
      { key: 'borrower', title: t('loans:borrower'), width: 100, render: (_, loan) => called(loan, 'borrower_name') },
      { key: 'agency', title: t('loans:agency'), width: 220, render: (_, loan) => called(loan, 'agency_name') },
      { key: 'purpose', title: t('loans:purpose'), width: 90, render: (_, loan) => <Word of="LoanPurpose" is={loan.purpose} /> },
      { key: 'number', title: t('loans:number'), width: 150, render: (_, loan) => <Link to={`/requests/${loan.request_id}`}>{loan.number}</Link> },
      { key: 'out', title: t('loans:handed_out_at'), width: 150, render: (_, loan) => <Time at={loan.handed_out_at} /> },
      { key: 'returned', title: t('loans:returned_at'), width: 150, render: (_, loan) => <Time at={loan.returned_at} /> },
      { key: 'return_number', hidden: true, title: t('loans:return_number'), width: 150, render: (_, loan) => (loan.return_request_id ? <Link to={`/requests/${loan.return_request_id}`}>{loan.return_number}</Link> : NOTHING) },
      { key: 'condition', title: t('loans:condition'), width: 100, render: (_, loan) => (loan.condition_in ? <Word of="Condition" is={loan.condition_in} /> : NOTHING) },
    ],
    [t, called],
  );
}

/** Loans item by item, earliest due date first. */
export default function LoansPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/loans', { params: { query: { ...query, limit: PAGE } } }, { ...byCursor, select: keyed });
  const count = useCallback(() => body(api.GET('/api/v1/loans', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useColumns();
  const shown = filters.overdue === 'true' ? 'overdue' : filters.open === 'true' ? 'open' : filters.open === 'false' ? 'returned' : 'all';
  const show = (wanted: string) =>
    change({ open: wanted === 'open' || wanted === 'overdue' ? 'true' : wanted === 'returned' ? 'false' : undefined, overdue: wanted === 'overdue' ? 'true' : undefined });

  return (
    <PageFrame title={t('loans:title')} fill>
      <FilterBar values={filters} change={change}>
        <Segmented value={shown} onChange={show} options={(['all', 'open', 'overdue', 'returned'] as const).map((value) => ({ value: value as string, label: t(`loans:show.${value}`) }))} />
        <PeriodFilter label={t('loans:due_at')} from={filters.due_from} before={filters.due_before} onChange={(due_from, due_before) => change({ due_from, due_before })} />
        <PeriodFilter label={t('loans:handed_out_at')} from={filters.handed_out_from} before={filters.handed_out_before} onChange={(handed_out_from, handed_out_before) => change({ handed_out_from, handed_out_before })} />
      </FilterBar>
      <ServerTable
        name="loans"
        query={list}
        columns={columns}
        rowKey="key"
        card={(loan) => <LoanCard loan={loan} />}
        count={count}
        exports={{ list: 'loans', query }}
        sort={filters.sort ?? 'due_at'}
        onSort={(sort) => change({ sort })}
        empty={Object.values(filters).some(Boolean) ? t('loans:none_match') : t('loans:none')}
      />
    </PageFrame>
  );
}

function LoanCard({ loan }: { loan: Loan }) {
  const called = useCalled();
  return (
    <div className="card-row">
      <div className="card-row-top">
        <Link to={`/items/${loan.item_id}`}>{loan.name}</Link>
        <span><LoanDue loan={loan} /></span>
      </div>
      <Code>{loan.code}</Code>
      <span className="quiet">{called(loan, 'borrower_name')} · {called(loan, 'agency_name')} · <Link to={`/requests/${loan.request_id}`}>{loan.number}</Link></span>
    </div>
  );
}
