import { Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { Failed } from '@/ui/page/pageStates';
import { Count, Time } from '@/ui/values/values';

type Sum = Schemas['StaySumView'];

/** The list of exactly these goods. */
function address({ reason, agency_id }: Sum, caseId: string | undefined, late: boolean): string {
  return `/stays?reason=${reason}&agency_id=${agency_id}${caseId ? `&case_id=${caseId}` : ''}${late ? '&late=true' : ''}`;
}

/** What the goods wait for and who holds them up, of a case or of everything. */
export function StaySums({ caseId }: { caseId?: string }) {
  const { t } = useTranslation();
  const found = queries.useQuery('get', '/api/v1/reports/stays', { params: { query: caseId === undefined ? {} : { case_id: caseId } } }, { staleTime: 30_000 });
  if (found.error && !found.data) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  return (
    <Table<Sum>
      size="small"
      rowKey={(row) => `${row.reason}/${row.agency_id}`}
      loading={found.isPending}
      dataSource={found.data?.rows ?? []}
      pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('stays:none')} /> }}
      columns={[
        { key: 'reason', title: t('stays:reason'), render: (_, row) => row.title },
        { key: 'agency', title: t('stays:agency'), render: (_, row) => row.agency_name },
        { key: 'items', title: t('stays:items'), align: 'right', render: (_, row) => <Link to={address(row, caseId, false)}><Count n={row.items} /></Link> },
        { key: 'late', title: t('stays:late'), align: 'right', render: (_, row) => (row.late_items > 0 ? <Link to={address(row, caseId, true)}><Count n={row.late_items} /></Link> : <Count n={0} />) },
        { key: 'since', title: t('stays:longest'), responsive: ['sm'], render: (_, row) => <Time at={row.since} form="day" /> },
      ]}
    />
  );
}
