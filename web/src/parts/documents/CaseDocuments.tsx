import { Button, Empty, Table, type TableColumnType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { RecordReason } from '@/parts/corrections/RecordReason';
import { useCancellation } from '@/parts/corrections/useCancellation';
import { FilesDrawer } from '@/parts/files/FilesDrawer';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useMe } from '@/ui/session/me';
import { RecordTag, Time, Word } from '@/ui/values/values';
import { CorrectDocument, DOCUMENTS } from './CorrectDocument';

type Row = Schemas['DocumentView'];

/** The documents of a case, newest first: those in force are corrected or cancelled here, the others say what became of them. */
export function CaseDocuments({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [corrected, setCorrected] = useState<Row | null>(null);
  const { rows, pending } = useWholeList(queries.useInfiniteQuery('get', '/api/v1/documents', { params: { query: { case_id: caseId, limit: LARGEST_PAGE } } }, toTheEnd));
  const cancellation = useCancellation(
    ({ id, version, reason }, once) => body(api.POST('/api/v1/documents/{id}/cancellation', { params: { path: { id }, header: { ...once, ...ifMatch(version) } }, body: { reason } })),
    DOCUMENTS,
  );
  const may = (row: Row) =>
    me.may('manage_documents') && row.state === 'in_force' && row.kind !== 'intake_receipt' && (row.agency_id === me.agency.id || row.created_by === me.user.id);
  const cancel = ({ id, version, number }: Row) => cancellation.start({ id, version, title: t('corrections:cancel_document_title', { number }), content: t('corrections:cancel_document_help') });
  const numberOf = (id: string) => rows?.find((row) => row.id === id)?.number ?? '';
  const columns: TableColumnType<Row>[] = [
    { key: 'number', title: t('requests:document_number'), render: (_, row) => <span id={`document-${row.id}`}>{row.number} <RecordTag state={row.state} /></span> },
    { key: 'kind', title: t('requests:document_kind'), responsive: ['sm'], render: (_, row) => <Word of="DocumentKind" is={row.kind} /> },
    {
      key: 'title',
      title: t('requests:document_title'),
      render: (_, row) => <>{row.title}<RecordReason row={row} numberOf={numberOf} addressOf={(id) => `#document-${id}`} /></>,
    },
    { key: 'issued', title: t('requests:document_issued'), render: (_, row) => <Time at={row.issued_at} form="day" /> },
    {
      key: 'actions',
      title: '',
      align: 'right',
      render: (_, row) => (
        <>
          <FilesDrawer subject={{ subject: 'document', subject_id: row.id }} of={row.number} />
          {may(row) && <Button type="link" size="small" onClick={() => setCorrected(row)}>{t('corrections:correct')}</Button>}
          {may(row) && <Button type="link" size="small" danger disabled={cancellation.pending} onClick={() => void cancel(row)}>{t('corrections:cancel')}</Button>}
        </>
      ),
    },
  ];
  return (
    <section className="sheet">
      <h2>{t('cases:documents')}</h2>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={rows ?? []}
        loading={pending}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cases:no_documents')} /> }}
      />
      {corrected && <CorrectDocument document={corrected} close={() => setCorrected(null)} />}
    </section>
  );
}
