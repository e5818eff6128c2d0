import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { ExtensionCard } from '@/parts/requests/ExtensionCard';

/** The requested extensions of a loan. */
export function Extensions({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/extensions', { params: { query: { request_id: request.id, limit: 50 } } });
  if (!data || data.rows.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{t('requests:extensions')}</h2>
      {data.rows.map((row) => <ExtensionCard key={row.id} row={row} />)}
    </section>
  );
}
