import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { amountOf, particularsOf } from '@/parts/items/particulars';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { Paper, type PaperColumn, PrintButton } from '@/ui/paper/Paper';
import { useCalled } from '@/ui/values/called';
import { NOTHING, Time, Word } from '@/ui/values/values';
import { listedItems } from './listedItems';

type Item = Schemas['ItemView'];

/** The seizure list as its statutory paper. */
export default function SeizureListPaperPage() {
  const { t, i18n } = useTranslation();
  const called = useCalled();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/seizure-lists/{id}', { params: { path: { id } } });
  const items = useQuery({ queryKey: ['get', '/api/v1/items', 'paper', id], queryFn: () => listedItems(id) });
  const error = found.error ?? items.error;
  if (error) return <Failed problem={Problem.from(error)} again={() => void (found.error ? found : items).refetch()} />;
  if (!found.data || !items.data) return <Splash />;
  const list = found.data;
  const columns: PaperColumn<Item>[] = [
    { key: 'no', title: t('seizure_lists:paper_line'), width: '12mm', number: true, cell: (row) => row.line_no },
    { key: 'name', title: t('items:name'), width: '28%', cell: (row) => row.name },
    { key: 'pieces', title: t('items:pieces'), width: '18mm', number: true, cell: (row) => amountOf(row, i18n.language) },
    { key: 'features', title: t('items:features'), cell: (row) => particularsOf(row, t, i18n.language).join(t('items:particular_end')) || NOTHING },
    { key: 'code', title: t('items:code'), width: '36mm', cell: (row) => <span className="code">{row.code}</span> },
  ];
  const title = t('words:DocumentKind.seizure_list');
  return (
    <PageFrame title={title} tab={`${title} ${list.list_no}`} trail={[{ to: `/cases/${list.case_id}`, text: list.case_no }, { to: `/seizure-lists/${id}`, text: list.list_no }]} actions={<PrintButton />}>
      <Paper
        title={title}
        number={list.list_no}
        issuer={called(list, 'agency_name')}
        facts={[
          ...(list.state === 'in_force' ? [] : [{ label: t('corrections:state'), value: <Word of="RecordState" is={list.state} /> }]),
          { label: t('cases:case_no'), value: called(list, 'case_no') },
          { label: t('items:case_name'), value: called(list, 'case_name') },
          { label: t('seizure_lists:decision_no'), value: list.decision_no ?? NOTHING },
          { label: t('seizure_lists:agency'), value: called(list, 'agency_name') },
          { label: t('seizure_lists:seized_at'), value: <Time at={list.seized_at} /> },
          { label: t('seizure_lists:seized_place'), value: list.seized_place },
          { label: t('seizure_lists:holder_name'), value: list.holder_name },
          { label: t('seizure_lists:attesting_witness'), value: list.attesting_witness ?? NOTHING },
        ]}
        columns={columns}
        rows={items.data}
        rowKey={({ id: key }) => key}
        signatures={['holder', 'witness', 'keeper', 'agency'].map((role) => t(`seizure_lists:signs.${role}`))}
      />
    </PageFrame>
  );
}
