import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries } from '@/api/client';
import { Problem } from '@/api/problem';
import { actionName } from '@/parts/audit/actionName';
import { ItemLink } from '@/parts/items/ItemLink';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, NotFound, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING, Time } from '@/ui/values/values';
import './audit.css';

/** One log entry: its payload, the hashed bytes, and the proof up to the signed checkpoint. */
export default function EntryPage() {
  const { seq } = useParams();
  const number = Number(seq);
  return Number.isSafeInteger(number) && number >= 0 ? <Entry seq={number} /> : <NotFound />;
}

function Entry({ seq }: { seq: number }) {
  const { t } = useTranslation();
  const called = useCalled();
  const { data: entry, error, refetch } = queries.useQuery('get', '/api/v1/audit/entries/{seq}', { params: { path: { seq } } });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!entry) return <Splash />;
  return (
    <PageFrame title={t('audit:entry', { seq })} trail={[{ to: '/audit', text: t('audit:title') }]}>
      <section className="sheet">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'action', label: t('audit:action'), children: actionName(t, entry.action) },
            { key: 'at', label: t('audit:at'), children: <Time at={entry.at} form="second" /> },
            { key: 'actor', label: t('audit:actor'), children: called(entry, 'actor_name') ?? t('audit:system') },
            { key: 'agency', label: t('audit:agency'), children: called(entry, 'agency_name') ?? NOTHING },
            { key: 'item', label: t('audit:item'), children: entry.item_id ? <ItemLink id={entry.item_id}>{entry.item_name} <Code>{entry.item_code}</Code></ItemLink> : NOTHING },
            { key: 'subject', label: t('audit:subject'), children: entry.subject_id ? <Link to={`/audit?subject_id=${entry.subject_id}`}><Code>{entry.request_number ?? entry.subject_id}</Code></Link> : NOTHING },
          ]}
        />
      </section>
      <section className="sheet">
        <h2>{t('audit:payload')}</h2>
        {entry.payload_hidden && !entry.concealed && <Alert type="info" showIcon title={t('audit:payload_hidden')} />}
        {entry.concealed ? <Alert type="info" showIcon title={t('audit:concealed')} /> : entry.payload === null ? <Alert type="error" showIcon title={t('audit:payload_missing')} /> : <pre className="audit-text">{pretty(entry.payload)}</pre>}
      </section>
      <section className="sheet">
        <h2>{t('audit:leaf')}</h2>
        <pre className="audit-text">{pretty(entry.leaf)}</pre>
        <p>{t('audit:leaf_hash')} <span className="audit-hash">{entry.leaf_hash}</span></p>
      </section>
      <section className="sheet">
        <h2>{t('audit:proof')}</h2>
        {entry.proof && entry.checkpoint ? (
          <>
            <p className="quiet">{t('audit:proof_help', { index: entry.proof.index, size: entry.proof.size, count: entry.proof.path.length })}</p>
            <ol className="audit-path">{entry.proof.path.map((hash) => <li key={hash}><span className="audit-hash">{hash}</span></li>)}</ol>
            <h2>{t('audit:checkpoint')} <Time at={entry.checkpoint.signed_at} form="second" /></h2>
            <pre className="audit-text">{entry.checkpoint.note}</pre>
          </>
        ) : (
          <Alert type="info" showIcon title={t('audit:unsigned')} />
        )}
      </section>
    </PageFrame>
  );
}

/** Indents JSON; leaves anything else unchanged. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
