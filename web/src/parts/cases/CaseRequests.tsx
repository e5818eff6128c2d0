import { Empty, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { Code, Count, StatusTag, Time, Word } from '@/ui/values/values';

/** The requests of a case, newest first. */
export function CaseRequests({ caseId, title }: { caseId: string; title: string }) {
  const { t } = useTranslation();
  const list = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { case_id: caseId, limit: LARGEST_PAGE } } }, toTheEnd);
  const requests = useWholeList(list);
  const { rows, pending } = requests;
  const columns: TableColumnType<Schemas['RequestView']>[] = [
    { key: 'number', title: t('requests:number'), render: (_, row) => <Link to={`/requests/${row.id}`}><Code>{row.number ?? t('requests:unnumbered')}</Code></Link> },
    { key: 'kind', title: t('requests:kind'), render: (_, row) => <Word of="RequestKind" is={row.kind} /> },
    { key: 'status', title: t('requests:status'), render: (_, row) => <StatusTag status={row.status} /> },
    { key: 'lines', title: t('requests:lines'), align: 'right', responsive: ['sm'], render: (_, row) => <Count n={row.line_count} /> },
    { key: 'created', title: t('requests:created_at'), responsive: ['md'], render: (_, row) => <Time at={row.created_at} /> },
  ];
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <BrokenList of={[requests]} />
      {(rows || pending) && (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={rows ?? []}
          loading={pending}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cases:no_requests')} /> }}
        />
      )}
    </section>
  );
}
