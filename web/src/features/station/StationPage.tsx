import { RightOutlined, SwapOutlined } from '@ant-design/icons';
import { Empty, Segmented } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useLookup } from '@/parts/lookup/lookup';
import { RequestTaskLink } from '@/parts/requests/RequestTaskLink';
import { MOVING } from '@/parts/scan_queue/scans';
import { useScanQueue } from '@/parts/scan_queue/useScanQueue';
import { useScanner } from '@/ui/scanning/handScanner';
import { BrokenList } from '@/ui/list/BrokenList';
import { useFilters } from '@/ui/list/filters';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useReport } from '@/ui/problems';
import type { Scanned } from '@/ui/scanning/scannedCode';
import { Word } from '@/ui/values/values';
import { StorageAlert } from './StorageAlert';
import { KeptTasks } from './KeptTasks';
import './station.css';

const NAMES = ['kind'] as const;
const KINDS = ['intake', 'outbound', 'loan', 'loan_return'] as const;
const CARRIED = new Set<Schemas['NextAction']>(['receive', 'hand_out', 'take_back']);

/** The start of the station: scan any item of a request, or pick a waiting request. */
export default function StationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const lookUp = useLookup();
  const report = useReport();
  const [filters, change] = useFilters(NAMES);
  const { scans, unsent, unkept } = useScanQueue();
  const kind = KINDS.find((each) => each === filters.kind);
  const list = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { waiting_for_me: true, limit: LARGEST_PAGE } } }, toTheEnd);
  const { error, refetch } = list;
  const whole = useWholeList(list);
  const { rows: waiting } = whole;

  const open = useCallback(
    async (scanned: Scanned) => {
      const { code, trouble } = scanned;
      if (trouble) return await lookUp(scanned);
      try {
        const { hold, actions } = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code } } }));
        if (hold && actions.some((action) => CARRIED.has(action))) await navigate(`/station/${hold.request_id}`);
        else await lookUp(scanned);
      } catch (problem) {
        report(problem);
      }
    },
    [navigate, lookUp, report],
  );
  useScanner((scanned) => void open(scanned));

  if (error && !waiting) return Problem.from(error).status === 0 ? <KeptTasks scans={scans} again={() => void refetch()} /> : <Failed problem={Problem.from(error)} again={() => void refetch()} />;
  if (!waiting) return <Splash />;
  const count = (wanted: string) => waiting.filter((row) => row.kind === wanted).length;
  const rows = waiting.filter((row) => kind === undefined || row.kind === kind);
  const moving = scans.filter((scan) => scan.task === MOVING.id && scan.state !== 'done').length;
  return (
    <PageFrame title={t('station:title')}>
      <p className="quiet">{t('station:start')}</p>
      <StorageAlert unkept={unkept} />
      {unsent > 0 && <p role="status">{t('station:unsent', { count: unsent })}</p>}
      <div className="station-tasks">
        <Link to="/station/move" className="station-task">
          <SwapOutlined aria-hidden className="station-task-icon" />
          <span className="station-what"><b>{t('station:moving')}</b><span className="quiet">{t('station:moving_help')}</span></span>
          {moving > 0 && <span className="quiet">{moving}</span>}
          <RightOutlined aria-hidden />
        </Link>
      </div>
      <BrokenList of={[whole]} />
      <Segmented
        block
        size="large"
        className="station-kinds"
        value={kind ?? 'all'}
        onChange={(chosen) => change({ kind: chosen === 'all' ? undefined : chosen })}
        options={[{ value: 'all', label: t('station:kind_all', { count: waiting.length }) }, ...KINDS.map((each) => ({ value: each as string, label: <><Word of="RequestKind" is={each} /> {count(each)}</> }))]}
      />
      {rows.length === 0 && <Empty className="station-empty" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('station:nothing_waits')} />}
      <div className="station-tasks">{rows.map((row) => <RequestTaskLink key={row.id} request={row} />)}</div>
    </PageFrame>
  );
}
