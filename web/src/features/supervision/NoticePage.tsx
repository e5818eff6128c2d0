import { Button, Descriptions, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { NoticeTag } from '@/parts/supervision/supervisionTags';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { Code, Time, Word } from '@/ui/values/values';
import { NoticeStep, type Step } from './NoticeStep';

const COLOURS: Record<Schemas['NoticeAction'], string> = { send: 'blue', answer: 'green', repeat: 'orange', accept: 'green', withdraw: 'gray' };

/** One supervision notice: what was asked, what was answered, and what may be done now. */
export default function NoticePage() {
  const { t } = useTranslation();
  const called = useCalled();
  const { id = '' } = useParams();
  const [step, setStep] = useState<Step | null>(null);
  const found = queries.useQuery('get', '/api/v1/supervision-notices/{id}', { params: { path: { id } } });
  if (found.error) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const row = found.data;
  const steps = row.next_steps.filter((each): each is Step => each !== 'send');
  return (
    <PageFrame
      title={row.title}
      tab={row.number}
      trail={[{ to: '/supervision-notices', text: t('supervision:notices') }]}
      aside={<><Code>{row.number}</Code><NoticeTag of={row} /></>}
      actions={steps.map((each) => (
        <Button key={each} {...(each === 'answer' || each === 'accept' ? { type: 'primary' } : {})} danger={each === 'withdraw'} onClick={() => setStep(each)}>
          <Word of="NoticeAction" is={each} />
        </Button>
      ))}
    >
      <section className="sheet">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'agency', label: t('supervision:receiver'), children: called(row, 'agency_name') },
            { key: 'case', label: t('supervision:case'), children: <Link to={`/cases/${row.case_id}`}>{row.case_name}</Link> },
            { key: 'answer_by', label: t('supervision:answer_by'), children: <Time at={row.answer_by} /> },
            ...(row.clue_id ? [{ key: 'clue', label: t('supervision:about'), children: <Link to={`/clues?case_id=${row.case_id}`}>{t('supervision:clues')}</Link> }] : []),
            ...(row.item_id ? [{ key: 'item', label: t('supervision:about'), children: <Link to={`/items/${row.item_id}`}>{t('supervision:item')}</Link> }] : []),
          ]}
        />
      </section>
      <section className="sheet">
        <h2>{t('supervision:course')}</h2>
        <Timeline items={row.steps.map((each) => ({ key: each.sequence, color: COLOURS[each.action], content: <Taken step={each} /> }))} />
      </section>
      {step && <NoticeStep notice={row} step={step} close={() => setStep(null)} />}
    </PageFrame>
  );
}

function Taken({ step }: { step: Schemas['NoticeStepView'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <div className="card-row">
      <span><b><Word of="NoticeAction" is={step.action} /></b> <span className="quiet">{called(step, 'recorded_by_name')} · <Time at={step.done_at} /></span></span>
      <span className="prose">{step.statement}</span>
      {step.answer_by && <span className="quiet">{t('supervision:answer_by')} <Time at={step.answer_by} /></span>}
      {step.document_id && <span className="quiet">{t('supervision:document')} {step.document_number}</span>}
    </div>
  );
}
