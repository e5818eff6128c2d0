import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { FigureLink } from '@/parts/reports/FigureLink';

/** Pieces on loan, and how long they have been out. */
export function Loans({ loans }: { loans: Schemas['OpenLoansView'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('reports:open_loans')}</h2>
      <p className="dash-line">
        <Link to={`/loans?${loans.query}`}><strong>{t('reports:loans_line', { pieces: loans.pieces, count: loans.requests })}</strong></Link>
        {loans.overdue_pieces > 0 && (
          <> · <Link className="dash-late" to={`/loans?${loans.query}&overdue=true`}>{t('reports:overdue_pieces', { count: loans.overdue_pieces })}</Link></>
        )}
      </p>
      <table className="dash-table">
        <thead>
          <tr><th>{t('reports:age')}</th><th>{t('reports:loans')}</th><th>{t('reports:pieces')}</th><th>{t('reports:overdue')}</th></tr>
        </thead>
        <tbody>
          {loans.ages.map((age) => (
            <tr key={age.from_days}>
              <td>{age.before_days === null ? t('reports:age_over', { days: age.from_days }) : t('reports:age_between', { from: age.from_days, before: age.before_days })}</td>
              <td><FigureLink n={age.requests} to="/loans" query={age.query} /></td>
              <td><FigureLink n={age.pieces} to="/loans" query={age.query} /></td>
              <td><FigureLink n={age.overdue_pieces} to="/loans" query={`${age.query}&overdue=true`} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
