import { Alert, Button, Modal, Steps, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useAskReason } from '@/ui/confirm';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useAction } from '@/ui/useAction';
import { Code, Time, Word } from '@/ui/values/values';
import { PartyForm } from './PartyForm';
import './handovers.css';

type Handover = Schemas['HandoverView'];

/** Characters of the digest that people compare. */
const SHOWN = 8;

/** The list that is frozen, over the whole window, signed by one party after the other. */
export function SignHandover({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const found = queries.useQuery('get', '/api/v1/handovers/{id}', { params: { path: { id } } });
  return (
    <Modal open title={t('handovers:sign_title')} width="100%" className="handover-window" footer={null} onCancel={close} keyboard={false} mask={{ closable: false }}>
      {found.error && <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />}
      {!found.data && !found.error && <Splash />}
      {found.data && <Signing handover={found.data} close={close} />}
    </Modal>
  );
}

function Signing({ handover, close }: { handover: Handover; close: () => void }) {
  const { t } = useTranslation();
  const at = handover.parties.findIndex(({ signature }) => !signature);
  const next = handover.parties[at];
  return (
    <div className="handover-columns">
      <List handover={handover} />
      <section className="handover-signing" aria-label={t('handovers:signatures')}>
        <Steps
          size="small"
          orientation="vertical"
          current={at < 0 ? handover.parties.length : at}
          items={handover.parties.map(({ party, signature }) => ({
            title: t(`words:HandoverParty.${party}`),
            ...(signature ? { content: <>{signature.signer_name} · <Word of="SignatureManner" is={signature.manner} /></> } : {}),
          }))}
        />
        {handover.status === 'open' && next ? (
          <>
            <PartyForm key={next.party} handover={handover} party={next} />
            <Withdraw handover={handover} close={close} />
          </>
        ) : (
          <Alert type="success" showIcon title={t('handovers:all_signed')} action={<Button type="primary" onClick={close}>{t('handovers:done')}</Button>} />
        )}
      </section>
    </div>
  );
}

function List({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const lines = handover.list?.lines ?? [];
  const columns: TableColumnType<Schemas['HandoverLine']>[] = [
    { key: 'no', title: t('handovers:line'), width: 56, render: (_, row) => <span className="figures">{row.line_no}</span> },
    { key: 'name', title: t('handovers:goods'), render: (_, row) => <><div>{row.name}</div>{row.goods?.features && <div className="quiet">{row.goods.features}</div>}{row.goods?.remark && <div className="quiet">{row.goods.remark}</div>}<div className="quiet"><Code>{row.code}</Code></div></> },
    { key: 'amount', title: t('handovers:amount'), width: 80, render: (_, row) => <span className="figures">{row.goods?.quantity ?? `${row.pieces}${row.unit}`}</span> },
    { key: 'outcome', title: t('handovers:outcome'), responsive: ['sm'], render: (_, row) => <><Word of="LineOutcome" is={row.outcome} />{row.condition && <> · <Word of="Condition" is={row.condition} /></>}{row.sealing && <> · <Word of="Sealing" is={row.sealing} /></>}</> },
    { key: 'where', title: t('handovers:seal_and_place'), responsive: ['md'], render: (_, row) => [row.seal_no, row.place_code].filter(Boolean).join(' · ') },
  ];
  return (
    <section className="handover-list" aria-label={t('handovers:list')}>
      <div className="handover-head">
        <b>{handover.request_number}</b>
        <span>{t('handovers:which', { n: handover.sequence, count: handover.line_count })}</span>
        <span className="quiet">{t('handovers:frozen')} <Time at={handover.opened_at} /></span>
        <span title={handover.list_sha256}>{t('handovers:digest')} <code data-digest>{handover.list_sha256.slice(0, SHOWN)}</code></span>
      </div>
      <Table size="small" rowKey="line_no" columns={columns} dataSource={lines} pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }} />
    </section>
  );
}

function Withdraw({ handover, close }: { handover: Handover; close: () => void }) {
  const { t } = useTranslation();
  const ask = useAskReason();
  const withdraw = useAction(
    (reason: string, once) => body(api.POST('/api/v1/handovers/{id}/withdraw', { params: { path: { id: handover.id }, header: { ...once, ...ifMatch(handover.version) } }, body: { reason } })),
    { changes: ['/api/v1/handovers', '/api/v1/work'], done: close },
  );
  const start = async () => {
    const reason = await ask({ title: t('handovers:withdraw_title'), content: t('handovers:withdraw_help'), ok: t('handovers:withdraw'), required: true, danger: true });
    if (reason !== null) withdraw.mutate(reason);
  };
  return <Button type="link" danger loading={withdraw.isPending} onClick={() => void start()}>{t('handovers:withdraw')}</Button>;
}
