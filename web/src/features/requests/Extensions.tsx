import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { ExtensionCard } from '@/parts/requests/ExtensionCard';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';

/** The requested extensions of a loan. */
export function Extensions({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const extensions = useWholeList(queries.useInfiniteQuery('get', '/api/v1/extensions', { params: { query: { request_id: request.id, limit: LARGEST_PAGE } } }, toTheEnd));
  const { rows, broken } = extensions;
  if (!broken && (!rows || rows.length === 0)) return null;
  return (
    <section className="sheet">
      <h2>{t('requests:extensions')}</h2>
      <BrokenList of={[extensions]} />
      {rows?.map((row) => <ExtensionCard key={row.id} row={row} />)}
    </section>
  );
}
