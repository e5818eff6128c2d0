import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Code, Count, Time, Word } from '@/ui/values/values';
import { overduePaper } from './filedFiles';
import { TablePaper } from './TablePaper';

/** Goods that stayed where they are for longer than they should, case by case; the longest overdue first. */
export function OverdueTable({ table }: { table: Schemas['OverdueTable'] }) {
  const { t } = useTranslation();
  const title = t(`words:OverdueTable.${table}`);
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/overdue-tables/{table}', { params: { path: { table } } });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  const limit = t(table === 'not_handed_in' ? 'reports:limit_hours' : 'reports:limit_days', { count: data.limit });
  return (
    <section className="sheet">
      <h2>{title} <TablePaper title={title} draw={() => overduePaper(table)} /></h2>
      <p className="quiet">{limit} {t('reports:overdue_sum', { count: data.cases, pieces: data.pieces })} {data.by_case.length < data.cases && t('reports:overdue_rest', { count: data.by_case.length })}</p>
      {data.by_case.length > 0 && (
        <div className="report-wide">
          <table className="report-table">
            <thead><tr>{data.columns.map((column) => <th key={column}><Word of="OverdueColumn" is={column} /></th>)}</tr></thead>
            <tbody>
              {data.by_case.map((row, at) => (
                <tr key={`${row.case_id} ${row.agency_id}`}>
                  <td>{at + 1}</td>
                  <td><Link to={`/cases/${row.case_id}`}>{row.case_name}</Link></td>
                  <td><Code>{row.case_no}</Code></td>
                  <td><Count n={row.pieces} /></td>
                  <td>{row.agency_name}</td>
                  <td><Time at={row.since} form="day" /></td>
                  <td><Count n={row.days_overdue} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
