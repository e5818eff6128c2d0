import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { FigureLink } from '@/parts/reports/FigureLink';
import { movementsOf, requestsOf, requestsWithin, stockAt } from '@/parts/reports/listFilters';
import { useCalled } from '@/ui/values/called';
import { Code, Count, Word } from '@/ui/values/values';

type Report = Schemas['YearView'];

/** Requests and pieces month by month, with totals. */
export function MonthTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const sum = (pick: (month: Report['by_month'][number]) => number) => report.by_month.reduce((all, month) => all + pick(month), 0);
  return (
    <div className="report-wide">
      <table className="report-table">
        <thead>
          <tr>
            <th>{t('reports:month_title')}</th>
            {LISTS.RequestKind.map((kind) => <th key={kind} className="number"><Word of="RequestKind" is={kind} /></th>)}
            <th className="number">{t('reports:received_in_month')}</th>
            <th className="number">{t('reports:released_in_month')}</th>
            <th className="number">{t('reports:lost')}</th>
          </tr>
        </thead>
        <tbody>
          {report.by_month.map((row) => (
            <tr key={row.month}>
              <td>{t('reports:month', { month: row.month })}</td>
              {LISTS.RequestKind.map((kind) => <td key={kind} className="number"><FigureLink n={row.requests[kind]} to="/requests" query={requestsOf(kind, report.year, row.month)} /></td>)}
              <td className="number"><FigureLink n={row.received} to="/movements" query={movementsOf('ItemReceived', report.year, row.month)} /></td>
              <td className="number"><FigureLink n={row.released} to="/movements" query={movementsOf('ItemReleased', report.year, row.month)} /></td>
              <td className="number"><FigureLink n={row.lost} to="/movements" query={movementsOf('ItemLost', report.year, row.month)} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th>{t('reports:all')}</th>
            {LISTS.RequestKind.map((kind) => <th key={kind} className="number"><Count n={sum((month) => month.requests[kind])} /></th>)}
            <th className="number"><Count n={sum((month) => month.received)} /></th>
            <th className="number"><Count n={sum((month) => month.released)} /></th>
            <th className="number"><Count n={sum((month) => month.lost)} /></th>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Requests and pieces agency by agency, and what each had in the centre at the end of the year. */
export function AgencyTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const called = useCalled();
  const within = `moved_from=${report.from}&moved_before=${report.before}`;
  return (
    <div className="report-wide">
      <table className="report-table">
        <thead>
          <tr>
            <th>{t('reports:agency')}</th>
            {LISTS.RequestKind.map((kind) => <th key={kind} className="number"><Word of="RequestKind" is={kind} /></th>)}
            <th className="number">{t('reports:received_in_year')}</th>
            <th className="number">{t('reports:released_in_year')}</th>
            <th className="number">{t('reports:held_at_end')}</th>
            <th className="number">{t('reports:lent_at_end')}</th>
          </tr>
        </thead>
        <tbody>
          {report.by_agency.map((row) => (
            <tr key={row.agency_id}>
              <td>{called(row, 'name')} <span className="quiet"><Code>{row.code}</Code></span></td>
              {LISTS.RequestKind.map((kind) => <td key={kind} className="number"><FigureLink n={row.requests[kind]} to="/requests" query={`agency_id=${row.agency_id}&${requestsWithin(kind, report.from, report.before)}`} /></td>)}
              <td className="number"><FigureLink n={row.received} to="/movements" query={`actions=ItemReceived&agency_id=${row.agency_id}&${within}`} /></td>
              <td className="number"><FigureLink n={row.released} to="/movements" query={`actions=ItemReleased&agency_id=${row.agency_id}&${within}`} /></td>
              <td className="number"><FigureLink n={row.closing.in_custody} to="/items" query={`agency_id=${row.agency_id}&${stockAt('in_custody', report.before)}`} /></td>
              <td className="number"><FigureLink n={row.closing.on_loan} to="/items" query={`agency_id=${row.agency_id}&${stockAt('on_loan', report.before)}`} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
