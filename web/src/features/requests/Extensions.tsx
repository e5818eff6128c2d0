import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { useAction } from '@/ui/action';
import { useAskReason } from '@/ui/confirm';
import { Time, Word } from '@/ui/show';

/** The extensions asked for on a loan, with the decision where it is this person's. */
export function Extensions({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const { data } = queries.useQuery('get', '/api/v1/extensions', { params: { query: { request_id: request.id, limit: 50 } } });
  if (!data || data.rows.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{t('requests:extensions')}</h2>
      {data.rows.map((row) => <Extension key={row.id} row={row} />)}
    </section>
  );
}

/** One extension; also stands in the heads' queue. */
export function Extension({ row }: { row: Schemas['ExtensionView'] }) {
  const { t } = useTranslation();
  const ask = useAskReason();
  const decide = useAction(
    (input: Schemas['ExtensionDecision'], once) => body(api.POST('/api/v1/extensions/{id}/decision', { params: { path: { id: row.id }, header: once }, body: input })),
    { changes: ['/api/v1/extensions', '/api/v1/requests', '/api/v1/loans', '/api/v1/work'] },
  );
  const askDecision = async (approved: boolean) => {
    const opinion = await ask({
      title: approved ? t('requests:extension_approve') : t('requests:extension_reject'),
      content: row.reason,
      ok: approved ? t('words:DecisionWord.approve') : t('words:DecisionWord.reject'),
      required: !approved,
      danger: !approved,
    });
    if (opinion !== null) decide.mutate({ approved, opinion: opinion || null });
  };
  return (
    <div className="card-row extension">
      <div className="card-row-top">
        <span>{t('requests:extension_until')} <Time at={row.due_at} /></span>
        <Word of="ExtensionStatus" is={row.status} />
      </div>
      <span className="quiet">{row.asked_by_name} <Time at={row.asked_at} /></span>
      <span>{row.reason}</span>
      {row.opinion && <span className="opinion">{row.opinion}</span>}
      {row.decidable && (
        <div className="toolbar">
          <Button size="small" onClick={() => void askDecision(false)}>{t('words:DecisionWord.reject')}</Button>
          <Button size="small" type="primary" loading={decide.isPending} onClick={() => void askDecision(true)}>{t('words:DecisionWord.approve')}</Button>
        </div>
      )}
    </div>
  );
}
