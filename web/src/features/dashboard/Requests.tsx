import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { FigureLink } from '@/parts/reports/FigureLink';
import { Word } from '@/ui/values/values';

/** The number of requests by kind and status; statuses without requests are left out. */
export function Requests({ rows }: { rows: Schemas['StockReport']['requests'] }) {
  const { t } = useTranslation();
  const statuses = LISTS.RequestStatus.filter((status) => rows.some((row) => row.status === status));
  return (
    <>
      <h2>{t('reports:requests')}</h2>
      <table className="dash-table">
        <thead>
          <tr><th>{t('reports:state')}</th>{LISTS.RequestKind.map((kind) => <th key={kind}><Word of="RequestKind" is={kind} /></th>)}</tr>
        </thead>
        <tbody>
          {statuses.map((status) => (
            <tr key={status}>
              <td><Word of="RequestStatus" is={status} /></td>
              {LISTS.RequestKind.map((kind) => {
                const found = rows.find((row) => row.kind === kind && row.status === status);
                return <td key={kind}><FigureLink n={found?.requests ?? 0} to="/requests" query={found?.query ?? ''} /></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {statuses.length === 0 && <p className="quiet">{t('reports:no_requests')}</p>}
    </>
  );
}
