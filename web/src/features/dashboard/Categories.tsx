import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureLink } from '@/parts/reports/FigureLink';
import { Word } from '@/ui/values/values';

/** The stock by category. */
export function Categories({ rows }: { rows: Schemas['StockReport']['by_category'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('reports:by_category')}</h2>
      <table className="dash-table">
        <thead>
          <tr><th>{t('reports:category')}</th><th>{t('reports:received')}</th><th>{t('reports:in_custody')}</th><th>{t('reports:on_loan')}</th><th>{t('reports:released')}</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.category}>
              <td><Word of="Category" is={row.category} /></td>
              {(['received', 'in_custody', 'on_loan', 'released'] as const).map((name) => (
                <td key={name}><FigureLink n={row[name].pieces} to="/items" query={row[name].query} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
