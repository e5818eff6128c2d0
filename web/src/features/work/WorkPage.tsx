import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { WorkCounts } from '@/parts/work/WorkCounts';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { daysUntil } from '@/ui/values/time';
import { Code, Count, StatusTag, Time, Word } from '@/ui/values/values';

/** An officer's first page: loans due, requests returned, requests in progress. */
export default function WorkPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <PageFrame
      title={t('work:title', { name: me.user.name })}
      tab={t('work:menu')}
      actions={
        <>
          <Link to="/cases/new"><Button icon={<PlusOutlined />}>{t('cases:register')}</Button></Link>
          {LISTS.RequestKind.map((kind) => (
            <Link key={kind} to={`/requests/new/${kind}`}>
              <Button type={kind === 'intake' ? 'primary' : 'default'} icon={<PlusOutlined />}><Word of="RequestKind" is={kind} /></Button>
            </Link>
          ))}
        </>
      }
    >
      <WorkCounts alarms />
      <Loans />
      <Requests title={t('work:waiting')} empty={t('work:none_waiting')} query={{ waiting_for_me: true, oldest_first: true }} />
      <Requests title={t('work:drafts')} empty={t('work:none_drafts')} query={{ applicant_id: me.user.id, statuses: 'draft' }} />
      <Requests title={t('work:under_way')} empty={t('work:none_under_way')} query={{ applicant_id: me.user.id, statuses: UNDER_WAY }} />
    </PageFrame>
  );
}

const UNDER_WAY: string = (['awaiting_unit_head', 'awaiting_centre_head', 'approved', 'executing', 'awaiting_confirmation'] satisfies Schemas['RequestStatus'][]).join(',');

interface LoanGroup {
  id: string;
  rows: Schemas['LoanView'][];
  first: Schemas['LoanView'];
}

/** The person's open loans, earliest due date first. */
function Loans() {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const list = queries.useInfiniteQuery('get', '/api/v1/loans', { params: { query: { open: true, borrower_id: me.user.id, limit: LARGEST_PAGE } } }, toTheEnd);
  const whole = useWholeList(list);
  const { rows: loans, pending } = whole;
  const groups = useMemo(() => {
    const found = new Map<string, LoanGroup>();
    for (const row of loans ?? []) {
      const group = found.get(row.request_id);
      if (group) group.rows.push(row);
      else found.set(row.request_id, { id: row.request_id, first: row, rows: [row] });
    }
    return [...found.values()];
  }, [loans]);
  const overdue = groups.filter(({ first }) => first.overdue).length;
  if (loans?.length === 0) return <section className="sheet quiet-sheet"><h2>{t('work:loans')}</h2><span className="quiet">{t('work:none_loans')}</span></section>;
  return (
    <section className="sheet">
      <div className="toolbar">
        <h2>{t('work:loans')}</h2>
        {overdue > 0 && <Tag color="red">{t('work:overdue_count', { count: overdue })}</Tag>}
        <span className="filters-space" />
        <Link to={`/loans?open=true&borrower_id=${me.user.id}`}>{t('work:all_loans')}</Link>
      </div>
      <BrokenList of={[whole]} />
      {(loans || pending) && (
        <Table<LoanGroup>
          size="small"
          rowKey="id"
          loading={pending}
          dataSource={groups}
          pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
          scroll={{ x: 'max-content' }}
          columns={[
            { key: 'due', title: t('requests:due_at'), render: (_, { first }) => <Due loan={first} /> },
            { key: 'number', title: t('requests:number'), render: (_, { id, first }) => <Link to={`/requests/${id}`}><Code>{first.number}</Code></Link> },
            { key: 'items', title: t('work:items'), render: (_, { rows, first }) => (rows.length === 1 ? first.name : t('work:first_of', { name: first.name, count: rows.length })) },
            { key: 'case', title: t('requests:case'), render: (_, { first }) => <Link to={`/cases/${first.case_id}`}>{called(first, 'case_name')}</Link> },
            { key: 'purpose', title: t('requests:purpose'), render: (_, { first }) => <Word of="LoanPurpose" is={first.purpose} /> },
            { key: 'out', title: t('work:handed_out'), render: (_, { first }) => <Time at={first.handed_out_at} /> },
            { key: 'act', title: '', render: (_, { id }) => <Link to={`/requests/new/loan_return?loan_id=${id}`}>{t('requests:book_return')}</Link> },
          ]}
        />
      )}
    </section>
  );
}

/** The due date, and how far off it is. */
export function Due({ loan }: { loan: Pick<Schemas['LoanView'], 'due_at' | 'overdue' | 'returned_at'> }) {
  const { t } = useTranslation();
  const days = daysUntil(loan.due_at);
  return (
    <>
      <Time at={loan.due_at} />{' '}
      {loan.overdue ? <Tag color="red">{t('work:overdue_by', { count: Math.max(-days, 0) })}</Tag> : !loan.returned_at && days <= 3 && <Tag color="orange">{t('work:due_in', { count: days })}</Tag>}
    </>
  );
}

interface Wanted {
  waiting_for_me?: boolean;
  oldest_first?: boolean;
  applicant_id?: string;
  statuses?: string;
}

function Requests({ title, empty, query }: { title: string; empty: string; query: Wanted }) {
  const { t } = useTranslation();
  const called = useCalled();
  const list = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { ...query, limit: LARGEST_PAGE } } }, toTheEnd);
  const whole = useWholeList(list);
  const { rows, pending } = whole;
  // An empty section is one quiet line, not an empty table.
  if (rows?.length === 0) return <section className="sheet quiet-sheet"><h2>{title}</h2><span className="quiet">{empty}</span></section>;
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <BrokenList of={[whole]} />
      {(rows || pending) && (
        <Table<Schemas['RequestView']>
          size="small"
          rowKey="id"
          loading={pending}
          dataSource={rows ?? []}
          pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
          scroll={{ x: 'max-content' }}
          columns={[
            { key: 'number', title: t('requests:number'), width: 170, render: (_, row) => <Link to={`/requests/${row.id}`}><Code>{row.number ?? t('requests:unnumbered')}</Code></Link> },
            { key: 'kind', title: t('requests:kind'), width: 120, render: (_, row) => <Word of="RequestKind" is={row.kind} /> },
            { key: 'status', title: t('requests:status'), width: 150, render: (_, row) => <StatusTag status={row.status} /> },
            { key: 'case', title: t('requests:case'), render: (_, row) => called(row, 'case_name') },
            { key: 'lines', title: t('requests:lines'), width: 90, align: 'right', render: (_, row) => <Count n={row.line_count} /> },
            { key: 'at', title: t('requests:submitted_at'), width: 160, render: (_, row) => <Time at={row.submitted_at ?? row.created_at} /> },
          ]}
        />
      )}
    </section>
  );
}
