import { Alert, Button, Descriptions, Progress, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { byCursor } from '@/ui/list/paging';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useAction } from '@/ui/useAction';
import { useCalled } from '@/ui/values/called';
import { Count, Time, Word } from '@/ui/values/values';
import './audit.css';

type Run = Schemas['VerificationView'];

/** How often it is looked how far a verification is, and whether the program has begun one or found something by itself. */
const POLL_MILLISECONDS = 1000;
const IDLE_MILLISECONDS = 5000;
const COLOURS: Partial<Record<Schemas['VerificationStatus'], string>> = { running: 'processing', failed: 'red', interrupted: 'orange' };

/** Runs the API lists at most. */
const LISTED = 20;

/** Verifies the log against its checkpoints and the tables against the log; runs are started and followed here. */
export default function VerificationsPage() {
  const { t } = useTranslation();
  const runs = queries.useQuery('get', '/api/v1/audit/verifications', {}, {
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? POLL_MILLISECONDS : IDLE_MILLISECONDS),
  });
  const start = useAction((_: undefined, once) => body(api.POST('/api/v1/audit/verifications', { params: { header: once }, body: {} })), { changes: ['/api/v1/audit/verifications'] });
  if (runs.error && !runs.data) return <Failed problem={Problem.from(runs.error)} again={() => void runs.refetch()} />;
  if (!runs.data) return <Splash />;
  const running = runs.data.some(({ status }) => status === 'running');
  return (
    <PageFrame
      title={t('audit:verifications')}
      trail={[{ to: '/audit', text: t('audit:title') }]}
      actions={<Button type="primary" loading={start.isPending} disabled={running} onClick={() => start.mutate(undefined)}>{t('audit:start')}</Button>}
    >
      <OpenFindings />
      {runs.data.length === 0 && <Alert type="info" showIcon title={t('audit:no_runs')} description={t('audit:no_runs_help')} />}
      {runs.data.map((run) => <RunSheet key={run.id} run={run} />)}
      {runs.data.length >= LISTED && <p className="quiet">{t('audit:latest_runs', { count: LISTED })} <Link to="/audit?action=VerificationStarted">{t('audit:title')}</Link></p>}
      <Checkpoints />
    </PageFrame>
  );
}

/** Says that findings wait for the auditor. */
function OpenFindings() {
  const { t } = useTranslation();
  const open = queries.useQuery('get', '/api/v1/audit/findings', { params: { query: { open: true, total: true, limit: 1 } } }, { refetchInterval: IDLE_MILLISECONDS });
  const count = open.data?.total ?? 0;
  if (count === 0) return <p><Link to="/findings">{t('audit:to_findings')}</Link></p>;
  return <Alert type="error" showIcon title={t('audit:open_findings', { count })} action={<Link to="/findings?open=true">{t('audit:to_findings')}</Link>} />;
}

function RunSheet({ run }: { run: Run }) {
  const { t } = useTranslation();
  const called = useCalled();
  // The list omits the findings; the result of a finished run never changes.
  const ended = queries.useQuery('get', '/api/v1/audit/verifications/{id}', { params: { path: { id: run.id } } }, { enabled: run.status === 'finished', staleTime: Infinity });
  const result = ended.data?.result ?? run.result;
  return (
    <section className="sheet">
      <div className="card-row-top">
        <h2><Time at={run.started_at} form="second" /></h2>
        <Tag><Word of="VerificationScope" is={run.scope} /></Tag>
        <span className="quiet">{run.started_by ? called(run, 'started_by_name') : t('audit:by_itself')}</span>
        {result ? (
          <Tag color={result.clean ? 'green' : 'red'}>{result.clean ? t('audit:clean') : t('audit:not_clean')}</Tag>
        ) : (
          <Tag color={COLOURS[run.status]}><Word of="VerificationStatus" is={run.status} /></Tag>
        )}
      </div>
      {run.status === 'running' && (
        <>
          <Progress percent={run.total > 0 ? Math.floor((run.done / run.total) * 100) : 0} status="active" aria-label={t('audit:progress')} />
          <p className="quiet">{t('audit:done_of', { done: run.done, total: run.total })}</p>
        </>
      )}
      {ended.error && <Alert type="error" showIcon title={Problem.from(ended.error).message} />}
      {result && <Outcome result={result} />}
    </section>
  );
}

function Outcome({ result }: { result: Schemas['Verification'] }) {
  const { t } = useTranslation();
  const figures = ['entries', 'signed', 'checkpoints', 'movements', 'items', 'requests', 'payloads_missing'] as const;
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 2, sm: 3, lg: 4 }}
        items={[
          ...figures.map((name) => ({ key: name, label: t(`audit:counted.${name}`), children: <Count n={result[name] ?? 0} /> })),
          { key: 'seconds', label: t('audit:seconds'), children: result.seconds.toFixed(1) },
        ]}
      />
      {(result.since ?? 0) > 0 && <p className="quiet">{t('audit:since', { count: result.since })}</p>}
      {result.findings.length > 0 && (
        <ul className="plain">
          {result.findings.map((finding) => (
            <li key={`${finding.kind} ${finding.seq ?? finding.item ?? finding.request ?? ''} ${finding.reason}`}>
              <Tag color="red"><Word of="FindingKind" is={finding.kind} /></Tag> {[finding.seq, finding.item, finding.request, finding.shows].filter((part) => part !== null && part !== undefined).join(' ')} {finding.reason}
              {finding.last && <div className="quiet"><Link to={`/audit/${finding.last.seq}`}>{t('audit:last_change', { seq: finding.last.seq })}</Link> · <Time at={finding.last.at} /> · {finding.last.by ?? t('audit:system')}</div>}
            </li>
          ))}
        </ul>
      )}
      {result.more > 0 && <p className="quiet">{t('audit:more_findings', { count: result.more })}</p>}
    </>
  );
}

/** The signed checkpoints of the log, newest first. */
function Checkpoints() {
  const { t } = useTranslation();
  const list = queries.useInfiniteQuery('get', '/api/v1/audit/checkpoints', { params: { query: { limit: 20 } } }, byCursor);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="sheet">
      <h2>{t('audit:checkpoints')}</h2>
      <p className="quiet">{t('audit:checkpoints_help')}</p>
      {rows.map((row) => (
        <details key={row.size} className="audit-checkpoint">
          <summary>{t('audit:signed_size', { size: row.size })} · <Time at={row.signed_at} form="second" /></summary>
          <pre className="audit-text">{row.note}</pre>
        </details>
      ))}
      {list.hasNextPage && <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('audit:more')}</Button>}
    </section>
  );
}
