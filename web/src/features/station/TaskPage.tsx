import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { SignHandoverButton } from '@/parts/handovers/HandoverSection';
import { MOVING, type Task } from '@/parts/scan_queue/scans';
import { useScanQueue } from '@/parts/scan_queue/useScanQueue';
import { ReceiverNumber } from '@/parts/requests/ReceiverNumber';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { StatusTag, Word } from '@/ui/values/values';
import { Desk } from './desk/Desk';
import { useRequestLines } from './useRequestLines';

/** Carries out one request, or moves. */
export default function TaskPage() {
  const { id = '' } = useParams();
  return id === MOVING.id ? <Moving /> : <Carrying key={id} id={id} />;
}

function Moving() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('station:moving')} trail={[{ to: '/station', text: t('station:title') }]} fill>
      <Desk task={MOVING} />
    </PageFrame>
  );
}

function Carrying({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: request, error, refetch } = queries.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } });
  const lines = useRequestLines(id, true);
  const { scans } = useScanQueue();
  const kept = scans.find(({ task }) => task === id);
  const away = error !== null && Problem.from(error).status === 0;
  if (!request && away && kept) return <Kept task={{ id, kind: kept.kind }} />;
  if (error && !request) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (lines.error) return <Failed problem={Problem.from(lines.error)} again={lines.refetch} />;
  if (!request || !lines.lines) return <Splash />;
  const number = request.number ?? '';
  return (
    <PageFrame
      title={<><Word of="RequestKind" is={request.kind} /> {number}</>}
      tab={number}
      trail={[{ to: '/station', text: t('station:title') }]}
      aside={
        <>
          <StatusTag status={request.status} />
          <span className="quiet" data-progress>{t('station:progress', { done: request.line_count - request.open_line_count, all: request.line_count })}</span>
        </>
      }
      actions={<Facts request={request} />}
      fill
    >
      <Desk task={{ id, kind: request.kind }} lines={lines.lines} barred={barredBy(request)} />
    </PageFrame>
  );
}

/** A request of which only its scans on this device are known, for want of a line. */
function Kept({ task }: { task: Task }) {
  const { t } = useTranslation();
  return (
    <PageFrame title={<Word of="RequestKind" is={task.kind === 'move' ? null : task.kind} />} trail={[{ to: '/station', text: t('station:title') }]} fill>
      <Desk task={task} />
    </PageFrame>
  );
}

/** That everything is done, or why the person may not carry it out, as stated by the API. */
function barredBy(request: Schemas['RequestDetail']): ReactNode {
  if (request.status !== 'draft' && request.open_line_count === 0) return <Finished request={request} />;
  const execute = request.actions.find(({ action }) => action === 'execute');
  return execute?.allowed === false && <Alert type="warning" showIcon title={execute.refusal?.detail} />;
}

/** All lines are done: how many, and what comes next. */
function Finished({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const waits = request.status !== 'completed';
  return (
    <Alert
      type="success"
      showIcon
      data-finished
      title={t('station:finished', { count: request.line_count })}
      description={
        <span className="station-next">
          {waits && <span>{t('station:finished_waits')}</span>}
          <SignHandoverButton request={request.id} />
          <Link to="/station">{t('station:finished_next')}</Link>
          <Link to={`/requests/${request.id}`}>{t('station:request')}</Link>
        </span>
      }
    />
  );
}

/** Who hands over or receives, for checking identities at the desk. */
function Facts({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <span className="station-facts quiet">
      {called(request, 'agency_name')} · {called(request, 'applicant_name')}
      {request.receiver_name && <> · {t('station:receiver', { name: request.receiver_name })} <ReceiverNumber request={request} reason={t('station:comparing_document')} /></>}
      {request.witness_name && <> · {t('station:witness', { name: request.witness_name })}</>} · <Link to={`/requests/${request.id}`}>{t('station:request')}</Link>
    </span>
  );
}
