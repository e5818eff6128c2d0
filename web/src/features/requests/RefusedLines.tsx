import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '@/api/client';

/** Lines spelt out; the rest are counted. */
const SHOWN = 20;

/** The goods that were refused at the desk, each with its reason: what a head confirms or sends back. */
export function RefusedLines({ request }: { request: string }) {
  const { t } = useTranslation();
  const { data: lines } = useQuery({
    queryKey: ['get', `/api/v1/requests/${request}/lines`, 'refused'],
    queryFn: () => body(api.GET('/api/v1/requests/{id}/lines', { params: { path: { id: request }, query: { outcome: 'refused' } } })),
  });
  if (!lines) return null;
  return (
    <ol className="refused-lines">
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line.item_id} value={line.line_no}>
          <b>{line.name}</b> {line.pieces} {line.unit} <span className="opinion">{line.reason}</span>
        </li>
      ))}
      {lines.length > SHOWN && <li className="quiet">{t('requests:more_lines', { count: lines.length - SHOWN })}</li>}
    </ol>
  );
}
