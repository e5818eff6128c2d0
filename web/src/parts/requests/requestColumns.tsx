import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { ExportedColumn, Schemas } from '@/api/client';
import type { Column } from '@/ui/list/ServerTable';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, StatusTag, Time, Word } from '@/ui/values/values';

type Request = Schemas['RequestView'];

/** The columns of request lists. */
export function useRequestColumns(): Column<Request, ExportedColumn<'requests'>>[] {
  const { t } = useTranslation();
  const called = useCalled();
  return useMemo(
    () => [
      { key: 'number', title: t('requests:number'), width: 160, render: (_, row) => <Link to={`/requests/${row.id}`}><Code>{row.number ?? t('requests:unnumbered')}</Code></Link> },
      { key: 'kind', title: t('requests:kind'), width: 120, render: (_, row) => <Word of="RequestKind" is={row.kind} /> },
      { key: 'status', title: t('requests:status'), width: 170, render: (_, row) => <StatusTag status={row.status} /> },
      { key: 'case_no', hidden: true, title: t('requests:paper_case_no'), width: 240, render: (_, row) => <Link to={`/cases/${row.case_id}`}><Code>{called(row, 'case_no')}</Code></Link> },
      { key: 'case', title: t('requests:case_name'), width: 240, render: (_, row) => <Link to={`/cases/${row.case_id}`} title={called(row, 'case_no')}>{called(row, 'case_name')}</Link> },
      { key: 'lines', title: t('requests:lines'), width: 90, align: 'right', render: (_, row) => <Count n={row.line_count} /> },
      { key: 'open', title: t('requests:open_lines'), width: 90, align: 'right', render: (_, row) => <Count n={row.open_line_count} /> },
      { key: 'applicant', title: t('requests:applicant'), width: 110, render: (_, row) => called(row, 'applicant_name') },
      { key: 'agency', title: t('requests:agency'), width: 220, render: (_, row) => called(row, 'agency_name') },
      { key: 'responsible_agency', hidden: true, title: t('requests:responsible_agency'), width: 220, render: (_, row) => called(row, 'responsible_agency_name') },
      { key: 'submitted', sortKey: 'submitted_at', title: t('requests:submitted_at'), width: 150, render: (_, row) => <Time at={row.submitted_at} /> },
      { key: 'reason', title: t('requests:reason'), width: 240, render: (_, row) => row.reason || NOTHING },
      { key: 'purpose', hidden: true, title: t('requests:purpose'), width: 110, render: (_, row) => <Word of="LoanPurpose" is={row.purpose} /> },
      { key: 'disposition', hidden: true, title: t('requests:disposition'), width: 110, render: (_, row) => <Word of="Disposition" is={row.disposition} /> },
      { key: 'due', hidden: true, title: t('requests:due_at'), width: 150, render: (_, row) => <Time at={row.due_at} /> },
      { key: 'approved', hidden: true, title: t('requests:approved_at'), width: 150, render: (_, row) => <Time at={row.approved_at} /> },
      { key: 'closed', hidden: true, title: t('requests:closed_at'), width: 150, render: (_, row) => <Time at={row.closed_at} /> },
    ],
    [t, called],
  );
}

/** A request as a card, for phones. */
export function RequestCard({ row }: { row: Request }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <div className="card-row">
      <div className="card-row-top">
        <Link to={`/requests/${row.id}`}><Word of="RequestKind" is={row.kind} /> <Code>{row.number ?? t('requests:unnumbered')}</Code></Link>
        <StatusTag status={row.status} />
      </div>
      <span>{called(row, 'case_name')}</span>
      <span className="quiet">{t('requests:summary', { count: row.line_count, name: called(row, 'applicant_name') })} · <Time at={row.submitted_at ?? row.created_at} /></span>
    </div>
  );
}
