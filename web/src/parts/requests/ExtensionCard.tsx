import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, ifMatch, type Schemas } from '@/api/client';
import { useAskReason } from '@/ui/confirm';
import { useAction } from '@/ui/useAction';
import { useCalled } from '@/ui/values/called';
import { Code, Time, Word } from '@/ui/values/values';

/** One extension of a loan, with the decision where it is this person's to make. */
export function ExtensionCard({ row }: { row: Schemas['ExtensionView'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  const ask = useAskReason();
  const decide = useAction(
    ({ version, ...input }: Schemas['ExtensionDecision'] & { version: number }, once) =>
      body(api.POST('/api/v1/extensions/{id}/decision', { params: { path: { id: row.id }, header: { ...once, ...ifMatch(version) } }, body: input })),
    { changes: ['/api/v1/extensions', '/api/v1/requests', '/api/v1/loans', '/api/v1/work'] },
  );
  const askDecision = async (approved: boolean) => {
    const opinion = await ask({
      title: approved ? t('requests:extension_approve') : t('requests:extension_reject'),
      content: (
        <>
          <p>{t('requests:extension_of', { number: row.number ?? '', count: row.open_item_count, name: row.first_item_name ?? '' })}</p>
          <p><Time at={row.loan_due_at} /> → <Time at={row.due_at} /></p>
          {row.reason}
        </>
      ),
      ok: approved ? t('words:DecisionWord.approve') : t('words:DecisionWord.reject'),
      required: !approved,
      danger: !approved,
    });
    if (opinion !== null) decide.mutate({ approved, opinion: opinion || null, version: row.request_version });
  };
  return (
    <div className="card-row extension">
      <div className="card-row-top">
        <Link to={`/requests/${row.request_id}`}><Code>{row.number}</Code></Link>
        <Word of="ExtensionStatus" is={row.status} />
      </div>
      <span><Link to={`/cases/${row.case_id}`}>{called(row, 'case_name')}</Link> <span className="quiet">{called(row, 'agency_name')}</span></span>
      {row.open_item_count > 0 && <span>{t('requests:extension_goods', { name: row.first_item_name ?? '', count: row.open_item_count })}</span>}
      <span>
        {row.loan_due_at && row.status !== 'approved' && <><span className="quiet">{t('requests:due_at')}</span> <Time at={row.loan_due_at} /> → </>}
        <b>{t('requests:extension_until')} <Time at={row.due_at} /></b>
      </span>
      <span className="quiet">{called(row, 'asked_by_name')} <Time at={row.asked_at} /></span>
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
