import { useMutation } from '@tanstack/react-query';
import { Button, Empty, Table, type TableColumnType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { openFile } from '@/ui/download';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useReport } from '@/ui/problems';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { useCalled } from '@/ui/values/called';
import { Time, Word } from '@/ui/values/values';
import { paperFile, type PaperSource, previewFile } from './paperFiles';

type Form = Schemas['PaperForm'];
type Paper = Schemas['PaperView'];

/** A list of seized goods is issued in one of its two forms: once it is, the other one is not offered. */
const INSTEAD_OF: Partial<Record<Form, Form>> = { seizure_list: 'preservation_list', preservation_list: 'seizure_list' };

/** The papers of a record: each form is looked at and issued here, and what was issued is opened. */
export function RecordPapers({ source, forms }: { source: PaperSource; forms: readonly Form[] }) {
  const { t } = useTranslation();
  const issued = new Set(useIssued(source).rows?.map(({ form }) => form));
  const offered = forms.filter((form) => {
    const other = INSTEAD_OF[form];
    return other === undefined || !issued.has(other);
  });
  return (
    <section className="sheet">
      <h2>{t('papers:title')}</h2>
      {offered.map((form) => <FormRow key={form} form={form} source={source} />)}
      <IssuedPapers query={source} />
    </section>
  );
}

type Query = PaperSource | { case_id: string } | { item_id: string };

const useIssued = (query: Query) => useWholeList(queries.useInfiniteQuery('get', '/api/v1/papers', { params: { query: { ...query, limit: LARGEST_PAGE } } }, toTheEnd));

/** Papers that were issued, newest first. */
export function IssuedPapers({ query }: { query: Query }) {
  const { t } = useTranslation();
  const called = useCalled();
  const { rows, pending } = useIssued(query);
  const columns: TableColumnType<Paper>[] = [
    { key: 'number', title: t('papers:number'), render: (_, row) => <><Link to={`/papers/${row.id}`}>{row.number}</Link> {row.replaced_by_id && <Tag>{t('papers:replaced')}</Tag>}</> },
    { key: 'form', title: t('papers:form'), responsive: ['sm'], render: (_, row) => <Word of="PaperForm" is={row.form} /> },
    { key: 'issued', title: t('papers:issued_at'), responsive: ['md'], render: (_, row) => <><Time at={row.issued_at} /> <span className="quiet">{called(row, 'issued_by_name')}</span></> },
    { key: 'file', title: '', align: 'right', render: (_, row) => <OpenPaper paper={row} /> },
  ];
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={rows ?? []}
      loading={pending}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('papers:none')} /> }}
    />
  );
}

/** Opens the file of an issued paper. */
export function OpenPaper({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const open = useMutation({ mutationFn: () => paperFile(paper.id), onSuccess: (file) => openFile(file, `${paper.number}.pdf`), onError: useReport() });
  return <Button size="small" aria-label={`${t('papers:open')} ${paper.number}`} loading={open.isPending} onClick={() => open.mutate()}>{t('papers:open')}</Button>;
}

function FormRow({ form, source }: { form: Form; source: PaperSource }) {
  const { t } = useTranslation();
  const me = useMe();
  const preview = useMutation({ mutationFn: () => previewFile(form, source), onSuccess: (file) => openFile(file, `${form}.pdf`), onError: useReport() });
  const issue = useAction((wanted: Form, once) => body(api.POST('/api/v1/papers', { params: { header: once }, body: { form: wanted, ...source } })), { changes: ['/api/v1/papers'] });
  const name = t(`words:PaperForm.${form}`);
  return (
    <div className="row-actions">
      <span>{name}</span>
      <Button size="small" aria-label={`${t('papers:preview')} ${name}`} loading={preview.isPending} onClick={() => preview.mutate()}>{t('papers:preview')}</Button>
      {me.may('issue_papers') && <Button size="small" type="primary" aria-label={`${t('papers:issue')} ${name}`} loading={issue.isPending} onClick={() => issue.mutate(form)}>{t('papers:issue')}</Button>}
    </div>
  );
}
