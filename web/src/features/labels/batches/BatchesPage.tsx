import { PrinterOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, Time, Word } from '@/ui/values/values';
import { BatchSelection } from './BatchSelection';

type Batch = Schemas['PrintBatchView'];

const NAMES = ['kind', 'status', 'item_id'] as const;

/** Every print batch, newest first: who printed what and when, and the reason for reprinting. */
export default function BatchesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/print-batches', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const columns = useColumns();
  return (
    <PageFrame
      title={t('labels:title')}
      fill
      actions={
        <>
          <Link to="/labels/blanks"><Button>{t('labels:blanks')}</Button></Link>
          {me.may('print_labels') && <Link to="/labels/print"><Button type="primary" icon={<PrinterOutlined />}>{t('labels:print')}</Button></Link>}
        </>
      }
    >
      <FilterBar values={filters} change={change}>
        <WordFilter of="PrintKind" label={t('labels:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
        <WordFilter of="PrintStatus" label={t('labels:status')} value={filters.status} onChange={(status) => change({ status })} />
      </FilterBar>
      <ServerTable
        name="print_batches"
        query={list}
        columns={columns}
        rowKey="id"
        card={(batch) => <BatchCard batch={batch} />}
        empty={Object.values(filters).some(Boolean) ? t('labels:none_match') : t('labels:none')}
      />
    </PageFrame>
  );
}

function useColumns(): Column<Batch>[] {
  const { t } = useTranslation();
  const called = useCalled();
  return useMemo(
    () => [
      { key: 'number', title: t('labels:number'), width: 150, render: (_, row) => <Link to={`/labels/batches/${row.id}`}><Code>{row.number}</Code></Link> },
      { key: 'when', title: t('labels:printed_at'), width: 150, render: (_, row) => <Time at={row.created_at} /> },
      { key: 'who', title: t('labels:printed_by'), width: 130, render: (_, row) => called(row, 'printed_by_name') ?? NOTHING },
      { key: 'kind', title: t('labels:kind'), width: 110, render: (_, row) => <Word of="PrintKind" is={row.kind} /> },
      { key: 'what', title: t('labels:what_of'), width: 260, render: (_, row) => <BatchSelection batch={row} /> },
      { key: 'count', title: t('labels:count'), width: 80, align: 'right', render: (_, row) => <Count n={row.label_count} /> },
      { key: 'copies', title: t('labels:copies'), width: 70, align: 'right', render: (_, row) => <Count n={row.copies} /> },
      { key: 'profile', title: t('labels:profile'), width: 130, render: (_, row) => row.profile },
      { key: 'again', title: t('labels:again'), width: 90, align: 'right', render: (_, row) => (row.reprint_count > 0 ? <Count n={row.reprint_count} /> : NOTHING) },
      { key: 'reason', title: t('labels:reason'), width: 220, render: (_, row) => row.reason ?? NOTHING },
      { key: 'status', title: t('labels:status'), width: 100, render: (_, row) => <BatchTag status={row.status} /> },
    ],
    [t, called],
  );
}

function BatchTag({ status }: { status: Schemas['PrintStatus'] }) {
  return <Tag color={status === 'done' ? 'green' : 'processing'}><Word of="PrintStatus" is={status} /></Tag>;
}

function BatchCard({ batch }: { batch: Batch }) {
  const called = useCalled();
  return (
    <div className="card-row">
      <div className="card-row-top"><Link to={`/labels/batches/${batch.id}`}><Code>{batch.number}</Code></Link><BatchTag status={batch.status} /></div>
      <span><BatchSelection batch={batch} /> · <Count n={batch.label_count} /></span>
      <span className="quiet"><Time at={batch.created_at} /> {called(batch, 'printed_by_name') ?? NOTHING}</span>
    </div>
  );
}
