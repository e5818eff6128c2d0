import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { OpenPaper } from '@/parts/papers/RecordPapers';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, Time, Word } from '@/ui/values/values';
import { CheckFile } from './CheckFile';

type Paper = Schemas['PaperView'];

/** One issued paper, where its QR code leads: what it was made from, whether it is the newest, and a check of a copy of it. */
export default function PaperPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/papers/{id}', { params: { path: { id } } });
  if (found.error) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const paper = found.data;
  return (
    <PageFrame title={paper.number} trail={[{ to: '/papers', text: t('papers:title') }]} aside={<Word of="PaperForm" is={paper.form} />} actions={<OpenPaper paper={paper} />}>
      {paper.replaced_by_id === null ? (
        <Alert type="success" showIcon title={t('papers:newest')} />
      ) : (
        <Alert type="warning" showIcon title={t('papers:outdated')} description={<Link to={`/papers/${paper.replaced_by_id}`}>{paper.replaced_by_number}</Link>} />
      )}
      <SourceState paper={paper} />
      <Facts paper={paper} />
      <CheckFile />
    </PageFrame>
  );
}

/** Says so where the seizure list that the paper was made from does not hold any more. */
function SourceState({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  if (paper.source_state === null || paper.source_state === 'in_force') return null;
  return <Alert type="error" showIcon title={t(`papers:source.${paper.source_state}`)} description={<Link to={`/seizure-lists/${paper.seizure_list_id}`}>{t('papers:seizure_list')}</Link>} />;
}

function Facts({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const called = useCalled();
  const source = paper.request_id ? <Link to={`/requests/${paper.request_id}`}>{paper.request_number}</Link> : <Link to={`/seizure-lists/${paper.seizure_list_id}`}>{t('papers:seizure_list')}</Link>;
  return (
    <section className="sheet">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'case', label: t('papers:case'), children: <Link to={`/cases/${paper.case_id}`}>{called(paper, 'case_name')}</Link> },
          { key: 'source', label: t('papers:made_from'), children: source },
          { key: 'agency', label: t('papers:agency'), children: called(paper, 'agency_name') },
          { key: 'lines', label: t('papers:lines'), children: <Count n={paper.line_count} /> },
          { key: 'pages', label: t('papers:pages'), children: <Count n={paper.page_count} /> },
          { key: 'issued', label: t('papers:issued_at'), children: <Time at={paper.issued_at} /> },
          { key: 'by', label: t('papers:issued_by'), children: called(paper, 'issued_by_name') },
          { key: 'before', label: t('papers:replaces'), children: paper.replaces_id ? <Link to={`/papers/${paper.replaces_id}`}>{paper.replaces_number}</Link> : NOTHING },
          { key: 'sha256', label: 'SHA-256', children: <Code>{paper.file_sha256}</Code>, span: 'filled' },
        ]}
      />
    </section>
  );
}
