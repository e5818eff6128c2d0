import { SearchOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { SendNotice } from '@/parts/supervision/SendNotice';
import { ClueTag } from '@/parts/supervision/supervisionTags';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING, Time } from '@/ui/values/values';
import { ClueItems } from './ClueItems';
import { ExplainClue } from './ExplainClue';

const NAMES = ['statuses', 'rule', 'agency_id', 'case_id'] as const;

type Clue = Schemas['ClueView'];

/** What the rules of supervision found in cases: explained by the agency, asked about by supervisors, gone by itself once it is put right. */
export default function CluesPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const [explaining, setExplaining] = useState<Clue | null>(null);
  const [goods, setGoods] = useState<Clue | null>(null);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/clues', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/clues', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const acts = me.may('supervise_cases') || me.may('answer_supervision');
  const columns = useMemo<Column<Clue>[]>(() => {
    const act: Column<Clue> = { key: TOOLS, title: '', width: 150, fixed: 'right', render: (_, row) => <Actions row={row} explain={setExplaining} /> };
    return [
      { key: 'status', title: t('supervision:standing'), width: 100, render: (_, row) => <ClueTag status={row.status} /> },
      { key: 'title', title: t('supervision:clue'), width: 220, render: (_, row) => <span title={row.law ?? undefined}>{row.title}</span> },
      { key: 'case', title: t('supervision:case'), width: 220, render: (_, row) => <Link to={`/cases/${row.case_id}`} title={row.case_name}><Code>{row.case_no}</Code></Link> },
      { key: 'items', title: t('supervision:items'), width: 90, align: 'right', render: (_, row) => <Goods row={row} show={setGoods} /> },
      { key: 'since', title: t('supervision:since'), width: 120, render: (_, row) => <Time at={row.since} form="day" /> },
      { key: 'agency', title: t('supervision:agency'), width: 220, render: (_, row) => called(row, 'agency_name') },
      { key: 'explanation', title: t('supervision:explanation'), width: 260, render: (_, row) => (row.explanation ? <span title={row.explanation}>{row.explanation}</span> : NOTHING) },
      { key: 'by', title: t('supervision:explained_by'), width: 110, render: (_, row) => called(row, 'explained_by_name') ?? NOTHING },
      { key: 'law', hidden: true, title: t('supervision:law'), width: 260, render: (_, row) => row.law ?? NOTHING },
      { key: 'found', hidden: true, title: t('supervision:found_at'), width: 150, render: (_, row) => <Time at={row.found_at} /> },
      { key: 'corrected', hidden: true, title: t('supervision:corrected_at'), width: 150, render: (_, row) => <Time at={row.corrected_at} /> },
      ...(acts ? [act] : []),
    ];
  }, [t, called, acts]);
  return (
    <PageFrame title={t('supervision:clues')} fill actions={me.may('supervise_cases') && <SearchNow />}>
      <FilterBar values={filters} change={change}>
        <WordFilter several of="ClueStatus" label={t('supervision:standing')} value={filters.statuses} onChange={(statuses) => change({ statuses })} />
        <WordFilter of="ClueRule" label={t('supervision:clue')} value={filters.rule} onChange={(rule) => change({ rule })} />
        <AgencySelect className="filter-several" label={t('supervision:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
      </FilterBar>
      <ServerTable
        name="clues"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><span>{row.title}</span><ClueTag status={row.status} /></div>
            <Link to={`/cases/${row.case_id}`}>{row.case_name}</Link>
            <span><Goods row={row} show={setGoods} /> {t('supervision:since')} <Time at={row.since} form="day" /></span>
            <span className="quiet">{called(row, 'agency_name')}{row.law && <> · {row.law}</>}</span>
            {row.explanation && <span><b>{called(row, 'explained_by_name')}</b> {row.explanation}</span>}
            <Actions row={row} explain={setExplaining} />
          </div>
        )}
        count={count}
        empty={Object.values(filters).some(Boolean) ? t('supervision:no_clue_matches') : t('supervision:no_clues')}
      />
      {explaining && <ExplainClue clue={explaining} close={() => setExplaining(null)} />}
      {goods && <ClueItems clue={goods} close={() => setGoods(null)} />}
    </PageFrame>
  );
}

/** How many goods a clue is about, with the way to them. */
function Goods({ row, show }: { row: Clue; show: (row: Clue) => void }) {
  const { t } = useTranslation();
  return <Button type="link" size="small" onClick={() => show(row)}>{t('supervision:goods', { count: row.item_count })}</Button>;
}

function Actions({ row, explain }: { row: Clue; explain: (row: Clue) => void }) {
  const { t } = useTranslation();
  if (row.status === 'corrected') return null;
  const about = {
    case_id: row.case_id,
    agency_id: row.agency_id,
    clue_id: row.id,
    title: row.title,
    ground: t('supervision:ground_of_clue', { case: row.case_name, title: row.title, count: row.item_count, law: row.law ?? t('supervision:practice') }),
  };
  return (
    <>
      {row.can_explain && <Button size="small" onClick={() => explain(row)}>{t('supervision:explain')}</Button>}
      <SendNotice about={about} small />
    </>
  );
}

/** Searches all cases now instead of in the night. */
function SearchNow() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const search = useAction((_: null, once) => body(api.POST('/api/v1/clue-searches', { params: { header: once }, body: {} })), {
    done: (came) => notification.success({ title: t('supervision:searched', { ...came }) }),
  });
  return <Button icon={<SearchOutlined />} loading={search.isPending} onClick={() => search.mutate(null)}>{t('supervision:search_now')}</Button>;
}
