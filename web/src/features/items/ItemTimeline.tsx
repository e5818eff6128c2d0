import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Tag, Timeline as Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { actionName } from '@/parts/audit/actionName';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, Time, Word } from '@/ui/values/values';

type Event = Schemas['ItemEventView'];
type Proof = Schemas['ItemProofEvent'];

/** Events per API call. */
const SOME = 500;

/** The whole chain of custody: every event with who, from whom to whom, where and why; and whether the signed log confirms it. */
export function ItemTimeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const history = queries.useInfiniteQuery(
    'get',
    '/api/v1/items/{id}/history',
    { params: { path: { id } } },
    {
      pageParamName: 'after',
      initialPageParam: null,
      getNextPageParam: (last: Event[]) => (last.length < SOME ? undefined : last.at(-1)?.item_seq),
    },
  );
  const proof = queries.useQuery('get', '/api/v1/items/{id}/proof', { params: { path: { id } } });
  const events = history.data?.pages.flat() ?? [];
  const proofs = new Map(proof.data?.events.map((event) => [event.item_seq, event]));
  return (
    <section className="sheet" aria-label={t('custody_chain:title')}>
      <div className="chain-head">
        <h2>{t('custody_chain:title')}</h2>
        {proof.data && <Verdict proof={proof.data} />}
        {proof.isPending && <Tag>{t('custody_chain:checking')}</Tag>}
      </div>
      {proof.error && <Alert type="warning" showIcon title={t('custody_chain:unchecked')} description={Problem.from(proof.error).message} />}
      {proof.data?.row_problem && <Alert type="error" showIcon title={t('custody_chain:row_differs')} description={proof.data.row_problem} />}
      {history.error ? (
        <Alert type="error" showIcon title={Problem.from(history.error).message} />
      ) : (
        <Steps
          className="chain"
          items={events.map((event) => {
            const checked = proofs.get(event.item_seq);
            return { key: event.item_seq, color: colourOf(checked), content: <Step event={event} proof={checked} /> };
          })}
        />
      )}
      {history.hasNextPage && <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>{t('custody_chain:more')}</Button>}
    </section>
  );
}

function colourOf(proof: Proof | undefined): string {
  if (proof === undefined || proof.standing === 'unsigned') return 'gray';
  return proof.standing === 'confirmed' ? 'green' : 'red';
}

function Verdict({ proof }: { proof: Schemas['ItemProofView'] }) {
  const { t } = useTranslation();
  if (!proof.confirmed) return <Tag color="red" icon={<ExclamationCircleOutlined />}>{t('custody_chain:not_confirmed')}</Tag>;
  return (
    <>
      <Tag color="green" icon={<CheckCircleOutlined />}>{t('custody_chain:confirmed', { count: proof.events.length })}</Tag>
      {proof.checkpoint && <span className="quiet">{t('custody_chain:checkpoint', { size: proof.checkpoint.size })} <Time at={proof.checkpoint.signed_at} /></span>}
    </>
  );
}

function Step({ event, proof }: { event: Event; proof: Proof | undefined }) {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const { movement } = event;
  return (
    <div className="chain-step">
      <div className="chain-top">
        <strong>{actionName(t, event.action)}</strong>
        <Time at={event.at} form="second" />
        <span className="filters-space" />
        <Standing proof={proof} />
        {me.may('read_audit') ? <Link to={`/audit/${event.leaf_seq}`}>{t('custody_chain:leaf', { seq: event.leaf_seq })}</Link> : <span className="quiet">{t('custody_chain:leaf', { seq: event.leaf_seq })}</span>}
      </div>
      {movement ? <Handover movement={movement} /> : <div className="quiet">{t('custody_chain:by', { name: called(event, 'actor_name') ?? t('custody_chain:nobody') })}</div>}
      {proof?.problem && <Alert type="error" showIcon title={proof.problem} />}
    </div>
  );
}

function Standing({ proof }: { proof: Proof | undefined }) {
  if (proof === undefined) return null;
  const icons = { confirmed: <CheckCircleOutlined />, unsigned: <ClockCircleOutlined />, contradicted: <ExclamationCircleOutlined /> };
  const colours = { confirmed: 'green', unsigned: 'default', contradicted: 'red' };
  return <Tag color={colours[proof.standing]} icon={icons[proof.standing]}><Word of="Standing" is={proof.standing} /></Tag>;
}

/** Who handed over, who received, from where to where, and why. */
function Handover({ movement }: { movement: Schemas['MovementView'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  const centre = called(movement, 'actor_name', 'second_name');
  const outward = movement.action === 'ItemLent' || movement.action === 'ItemReleased';
  const outside = called(movement, outward ? 'to_borrower_name' : 'from_borrower_name') ?? movement.receiver;
  const facts: [string, React.ReactNode][] = [];
  if (outward) facts.push([t('custody_chain:gave'), centre], [t('custody_chain:received_by'), outside ?? t('custody_chain:unnamed')]);
  else if (outside) facts.push([t('custody_chain:gave'), outside], [t('custody_chain:received_by'), centre]);
  else facts.push([t('custody_chain:handled'), centre]);
  if (movement.from_place_code) facts.push([t('custody_chain:from'), <span key="from"><Code>{movement.from_place_code}</Code> {called(movement, 'from_place_name')}</span>]);
  if (movement.to_place_code) facts.push([t('custody_chain:to'), <span key="to"><Code>{movement.to_place_code}</Code> {called(movement, 'to_place_name')}</span>]);
  if (movement.condition) facts.push([t('custody_chain:condition'), <Word key="condition" of="Condition" is={movement.condition} />]);
  if (movement.request_id) facts.push([t('custody_chain:why'), <Link key="request" to={`/requests/${movement.request_id}`}><Code>{movement.request_number}</Code></Link>]);
  if (movement.reason) facts.push([t('custody_chain:reason'), movement.reason]);
  return <dl className="chain-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
