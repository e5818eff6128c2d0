import { EditOutlined, PlusOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Descriptions } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body, ifMatch, queries, type Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { Problem } from '@/api/problem';
import { CaseRequests } from '@/parts/cases/CaseRequests';
import { RecordNotice } from '@/parts/corrections/RecordNotice';
import { useCancellation } from '@/parts/corrections/useCancellation';
import { DeadlineSection } from '@/parts/deadlines/DeadlineSection';
import { FileSection } from '@/parts/files/FileSection';
import { ItemCard, useItemColumns } from '@/parts/items/itemColumns';
import { RecordPapers } from '@/parts/papers/RecordPapers';
import { byCursor } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { Failed, Splash } from '@/ui/page/pageStates';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, Count, CustodyTag, NOTHING, RecordTag, Time } from '@/ui/values/values';
import { CorrectSeizureList, LISTS_AND_ITEMS } from './CorrectSeizureList';

type List = Schemas['SeizureListView'];
type Item = Schemas['ItemView'];

const AT_ONCE = 500;
const SHOWN = new Set(['code', 'name', 'category', 'state', 'place', 'pieces', 'holder', 'valuation', 'received']);

/** One seizure list: who seized what and where, who signed, and where each item is now. */
export default function SeizureListPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const me = useMe();
  const found = queries.useQuery('get', '/api/v1/seizure-lists/{id}', { params: { path: { id } } });
  const items = queries.useInfiniteQuery('get', '/api/v1/items', { params: { query: { seizure_list_id: id, sort: 'line_no', limit: AT_ONCE } } }, byCursor);
  const waiting = queries.useQuery('get', '/api/v1/items', { params: { query: { seizure_list_id: id, states: 'registered', total: true, limit: 1 } } });
  const columns = useItemColumns();
  const shown = useMemo(
    () => [{ key: 'line_no' as const, title: '#', width: 56, align: 'right' as const, render: (_: unknown, item: Item) => item.line_no }, ...columns.filter(({ key }) => key !== 'line_no').map((column) => ({ ...column, hidden: !SHOWN.has(column.key) }))],
    [columns],
  );
  if (found.error) return <Failed problem={Problem.from(found.error)} again={() => void found.refetch()} />;
  if (!found.data) return <Splash />;
  const list = found.data;
  const rows = items.data?.pages.flatMap((page) => page.rows) ?? [];
  const registered = (waiting.data?.total ?? 0) > 0;
  return (
    <PageFrame
      title={t('seizure_lists:title', { number: list.list_no })}
      trail={[{ to: '/cases', text: t('cases:title') }, { to: `/cases/${list.case_id}`, text: list.case_no }]}
      aside={<><RecordTag state={list.state} />{items.hasNextPage ? null : <States rows={rows} />}</>}
      actions={
        <>
          <ListActions list={list} />
          {me.may('submit_requests') && registered && (
            <Link to={`/requests/new/intake?case_id=${list.case_id}&seizure_list_id=${id}`}><Button type="primary" icon={<PlusOutlined />}>{t('seizure_lists:request_intake')}</Button></Link>
          )}
        </>
      }
    >
      <RecordNotice row={list} addressOf={(other) => `/seizure-lists/${other}`} />
      <Facts list={list} />
      <DeadlineSection of={{ seizure_list_id: id }} />
      <section className="sheet lines">
        <h2>{t('seizure_lists:grid')}</h2>
        <ServerTable name="seizure_list" query={items} columns={shown} rowKey="id" card={(item) => <ItemCard item={item} />} exports={{ list: 'items', query: { seizure_list_id: id, sort: 'line_no' } }} empty={t(list.state === 'replaced' ? 'corrections:items_gone' : 'seizure_lists:no_items')} />
      </section>
      <FileSection subject={{ subject: 'seizure_list', subject_id: list.id }} title={t('seizure_lists:files')} />
      {me.may('read_requests') && <RecordPapers source={{ seizure_list_id: id }} forms={['seizure_list', 'preservation_list']} />}
      <CaseRequests caseId={list.case_id} title={t('seizure_lists:requests')} />
    </PageFrame>
  );
}

/** Corrects or cancels a list of the person's own agency that is in force. */
function ListActions({ list }: { list: List }) {
  const { t } = useTranslation();
  const me = useMe();
  const [corrected, setCorrected] = useState<List | null>(null);
  const cancellation = useCancellation(
    ({ id, version, reason }, once) => body(api.POST('/api/v1/seizure-lists/{id}/cancellation', { params: { path: { id }, header: { ...once, ...ifMatch(version) } }, body: { reason } })),
    LISTS_AND_ITEMS,
  );
  if (!me.may('manage_cases') || list.state !== 'in_force' || list.agency_id !== me.agency.id) return null;
  const { id, version, list_no: number, item_count: count } = list;
  const cancel = () => cancellation.start({ id, version, title: t('corrections:cancel_list_title', { number }), content: t('corrections:cancel_list_help', { count }) });
  return (
    <>
      <Button icon={<EditOutlined />} onClick={() => setCorrected(list)}>{t('corrections:correct')}</Button>
      <Button icon={<StopOutlined />} danger loading={cancellation.pending} onClick={() => void cancel()}>{t('corrections:cancel')}</Button>
      {corrected && <CorrectSeizureList list={corrected} close={() => setCorrected(null)} />}
    </>
  );
}

/** The number of items in each custody state. */
function States({ rows }: { rows: readonly Item[] }) {
  return LISTS.CustodyState.flatMap((state) => {
    const count = rows.filter(({ custody_state }) => custody_state === state).length;
    return count > 0 ? [<span key={state}><CustodyTag state={state} /><Count n={count} /></span>] : [];
  });
}

function Facts({ list }: { list: List }) {
  const { t } = useTranslation();
  const called = useCalled();
  return (
    <section className="sheet">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'case', label: t('items:case'), children: <Link to={`/cases/${list.case_id}`}>{called(list, 'case_name')} <Code>{called(list, 'case_no')}</Code></Link> },
          { key: 'agency', label: t('seizure_lists:agency'), children: called(list, 'agency_name') },
          { key: 'decision', label: t('seizure_lists:decision_no'), children: list.decision_no ?? NOTHING },
          { key: 'seized', label: t('seizure_lists:seized_at'), children: <Time at={list.seized_at} /> },
          { key: 'where', label: t('seizure_lists:seized_place'), children: list.seized_place },
          { key: 'holder', label: t('seizure_lists:holder_name'), children: list.holder_name },
          { key: 'witness', label: t('seizure_lists:attesting_witness'), children: list.attesting_witness ?? NOTHING },
          { key: 'by', label: t('seizure_lists:created_by'), children: <>{called(list, 'created_by_name')} <span className="quiet"><Time at={list.created_at} /></span></> },
          { key: 'count', label: t('cases:item_count'), children: <Count n={list.item_count} /> },
        ]}
      />
    </section>
  );
}
