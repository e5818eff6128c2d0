import { Alert, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { actionName } from '@/parts/audit/actionName';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, NotFound, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { showTime } from '@/ui/values/time';
import { NOTHING, Time } from '@/ui/values/values';
import { FieldTables } from './FieldTable';
import { EntrySubject, entriesAbout, useSubjectText } from './SubjectName';
import './audit.css';

type Detail = Schemas['AuditEntryDetail'];

/** One log entry as people read it; what was hashed, and the proof up to the signed checkpoint, on demand. */
export default function EntryPage() {
  const { seq } = useParams();
  const number = Number(seq);
  return Number.isSafeInteger(number) && number >= 0 ? <Entry seq={number} /> : <NotFound />;
}

function Entry({ seq }: { seq: number }) {
  const { t } = useTranslation();
  const { data: entry, error, refetch } = queries.useQuery('get', '/api/v1/audit/entries/{seq}', { params: { path: { seq } } });
  if (error) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!entry) return <Splash />;
  return (
    <PageFrame title={t('audit:entry', { seq })} trail={[{ to: '/audit', text: t('audit:title') }]}>
      <Summary entry={entry} />
      <section className="sheet">
        <h2>{t('audit:told')}</h2>
        <Told entry={entry} />
      </section>
      <Proof entry={entry} />
    </PageFrame>
  );
}

/** Who did what to what, when and where from: as a sentence, and by parts. */
function Summary({ entry }: { entry: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  const word = useWord();
  const subject = useSubjectText()(entry);
  const actor = called(entry, 'actor_name') ?? t('audit:system');
  const agency = called(entry, 'agency_name');
  const address = entry.changes.find(({ field }) => field === 'address')?.after;
  const kind = entry.subject_kind ? word('SubjectKind', entry.subject_kind) : '';
  const about = [kind, subject].filter(Boolean).join(' ');
  const id = entry.item_id ?? entry.subject_id;
  const parts = {
    at: showTime(entry.at, 'second'),
    who: agency ? t('audit:actor_of', { actor, agency }) : actor,
    action: actionName(t, entry.action),
    about: about || NOTHING,
  };
  return (
    <section className="sheet">
      <p className="audit-sentence">{typeof address === 'string' ? t('audit:sentence_from', { ...parts, address }) : t('audit:sentence', parts)}</p>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'action', label: t('audit:action'), children: actionName(t, entry.action) },
          { key: 'at', label: t('audit:at'), children: <Time at={entry.at} form="second" /> },
          { key: 'actor', label: t('audit:actor'), children: actor },
          { key: 'agency', label: t('audit:agency'), children: agency ?? NOTHING },
          { key: 'kind', label: t('audit:subject_kind'), children: kind || NOTHING },
          {
            key: 'subject',
            label: t('audit:subject'),
            children: (
              <span>
                <EntrySubject row={entry} />
                {id && !/^[0-]+$/.test(id) && <> <Link className="audit-all" to={entriesAbout(entry.subject_kind, id)}>{t('audit:all_entries')}</Link></>}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

/** The fields of an entry, or why they are not shown. */
function Told({ entry }: { entry: Detail }) {
  const { t } = useTranslation();
  if (entry.concealed) return <Alert type="info" showIcon title={t('audit:concealed')} />;
  if (entry.payload === null) return <Alert type="error" showIcon title={t('audit:payload_missing')} />;
  return (
    <>
      {entry.payload_hidden && <Alert type="info" showIcon title={t('audit:payload_hidden')} />}
      <FieldTables entry={entry} />
      {entry.compared_with !== null && <p className="quiet">{t('audit:compared_with')} <Link to={`/audit/${entry.compared_with}`}>{t('audit:entry', { seq: entry.compared_with })}</Link></p>}
      <Fold title={t('audit:payload')}><pre className="audit-text">{pretty(entry.payload)}</pre></Fold>
    </>
  );
}

/** What vouches for the entry: in words first, the text that was hashed and the proof on demand. */
function Proof({ entry }: { entry: Detail }) {
  const { t } = useTranslation();
  const signed = entry.proof && entry.checkpoint;
  return (
    <section className="sheet">
      <h2>{t('audit:vouched')}</h2>
      {signed && entry.checkpoint ? <p>{t('audit:signed_at', { at: showTime(entry.checkpoint.signed_at, 'second') })}</p> : <Alert type="info" showIcon title={t('audit:unsigned')} />}
      <Fold title={t('audit:leaf')}>
        <pre className="audit-text">{pretty(entry.leaf)}</pre>
        <p>{t('audit:leaf_hash')} <span className="audit-hash">{entry.leaf_hash}</span></p>
      </Fold>
      {entry.proof && entry.checkpoint && (
        <Fold title={t('audit:proof')}>
          <p className="quiet">{t('audit:proof_help', { index: entry.proof.index, size: entry.proof.size, count: entry.proof.path.length })}</p>
          <ol className="audit-path">{entry.proof.path.map((hash) => <li key={hash}><span className="audit-hash">{hash}</span></li>)}</ol>
          <h3>{t('audit:checkpoint')} <Time at={entry.checkpoint.signed_at} form="second" /></h3>
          <pre className="audit-text">{entry.checkpoint.note}</pre>
        </Fold>
      )}
    </section>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="audit-fold">
      <summary>{title}</summary>
      {children}
    </details>
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
