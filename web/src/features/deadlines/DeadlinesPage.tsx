import { Segmented } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { DeadlineDue, DeadlineLight, DeadlineTime } from '@/parts/deadlines/DeadlineDue';
import { DeadlineOwner } from '@/parts/deadlines/DeadlineOwner';
import { DeadlineSubject } from '@/parts/deadlines/DeadlineSubject';
import { FilterBar, PeriodFilter, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { Code, NOTHING, Time, Word } from '@/ui/values/values';
import { monthAt } from './calendarDays';
import { DeadlineCalendar } from './DeadlineCalendar';
import { RuleFilter } from './RuleFilter';

const NAMES = ['lights', 'mine', 'rule', 'subject', 'agency_id', 'due_from', 'due_before', 'item_id', 'case_id', 'seizure_list_id', 'request_id'] as const;
const VIEW = ['view', 'month'] as const;

type Deadline = Schemas['DeadlineView'];

/** What must be done by when: as a list, that due first at the top, or as a month. */
export default function DeadlinesPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const [{ view, month }, setView] = useFilters(VIEW);
  const calendar = view === 'calendar';
  const show = (wanted: string) => {
    if (wanted === 'list') return setView({ view: undefined, month: undefined });
    change({ due_from: undefined, due_before: undefined });
    setView({ view: 'calendar', month: filters.due_from && monthAt(filters.due_from) });
  };
  return (
    <PageFrame title={t('deadlines:title')} fill={!calendar}>
      <FilterBar
        values={filters}
        change={change}
        extra={<Segmented aria-label={t('deadlines:view')} value={calendar ? 'calendar' : 'list'} onChange={show} options={(['list', 'calendar'] as const).map((value) => ({ value: value as string, label: t(`deadlines:views.${value}`) }))} />}
      >
        <WordFilter several of="ClockLight" label={t('deadlines:light_filter')} value={filters.lights} onChange={(lights) => change({ lights })} />
        <Segmented
          value={filters.mine === 'true' ? 'mine' : 'all'}
          onChange={(wanted) => change({ mine: wanted === 'mine' ? 'true' : undefined })}
          options={(['all', 'mine'] as const).map((value) => ({ value: value as string, label: t(`deadlines:show.${value}`) }))}
        />
        <RuleFilter label={t('deadlines:rule')} value={filters.rule} onChange={(rule) => change({ rule })} />
        <WordFilter of="ClockSubject" label={t('deadlines:subject')} value={filters.subject} onChange={(subject) => change({ subject })} />
        <AgencySelect className="filter-several" label={t('deadlines:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
        {!calendar && <PeriodFilter label={t('deadlines:due_at')} from={filters.due_from} before={filters.due_before} onChange={(due_from, due_before) => change({ due_from, due_before })} />}
      </FilterBar>
      {calendar ? <DeadlineCalendar query={filters} month={month} onMonth={(wanted) => setView({ month: wanted })} /> : <DeadlineList query={filters} />}
    </PageFrame>
  );
}

function useColumns(): Column<Deadline>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'light', title: t('deadlines:light'), width: 110, render: (_, row) => <DeadlineLight of={row} /> },
      { key: 'due', title: t('deadlines:due_at'), width: 250, render: (_, row) => <DeadlineTime of={row} /> },
      { key: 'title', title: t('deadlines:what'), width: 220, render: (_, row) => <span title={row.law ?? undefined}>{row.title}</span> },
      { key: 'law', hidden: true, title: t('deadlines:law'), width: 220, render: (_, row) => row.law ?? NOTHING },
      { key: 'subject', title: t('deadlines:subject'), width: 200, render: (_, row) => <DeadlineSubject of={row} /> },
      { key: 'case_no', title: t('deadlines:case'), width: 220, render: (_, row) => <Link to={`/cases/${row.case_id}`} title={row.case_name}><Code>{row.case_no}</Code></Link> },
      { key: 'case', hidden: true, title: t('items:case_name'), width: 220, render: (_, row) => row.case_name },
      { key: 'agency', title: t('deadlines:agency'), width: 200, render: (_, row) => row.agency_name },
      { key: 'owner', title: t('deadlines:owner'), width: 170, render: (_, row) => <DeadlineOwner of={row} /> },
      { key: 'effect', hidden: true, title: t('deadlines:effect'), width: 140, render: (_, row) => <Word of="ClockEffect" is={row.effect} /> },
      { key: 'started', hidden: true, title: t('deadlines:started_at'), width: 150, render: (_, row) => <Time at={row.started_at} /> },
      { key: 'warn', hidden: true, title: t('deadlines:warn_at'), width: 150, render: (_, row) => <Time at={row.warn_at} /> },
      { key: 'closed', hidden: true, title: t('deadlines:closed_at'), width: 150, render: (_, row) => <Time at={row.closed_at} /> },
    ],
    [t],
  );
}

function DeadlineList({ query: filters }: { query: Partial<Record<(typeof NAMES)[number], string>> }) {
  const { t } = useTranslation();
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/deadlines', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/deadlines', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useColumns();
  return (
    <ServerTable
      name="deadlines"
      query={list}
      columns={columns}
      rowKey="id"
      card={(row) => <DeadlineCard row={row} />}
      count={count}
      empty={Object.values(filters).some(Boolean) ? t('deadlines:none_match') : t('deadlines:none')}
    />
  );
}

function DeadlineCard({ row }: { row: Deadline }) {
  return (
    <div className="card-row">
      <span>{row.title}</span>
      <span><DeadlineDue of={row} /></span>
      <span><DeadlineSubject of={row} /> · <Link to={`/cases/${row.case_id}`} title={row.case_name}><Code>{row.case_no}</Code></Link></span>
      <span className="quiet">{row.agency_name} · <DeadlineOwner of={row} /></span>
    </div>
  );
}
