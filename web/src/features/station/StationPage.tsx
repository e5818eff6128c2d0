import { RightOutlined, SwapOutlined } from '@ant-design/icons';
import { Empty, Segmented } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useJump } from '@/app/jump';
import { useScanner } from '@/app/scanner';
import { Failed, Splash } from '@/app/states';
import { useFilters } from '@/ui/filters';
import { PageFrame } from '@/ui/PageFrame';
import { useReport } from '@/ui/problems';
import { StatusTag, Time, Word } from '@/ui/show';
import { MOVING } from './scans';
import { useQueue } from './useQueue';
import './station.css';

const NAMES = ['kind'] as const;
const KINDS = ['intake', 'outbound', 'loan', 'loan_return'] as const;
const CARRIED = new Set<Schemas['NextAction']>(['receive', 'hand_out', 'take_back']);

/** What to do at the station: scan any item of a request, or pick the request from those that wait. */
export default function StationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const jump = useJump();
  const report = useReport();
  const [filters, change] = useFilters(NAMES);
  const { scans, unsent } = useQueue();
  const kind = KINDS.find((each) => each === filters.kind);
  const { data, error, refetch } = queries.useQuery('get', '/api/v1/requests', { params: { query: { waiting_for_me: true, limit: 200 } } });

  const open = useCallback(
    async (code: string) => {
      try {
        const { hold, actions } = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code } } }));
        if (hold && actions.some((action) => CARRIED.has(action))) await navigate(`/station/${hold.request_id}`);
        else await jump(code);
      } catch (problem) {
        report(problem);
      }
    },
    [navigate, jump, report],
  );
  useScanner((code) => void open(code), 1);

  if (error && !data) return <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!data) return <Splash />;
  const count = (wanted: string) => data.rows.filter((row) => row.kind === wanted).length;
  const rows = data.rows.filter((row) => kind === undefined || row.kind === kind);
  const moving = scans.filter((scan) => scan.task === MOVING.id && scan.state !== 'done').length;
  return (
    <PageFrame title={t('station:title')}>
      <p className="quiet">{t('station:start')}</p>
      {unsent > 0 && <p role="status">{t('station:unsent', { count: unsent })}</p>}
      <div className="station-tasks">
        <Link to="/station/move" className="station-task">
          <SwapOutlined aria-hidden className="station-task-icon" />
          <span className="station-what"><b>{t('station:moving')}</b><span className="quiet">{t('station:moving_help')}</span></span>
          {moving > 0 && <span className="quiet">{moving}</span>}
          <RightOutlined aria-hidden />
        </Link>
      </div>
      <Segmented
        block
        size="large"
        className="station-kinds"
        value={kind ?? 'all'}
        onChange={(chosen) => change({ kind: chosen === 'all' ? undefined : chosen })}
        options={[{ value: 'all', label: t('station:kind_all', { count: data.rows.length }) }, ...KINDS.map((each) => ({ value: each as string, label: <><Word of="RequestKind" is={each} /> {count(each)}</> }))]}
      />
      {rows.length === 0 && <Empty className="station-empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('station:nothing_waits')} />}
      <div className="station-tasks">{rows.map((row) => <TaskLink key={row.id} request={row} />)}</div>
    </PageFrame>
  );
}

/** A request that waits to be carried out. */
export function TaskLink({ request }: { request: Schemas['RequestView'] }) {
  const { t } = useTranslation();
  return (
    <Link to={`/station/${request.id}`} className="station-task">
      <span className="station-what">
        <span><b><Word of="RequestKind" is={request.kind} /> {request.number}</b> <StatusTag status={request.status} /></span>
        <span className="quiet">{request.agency_name} · {request.applicant_name}{request.receiver_name ? ` · ${request.receiver_name}` : ''}</span>
        <span className="quiet">
          {request.due_at && <>{t('station:due')} <Time at={request.due_at} /> · </>}
          {t('station:approved')} <Time at={request.approved_at ?? request.submitted_at} />
        </span>
      </span>
      <span className="station-lines figures">{t('station:open_lines', { count: request.open_line_count, all: request.line_count })}</span>
      <RightOutlined aria-hidden />
    </Link>
  );
}
