import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import type { Column } from '@/ui/list/ServerTable';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, StatusTag, Time, Word } from '@/ui/values/values';

type Request = Schemas['RequestView'];

/** The columns of request lists. */
export function useRequestColumns(): Column<Request>[] {
  const { t } = useTranslation();
  const called = useCalled();
  return useMemo(
    () => [
      { key: 'number', title: t('requests:number'), width: 160, render: (_, row) => <Link to={`/requests/${row.id}`}><Code>{row.number ?? t('requests:unnumbered')}</Code></Link> },
      { key: 'kind', title: t('requests:kind'), width: 120, render: (_, row) => <Word of="RequestKind" is={row.kind} /> },
      { key: 'status', title: t('requests:status'), width: 170, render: (_, row) => <StatusTag status={row.status} /> },
      { key: 'case', title: t('requests:case'), width: 240, render: (_, row) => <Link to={`/cases/${row.case_id}`} title={called(row, 'case_no')}>{called(row, 'case_name')}</Link> },
      { key: 'lines', title: t('requests:lines'), width: 90, align: 'right', render: (_, row) => <Count n={row.line_count} /> },
      { key: 'open', title: t('requests:open_lines'), width: 90, align: 'right', render: (_, row) => <Count n={row.open_line_count} /> },
      { key: 'applicant', title: t('requests:applicant'), width: 110, render: (_, row) => called(row, 'applicant_name') },
      { key: 'agency', title: t('requests:agency'), width: 220, render: (_, row) => called(row, 'agency_name') },
      { key: 'submitted', title: t('requests:submitted_at'), width: 150, render: (_, row) => <Time at={row.submitted_at} /> },
      { key: 'reason', title: t('requests:reason'), width: 240, render: (_, row) => row.reason || NOTHING },
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
