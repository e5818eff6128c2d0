import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Progress, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { useMutation } from '@tanstack/react-query';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { useAskReason } from '@/ui/confirm';
import { download } from '@/ui/download';
import { byCursor, PAGE } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useReport } from '@/ui/problems';
import { useCalled } from '@/ui/values/called';
import { Code, Count, NOTHING, Time, Word } from '@/ui/values/values';
import { openFile } from '@/ui/download';
import { batchFile } from '../labelFiles';
import { BatchSelection } from './BatchSelection';
import '../labels.css';

type Batch = Schemas['PrintBatchView'];

const POLL = 1000;

/** One print batch: its file, or its progress; one can leave the page and return later. */
export default function BatchPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/print-batches/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => (state.data?.status === 'recording' ? POLL : false) });
  if (found.error && !found.data) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const batch = found.data;
  return (
    <PageFrame
      title={batch.number}
      trail={[{ to: '/labels', text: t('labels:title') }]}
      aside={<Tag color={batch.status === 'done' ? 'green' : 'processing'}><Word of="PrintStatus" is={batch.status} /></Tag>}
      actions={batch.status === 'done' && <File batch={batch} />}
      fill
    >
      {batch.status === 'recording' && <Recording batch={batch} />}
      <Facts batch={batch} />
      <Lines batch={batch} />
    </PageFrame>
  );
}

function File({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const report = useReport();
  const askReason = useAskReason();
  const [kept, keep] = useState<Blob | null>(null);
  const name = `${batch.number}.pdf`;
  const again = async (problem: Problem): Promise<Blob | null> => {
    if (problem.code !== 'fetch_reason_needed') throw problem;
    const reason = await askReason({ title: t('labels:fetch_again'), content: problem.message, ok: t('labels:fetch'), required: true, label: t('labels:fetch_reason') });
    return reason === null ? null : await batchFile(batch.id, reason);
  };
  // One copy serves this page as often as it is needed; only another one is asked for with a reason.
  const fetchFile = async () => kept ?? (await batchFile(batch.id).catch((error: unknown) => again(Problem.from(error))));
  const use = (show: (file: Blob) => void) => ({
    mutationFn: fetchFile,
    onSuccess: (file: Blob | null) => {
      if (file === null) return;
      keep(file);
      show(file);
    },
    onError: report,
  });
  const open = useMutation(use((file) => openFile(file, name)));
  const save = useMutation(use((file) => download(file, name)));
  return (
    <>
      <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>{t('labels:save_pdf')}</Button>
      <Button type="primary" icon={<FilePdfOutlined />} loading={open.isPending} onClick={() => open.mutate()}>{t('labels:open_pdf')}</Button>
    </>
  );
}

function Recording({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { recorded_count: done, label_count: count } = batch;
  return (
    <Alert
      className="gate-alert"
      type="info"
      showIcon
      title={t('labels:recording', { done, all: count })}
      description={<><Progress percent={count === 0 ? 0 : Math.floor((done / count) * 100)} status="active" />{t('labels:recording_help')}</>}
    />
  );
}

function Facts({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <section className="sheet">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'what', label: t('labels:what_of'), children: <BatchSelection batch={batch} /> },
          { key: 'who', label: t('labels:printed_by'), children: called(batch, 'printed_by_name') ?? NOTHING },
          { key: 'when', label: t('labels:printed_at'), children: <Time at={batch.created_at} /> },
          { key: 'count', label: t('labels:count'), children: <Count n={batch.label_count} /> },
          { key: 'copies', label: t('labels:copies'), children: <Count n={batch.copies} /> },
          { key: 'skip', label: t('labels:skip'), children: <Count n={batch.skip} /> },
          { key: 'profile', label: t('labels:profile'), children: batch.profile },
          { key: 'content', label: t('labels:content'), children: batch.content },
          { key: 'again', label: t('labels:again'), children: <Count n={batch.reprint_count} /> },
          ...(batch.reason ? [{ key: 'reason', label: t('labels:reason'), children: batch.reason, span: 'filled' as const }] : []),
        ]}
      />
    </section>
  );
}

function Lines({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const list = queries.useInfiniteQuery('get', '/api/v1/print-batches/{id}/lines', { params: { path: { id: batch.id }, query: { limit: PAGE } } }, byCursor);
  return (
    <ServerTable
      name="print_batch_lines"
      query={list}
      rowKey="line_no"
      columns={[
        { key: 'no', title: t('labels:line_no'), width: 80, align: 'right', render: (_, row) => row.line_no },
        { key: 'code', title: t('labels:code'), width: 260, render: (_, row) => (row.item_id ? <Link to={`/items/${row.item_id}`}><Code>{row.code}</Code></Link> : <Code>{row.code}</Code>) },
        { key: 'again', title: t('labels:printed'), width: 160, render: (_, row) => (row.reprint ? t('labels:printed_again') : t('labels:printed_first')) },
      ]}
      empty={t('labels:no_lines')}
    />
  );
}
