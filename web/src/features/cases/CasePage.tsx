import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Descriptions, Dropdown, Empty, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { Problem } from '@/api/problem';
import { useWord } from '@/i18n/words';
import { CaseRequests } from '@/parts/cases/CaseRequests';
import { DeadlineSection } from '@/parts/deadlines/DeadlineSection';
import { CaseDocuments } from '@/parts/documents/CaseDocuments';
import { FileSection } from '@/parts/files/FileSection';
import { CaseLabels } from '@/parts/labels/LabelOffer';
import { IssuedPapers } from '@/parts/papers/RecordPapers';
import { StaySums } from '@/parts/stays/StaySums';
import { SupervisionSection } from '@/parts/supervision/SupervisionSection';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { Code, Count, NOTHING, RecordTag, SecrecyTag, Time, Word } from '@/ui/values/values';
import { SetSecrecy } from './SetSecrecy';

/** One case: who handles it, its seizure lists, its requests. */
export default function CasePage() {
  const { t } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const me = useMe();
  const { id = '' } = useParams();
  const found = queries.useQuery('get', '/api/v1/cases/{id}', { params: { path: { id } } });
  if (found.error) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const row = found.data;
  return (
    <PageFrame
      title={row.name}
      trail={[{ to: '/cases', text: t('cases:title') }]}
      aside={<><Code>{row.case_no}</Code><SecrecyTag level={row.secrecy} /></>}
      actions={
        <>
          <Link to={`/items?case_id=${id}`}><Button>{t('cases:items')}</Button></Link>
          <CaseLabels of={row} />
          {me.may('set_secrecy') && <SetSecrecy of={row} />}
          {me.may('manage_cases') && <Link to={`/cases/${id}/edit`}><Button icon={<EditOutlined />}>{t('cases:edit')}</Button></Link>}
          {me.may('manage_cases') && <Link to={`/cases/${id}/seizure-lists/new`}><Button icon={<PlusOutlined />}>{t('cases:new_list')}</Button></Link>}
          {me.may('submit_requests') && (
            <Dropdown
              menu={{ items: LISTS.RequestKind.map((kind) => ({ key: kind, label: word('RequestKind', kind), onClick: () => void navigate(`/requests/new/${kind}?case_id=${id}`) })) }}
            >
              <Button type="primary" icon={<PlusOutlined />}>{t('cases:new_request')}</Button>
            </Dropdown>
          )}
        </>
      }
    >
      <section className="sheet">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'stage', label: t('cases:stage'), children: <Word of="Stage" is={row.stage} /> },
            { key: 'cause', label: t('cases:cause'), children: row.cause ?? NOTHING },
            { key: 'created', label: t('cases:created_at'), children: <Time at={row.created_at} /> },
          ]}
        />
      </section>
      <DeadlineSection of={{ case_id: id }} />
      <SupervisionSection of={row} />
      <section className="sheet">
        <h2>{t('stays:title')}</h2>
        <StaySums caseId={id} />
      </section>
      <Lists caseId={id} />
      <CaseDocuments caseId={id} />
      <FileSection subject={{ subject: 'case', subject_id: id }} />
      <section className="sheet">
        <h2>{t('papers:title')}</h2>
        <IssuedPapers query={{ case_id: id }} />
      </section>
      <CaseRequests caseId={id} title={t('cases:requests')} />
    </PageFrame>
  );
}

function Lists({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const list = queries.useInfiniteQuery('get', '/api/v1/seizure-lists', { params: { query: { case_id: caseId, limit: LARGEST_PAGE } } }, toTheEnd);
  const lists = useWholeList(list);
  const { rows, pending } = lists;
  const columns: TableColumnType<Schemas['SeizureListView']>[] = [
    { key: 'no', title: t('cases:list_no'), render: (_, row) => <><Link to={`/seizure-lists/${row.id}`}>{row.list_no}</Link> <RecordTag state={row.state} /></> },
    { key: 'decision', title: t('cases:decision_no'), responsive: ['md'], render: (_, row) => row.decision_no ?? NOTHING },
    { key: 'seized', title: t('cases:seized_at'), render: (_, row) => <Time at={row.seized_at} /> },
    { key: 'where', title: t('cases:seized_place'), responsive: ['md'], render: (_, row) => row.seized_place },
    { key: 'holder', title: t('cases:holder'), responsive: ['sm'], render: (_, row) => row.holder_name },
    { key: 'count', title: t('cases:item_count'), align: 'right', render: (_, row) => <Count n={row.item_count} /> },
  ];
  return (
    <section className="sheet">
      <h2>{t('cases:lists')}</h2>
      <BrokenList of={[lists]} />
      {(rows || pending) && (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={rows ?? []}
          loading={pending}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cases:no_lists')} /> }}
        />
      )}
    </section>
  );
}
