import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { FigureLink } from '@/parts/reports/FigureLink';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { Count, Time, Word } from '@/ui/values/values';
import { weeklyPaper } from './filedFiles';
import { TablePaper } from './TablePaper';

type Figure = Schemas['WeeklyFigure'];

const MOVED: Partial<Record<Figure, string>> = {
  goods_received: 'ItemReceived',
  goods_released: 'ItemReleased',
  goods_lent: 'ItemLent',
  goods_returned: 'ItemReturned',
};

/** A table of a week, agency by agency; pieces that moved in it lead to their movements. */
export function WeeklyTable({ table, weekOf }: { table: Schemas['WeeklyTable']; weekOf: string }) {
  const { t } = useTranslation();
  const called = useCalled();
  const title = t(`words:WeeklyTable.${table}`);
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/weekly-tables/{table}', { params: { path: { table }, query: { week_of: weekOf } } });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  const last = new Date(new Date(data.before).getTime() - 1).toISOString();
  const movements = (figure: Figure, agency: string) =>
    MOVED[figure] ? `actions=${MOVED[figure]}&agency_id=${agency}&moved_from=${data.from}&moved_before=${data.before}` : undefined;
  return (
    <section className="sheet">
      <h2>{title} <TablePaper title={title} draw={() => weeklyPaper(table, weekOf)} /></h2>
      <p className="quiet"><Time at={data.from} form="day" /> – <Time at={last} form="day" /></p>
      {data.by_agency.length === 0 && <p>{t('reports:week_empty')}</p>}
      {data.by_agency.length > 0 && <div className="report-wide">
        <table className="report-table">
          <thead><tr><th>{t('reports:agency')}</th>{data.columns.map((column) => <th key={column} className="number"><Word of="WeeklyFigure" is={column} /></th>)}</tr></thead>
          <tbody>
            {data.by_agency.map((row) => (
              <tr key={row.agency_id}>
                <td><Link to={`/items?agency_id=${row.agency_id}`}>{called(row, 'agency_name')}</Link></td>
                {data.columns.map((column, at) => <td key={column} className="number"><Figure n={row.figures[at] ?? 0} query={movements(column, row.agency_id)} /></td>)}
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th>{t('reports:all')}</th>{data.columns.map((column, at) => <th key={column} className="number"><Count n={data.total[at] ?? 0} /></th>)}</tr></tfoot>
        </table>
      </div>}
    </section>
  );
}

function Figure({ n, query }: { n: number; query: string | undefined }) {
  return query ? <FigureLink n={n} to="/movements" query={query} /> : <Count n={n} />;
}
