import { Alert, Descriptions, Empty, Table, Tag, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { DeadlineSection } from '@/parts/deadlines/DeadlineSection';
import { HandoverSection } from '@/parts/handovers/HandoverSection';
import { RequestLabels } from '@/parts/labels/LabelOffer';
import { RecordPapers } from '@/parts/papers/RecordPapers';
import { ReceiverNumber } from '@/parts/requests/ReceiverNumber';
import { actsOf } from '@/parts/requests/requestSteps';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, RecordTag, StatusTag, Time, Word } from '@/ui/values/values';
import { Extensions } from './Extensions';
import { RequestActions } from './RequestActions';
import { RequestLines } from './RequestLines';

type Detail = Schemas['RequestDetail'];

/** One request: its status, the opinions given, its lines with their results, and its papers. */
export default function RequestPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } });
  if (found.error) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const request = found.data;
  const name = request.number ?? t('requests:unnumbered');
  return (
    <PageFrame
      title={<Word of="RequestKind" is={request.kind} />}
      tab={name}
      trail={[{ to: '/requests', text: t('requests:title') }]}
      aside={<><Code>{name}</Code><StatusTag status={request.status} /></>}
      actions={
        <>
          <RequestLabels request={request} />
          <RequestActions request={request} />
        </>
      }
    >
      <NotYours request={request} />
      <Lapsed request={request} />
      {request.correction && <Alert className="gate-alert" type="warning" showIcon title={t('requests:correction')} description={request.correction} />}
      <div className="columns">
        <div>
          <Facts request={request} />
          <RequestLines request={request} />
        </div>
        <div>
          <DeadlineSection of={{ request_id: id }} />
          <Steps request={request} />
          {request.kind === 'loan' && <Extensions request={request} />}
          {request.number && <HandoverSection request={id} />}
          {request.number && <RecordPapers source={{ request_id: id }} forms={formsOf(request)} />}
          <Papers request={request} />
        </div>
      </div>
    </PageFrame>
  );
}

/** The papers that a request can have, by its kind and disposition. */
function formsOf({ kind, disposition }: Detail): Schemas['PaperForm'][] {
  if (kind === 'intake') return ['intake_receipt', 'refusal_note'];
  if (kind === 'loan') return ['loan_approval', 'extension_approval'];
  if (kind === 'loan_return') return ['return_inspection'];
  if (disposition === 'return_to_party' || disposition === 'return_to_victim') return ['outbound_approval', 'return_list'];
  if (disposition === 'transfer_with_case') return ['outbound_approval', 'transfer_list'];
  return disposition === 'destruction' ? ['outbound_approval', 'destruction_list'] : ['outbound_approval'];
}

/** Tells approvers why they may not approve this request. */
function NotYours({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const me = useMe();
  const approve = request.actions.find(({ action }) => action === (request.status === 'awaiting_confirmation' ? 'confirm_refusals' : 'approve'));
  const waits = ['awaiting_unit_head', 'awaiting_centre_head', 'awaiting_confirmation'].includes(request.status);
  if (!me.may('approve_requests') || !waits || !approve || approve.allowed || !approve.refusal) return null;
  return <Alert className="gate-alert" type="info" showIcon title={t('requests:not_yours')} description={approve.refusal.detail} />;
}

/** Tells the applicant that the request cannot be submitted as it is written: its goods were cancelled, or its document was ended. */
function Lapsed({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const refusal = request.actions.find(({ action }) => action === 'submit')?.refusal;
  if (!refusal || !['item_state', 'not_in_force'].includes(refusal.code)) return null;
  return <Alert className="gate-alert" type="warning" showIcon title={t('requests:lapsed')} description={refusal.detail} />;
}

function Facts({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  const fact = (key: string, label: string, children: React.ReactNode) => ({ key, label, children });
  const kinds = {
    intake: [],
    loan: [
      fact('purpose', t('requests:purpose'), <Word of="LoanPurpose" is={request.purpose} />),
      fact('starts', t('requests:starts_at'), <Time at={request.starts_at} />),
      fact('due', t('requests:due_at'), <Time at={request.due_at} />),
    ],
    loan_return: [fact('loan', t('requests:loan'), request.loan_id ? <Link to={`/requests/${request.loan_id}`}><Code>{request.loan_number}</Code></Link> : NOTHING)],
    outbound: [
      fact('disposition', t('requests:disposition'), <Word of="Disposition" is={request.disposition} />),
      fact('document', t('requests:document'), request.document_number ?? NOTHING),
      fact('receiver', t('requests:receiver'), request.receiver_name ?? NOTHING),
      fact('receiver_no', t('requests:receiver_document_no'), <ReceiverNumber request={request} />),
      fact('witness', t('requests:witness'), request.witness_name ?? NOTHING),
      ...(request.disposition === 'destruction'
        ? [
            fact('destruction_method', t('requests:destruction_method'), request.destruction_method ?? NOTHING),
            fact('destruction_place', t('requests:destruction_place'), request.destruction_place ?? NOTHING),
          ]
        : [fact('delivery', t('requests:delivery'), <Word of="DeliveryManner" is={request.delivery} />)]),
    ],
  };
  return (
    <section className="sheet">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, xl: 3 }}
        items={[
          fact('case', t('requests:case'), <Link to={`/cases/${request.case_id}`} title={called(request, 'case_no')}>{called(request, 'case_name')}</Link>),
          fact('applicant', t('requests:applicant'), called(request, 'applicant_name')),
          fact('agency', t('requests:responsible_agency'), called(request, 'responsible_agency_name')),
          ...kinds[request.kind],
          fact('lines', t('requests:lines'), <><Count n={request.line_count} />{request.open_line_count > 0 && <span className="quiet"> ({t('requests:still_open', { count: request.open_line_count })})</span>}</>),
          fact('submitted', t('requests:submitted_at'), <Time at={request.submitted_at} />),
          fact('closed', t('requests:closed_at'), <Time at={request.closed_at} />),
          { ...fact('reason', t('requests:reason'), request.reason || NOTHING), span: 'filled' as const },
        ]}
      />
    </section>
  );
}

const COLOURS: Partial<Record<Schemas['RequestAction'], string>> = { approve: 'green', complete: 'green', reject: 'red', return_for_correction: 'orange', withdraw: 'gray', confirm_refusals: 'green', send_back_refusals: 'orange' };

function Steps({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  const done = ['completed', 'rejected', 'withdrawn'].includes(request.status);
  const steps = actsOf(request.steps).map(({ step, until, calls }, index) => ({
    key: index,
    color: COLOURS[step.action] ?? 'blue',
    content: (
      <>
        <div><b>{t(`requests:took.${step.action}`)}</b> {called(step, 'actor_name')} {calls > 1 && <span className="quiet">{t('requests:in_calls', { count: calls })}</span>}</div>
        <div className="quiet"><Time at={step.taken_at} />{until && <> – <Time at={until} /></>}</div>
        {step.opinion && <div className="opinion">{step.opinion}</div>}
      </>
    ),
  }));
  const start = { key: 'drafted', color: 'gray', content: <><div><b>{t('requests:drafted')}</b> {called(request, 'applicant_name')}</div><div className="quiet"><Time at={request.created_at} /></div></> };
  const now = { key: 'now', color: 'gray', content: <span className="quiet">{t('requests:now')} <StatusTag status={request.status} /></span> };
  return (
    <section className="sheet">
      <h2>{t('requests:steps')}</h2>
      <Timeline items={[start, ...steps, ...(done ? [] : [now])]} />
    </section>
  );
}

function Papers({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  const documents = useWholeList(queries.useInfiniteQuery('get', '/api/v1/documents', { params: { query: { request_id: request.id, limit: LARGEST_PAGE } } }, toTheEnd));
  const { rows, pending } = documents;
  return (
    <section className="sheet">
      <h2>{t('requests:papers')}</h2>
      <BrokenList of={[documents]} />
      {rows?.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('requests:no_papers')} />
      ) : (rows || pending) && (
        <Table<Schemas['DocumentView']>
          size="small"
          rowKey="id"
          showHeader={false}
          pagination={false}
          loading={pending}
          dataSource={rows ?? []}
          columns={[
            {
              key: 'paper',
              render: (_, row) => (
                <>
                  <div><Tag><Word of="DocumentKind" is={row.kind} /></Tag>{row.number} <RecordTag state={row.state} /></div>
                  <div>{row.title}</div>
                  <div className="quiet"><Time at={row.issued_at} form="day" /> {called(row, 'created_by_name')}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
