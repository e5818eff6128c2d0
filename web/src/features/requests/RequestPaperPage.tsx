import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { amountOf, particularsOf } from '@/parts/items/particulars';
import { ReceiverNumber } from '@/parts/requests/ReceiverNumber';
import { actsOf } from '@/parts/requests/requestSteps';
import { fetchRequestLines } from '@/parts/requests/requestLines';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Paper, type PaperColumn, PrintButton } from '@/ui/paper/Paper';
import { useCalled } from '@/ui/values/called';
import { NOTHING, Time, Word } from '@/ui/values/values';

type Detail = Schemas['RequestDetail'];
type Line = Schemas['RequestLineView'];

/** The paper of a request, as it is filed: receipt, approval form or inspection form. */
export default function RequestPaperPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } });
  const lines = useQuery({ queryKey: ['all-lines', id, found.data?.version], queryFn: () => fetchRequestLines(id), enabled: found.data !== undefined });
  const error = found.error ?? lines.error;
  if (error) return <Failed problem={Problem.from(error)} again={() => void (found.error ? found : lines).refetch()} />;
  if (!found.data || !lines.data) return <Splash />;
  const request = found.data;
  const number = request.number ?? t('requests:unnumbered');
  const title = t(`requests:paper.${request.kind}`);
  return (
    <PageFrame title={title} tab={`${title} ${number}`} trail={[{ to: '/requests', text: t('requests:title') }, { to: `/requests/${id}`, text: number }]} actions={<PrintButton />}>
      <RequestPaper request={request} lines={lines.data} title={title} number={number} />
    </PageFrame>
  );
}

function RequestPaper({ request, lines, title, number }: { request: Detail; lines: readonly Line[]; title: string; number: string }) {
  const { t } = useTranslation();
  const facts = useFacts(request);
  const columns = useColumns(request.kind);
  const roles = { intake: ['handing_over', 'receiving'], outbound: ['collecting', 'handing_out', ...(request.disposition === 'destruction' ? ['witnessing'] : [])], loan: ['borrowing', 'handing_out'], loan_return: ['returning', 'inspecting'] }[request.kind];
  return (
    <Paper
      title={title}
      number={number}
      facts={facts}
      columns={columns}
      rows={lines}
      rowKey={({ item_id }) => item_id}
      signatures={roles.map((role) => t(`requests:signs.${role}`))}
      copies={request.kind === 'intake' ? t('requests:two_copies') : undefined}
    >
      <StepsTaken request={request} />
    </Paper>
  );
}

function useFacts(request: Detail) {
  const { t } = useTranslation();
  const called = useCalled();
  const fact = (label: string, value: React.ReactNode, wide = false) => ({ label, value, wide });
  const pieces = t('requests:paper_count', { count: request.line_count });
  const kinds = {
    intake: [],
    loan: [
      fact(t('requests:purpose'), <Word of="LoanPurpose" is={request.purpose} />),
      fact(t('requests:due_at'), <Time at={request.due_at} />),
    ],
    loan_return: [fact(t('requests:loan'), request.loan_number ?? NOTHING), fact(t('requests:submitted_at'), <Time at={request.submitted_at} />)],
    outbound: [
      fact(t('requests:disposition'), <Word of="Disposition" is={request.disposition} />),
      fact(t('requests:document'), request.document_number ?? NOTHING),
      fact(t('requests:receiver'), request.receiver_name ?? NOTHING),
      fact(t('requests:receiver_document_no'), <ReceiverNumber request={request} />),
      ...(request.witness_name ? [fact(t('requests:witness'), request.witness_name, true)] : []),
    ],
  };
  return [
    fact(t('requests:paper_case_no'), called(request, 'case_no')),
    fact(t('requests:case_name'), called(request, 'case_name')),
    fact(t('requests:agency'), called(request, 'agency_name')),
    fact(t('requests:applicant'), called(request, 'applicant_name')),
    ...kinds[request.kind],
    fact(t('requests:lines'), pieces),
    fact(t('requests:status'), <Word of="RequestStatus" is={request.status} />),
    fact(t('requests:reason'), request.reason || NOTHING, true),
  ];
}

function useColumns(kind: Detail['kind']): PaperColumn<Line>[] {
  const { t, i18n } = useTranslation();
  const always: PaperColumn<Line>[] = [
    { key: 'no', title: t('requests:paper_line'), width: '10mm', number: true, cell: (row) => row.line_no },
    { key: 'code', title: t('items:code'), width: '36mm', cell: (row) => <span className="code">{row.code}</span> },
    { key: 'name', title: t('items:name'), cell: (row) => row.name },
    { key: 'pieces', title: t('items:pieces'), width: '16mm', number: true, cell: (row) => amountOf(row, i18n.language) },
    { key: 'features', title: t('items:features'), cell: (row) => particularsOf(row, t, i18n.language).join(t('items:particular_end')) || NOTHING },
  ];
  const sealed: PaperColumn<Line> = { key: 'seal', title: t('items:seal_no'), width: '24mm', cell: (row) => row.seal_no ?? NOTHING };
  const condition: PaperColumn<Line> = { key: 'condition', title: t('requests:condition'), width: '18mm', cell: (row) => <Word of="Condition" is={row.condition} /> };
  const outcome: PaperColumn<Line> = { key: 'outcome', title: t('requests:outcome'), width: '20mm', cell: (row) => <><Word of="LineOutcome" is={row.outcome} />{row.reason && <div>{row.reason}</div>}</> };
  return [...always, ...(kind === 'intake' ? [sealed] : kind === 'loan_return' ? [condition] : []), outcome];
}

function StepsTaken({ request }: { request: Detail }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <table className="paper-table">
      <caption>{t('requests:steps')}</caption>
      <thead>
        <tr>{['step', 'person', 'opinion', 'time'].map((key) => <th key={key} scope="col">{t(`requests:paper_steps.${key}`)}</th>)}</tr>
      </thead>
      <tbody>
        {actsOf(request.steps).map(({ step, until }) => (
          <tr key={step.taken_at + step.action}>
            <td>{t(`requests:took.${step.action}`)}</td>
            <td>{called(step, 'actor_name')}</td>
            <td>{step.opinion ?? NOTHING}</td>
            <td><Time at={step.taken_at} />{until && <> – <Time at={until} /></>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
