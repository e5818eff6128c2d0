import { ScanOutlined } from '@ant-design/icons';
import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { LoanDue } from '@/parts/loans/LoanDue';
import { RequestTaskLink } from '@/parts/requests/RequestTaskLink';
import { useScanQueue } from '@/parts/scan_queue/useScanQueue';
import { WorkCounts } from '@/parts/work/WorkCounts';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, Time, Word } from '@/ui/values/values';
import './today.css';

const SHOWN = 6;

/** A custodian's first page: what is waiting, counted, with the first few of each. */
export default function TodayPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const { unsent } = useScanQueue();
  const waiting = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { waiting_for_me: true, limit: LARGEST_PAGE } } }, toTheEnd);
  const whole = useWholeList(waiting);
  const { rows: come, pending } = whole;
  const loans = queries.useQuery('get', '/api/v1/loans', { params: { query: { open: true, limit: SHOWN, total: true } } });
  const discrepancies = queries.useQuery('get', '/api/v1/discrepancies', { params: { query: { open: true, limit: SHOWN, total: true } } });
  const unclassified = queries.useQuery('get', '/api/v1/items', { params: { query: { category: 'unclassified', states: 'in_custody', limit: SHOWN, total: true, sort: 'registered_at' } } });
  if (waiting.error && !waiting.data) return <Failed problem={Problem.from(waiting.error)} again={() => void waiting.refetch()} />;

  const rows = pending ? undefined : come;
  const of = (...kinds: Schemas['RequestKind'][]) => rows?.filter(({ kind }) => kinds.includes(kind));
  const [receive, handOut, takeBack] = [of('intake'), of('outbound', 'loan'), of('loan_return')];
  return (
    <PageFrame title={t('today:title', { name: me.user.name })} tab={t('today:menu')} actions={<Link to="/station"><Button type="primary" size="large" icon={<ScanOutlined />}>{t('today:scan')}</Button></Link>}>
      {unsent > 0 && <p role="status"><Link to="/station">{t('station:unsent', { count: unsent })}</Link></p>}
      <WorkCounts />
      <BrokenList of={[whole]} />
      <div className="today-lists">
        <Waiting title={t('today:receive')} rows={receive} more="/station?kind=intake" empty={t('today:none_receive')} />
        <Waiting title={t('today:hand_out')} rows={handOut} more="/station" empty={t('today:none_hand_out')} />
        <Waiting title={t('today:take_back')} rows={takeBack} more="/station?kind=loan_return" empty={t('today:none_take_back')} />
        <Section title={t('today:due')} more="/loans?open=true" count={loans.data?.total} loading={loans.isPending} empty={t('today:none_due')}>
          {loans.data?.rows.map((loan) => (
            <Entry key={`${loan.request_id}/${loan.item_id}`} to={`/items/${loan.item_id}`} name={loan.name} aside={<LoanDue loan={loan} />}>
              {called(loan, 'borrower_name')} · {called(loan, 'agency_name')} · <Code>{loan.number}</Code>
            </Entry>
          ))}
        </Section>
        <Section title={t('today:discrepancies')} more="/discrepancies?open=true" count={discrepancies.data?.total} loading={discrepancies.isPending} empty={t('today:none_discrepancies')}>
          {discrepancies.data?.rows.map((row) => (
            <Entry key={row.id} to={`/items/${row.item_id}`} name={row.name} aside={<Word of="Condition" is={row.condition} />}>
              {row.reason} · <Time at={row.opened_at} form="day" />
            </Entry>
          ))}
        </Section>
        <Section title={t('today:unclassified')} more="/unclassified" count={unclassified.data?.total} loading={unclassified.isPending} empty={t('today:none_unclassified')}>
          {unclassified.data?.rows.map((item) => (
            <Entry key={item.id} to={`/items/${item.id}`} name={item.name} aside={<Time at={item.registered_at} form="day" />}>
              <Code>{item.code}</Code> · <Code>{item.place_code}</Code>
            </Entry>
          ))}
        </Section>
      </div>
    </PageFrame>
  );
}

function Section({ title, count, more, loading, empty, children }: { title: string; count?: number | null; more: string; loading: boolean; empty: string; children: ReactNode[] | undefined }) {
  const { t } = useTranslation();
  return (
    <section className="sheet">
      <div className="today-head">
        <h2>{title}</h2>
        {(children?.length ?? 0) > 0 && <Link to={more}>{count ? t('today:all', { count }) : t('today:more')}</Link>}
      </div>
      {loading ? <Skeleton active title={false} /> : children && children.length > 0 ? <ul className="today-rows">{children}</ul> : <Empty image={null} description={empty} />}
    </section>
  );
}

function Entry({ to, name, aside, children }: { to: string; name: string; aside: ReactNode; children: ReactNode }) {
  return (
    <li>
      <div className="card-row-top"><Link to={to}>{name}</Link><span>{aside}</span></div>
      <div className="quiet">{children}</div>
    </li>
  );
}

function Waiting({ title, rows, more, empty }: { title: string; rows: Schemas['RequestView'][] | undefined; more: string; empty: string }) {
  return (
    <Section title={title} more={more} count={rows?.length} loading={rows === undefined} empty={empty}>
      {rows?.slice(0, SHOWN).map((row) => <li key={row.id}><RequestTaskLink request={row} /></li>)}
    </Section>
  );
}
