import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { NoticeTag } from '@/parts/supervision/supervisionTags';
import { FilterBar, useFilters, WordFilter, YesNoFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { Code, Time } from '@/ui/values/values';

const NAMES = ['statuses', 'overdue', 'agency_id', 'case_id', 'clue_id', 'item_id'] as const;

type Notice = Schemas['NoticeView'];

/** What supervisors asked agencies, newest first. */
export default function NoticesPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/supervision-notices', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/supervision-notices', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useMemo<Column<Notice>[]>(
    () => [
      { key: 'number', title: t('supervision:number'), width: 160, render: (_, row) => <Link to={`/supervision-notices/${row.id}`}>{row.number}</Link> },
      { key: 'status', title: t('supervision:standing'), width: 130, render: (_, row) => <NoticeTag of={row} /> },
      { key: 'title', title: t('supervision:notice_title'), width: 240, render: (_, row) => <span title={row.title}>{row.title}</span> },
      { key: 'agency', title: t('supervision:receiver'), width: 220, render: (_, row) => called(row, 'agency_name') },
      { key: 'answer_by', title: t('supervision:answer_by'), width: 150, render: (_, row) => <Time at={row.answer_by} /> },
      { key: 'answered', title: t('supervision:answered_at'), width: 150, render: (_, row) => <Time at={row.answered_at} /> },
      { key: 'case', title: t('supervision:case'), width: 220, render: (_, row) => <Link to={`/cases/${row.case_id}`} title={row.case_name}><Code>{row.case_no}</Code></Link> },
      { key: 'sent', title: t('supervision:sent_at'), width: 150, render: (_, row) => <Time at={row.sent_at} /> },
      { key: 'by', title: t('supervision:sent_by'), width: 110, render: (_, row) => called(row, 'sent_by_name') },
    ],
    [t, called],
  );
  return (
    <PageFrame title={t('supervision:notices')} fill>
      <FilterBar values={filters} change={change}>
        <WordFilter several of="NoticeStatus" label={t('supervision:standing')} value={filters.statuses} onChange={(statuses) => change({ statuses })} />
        <YesNoFilter label={t('supervision:term')} yes={t('supervision:overdue')} no={t('supervision:all')} value={filters.overdue} onChange={(overdue) => change({ overdue })} />
        <AgencySelect className="filter-several" label={t('supervision:receiver')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
      </FilterBar>
      <ServerTable
        name="supervision-notices"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/supervision-notices/${row.id}`}>{row.number}</Link><NoticeTag of={row} /></div>
            <span>{row.title}</span>
            <span>{called(row, 'agency_name')} · {t('supervision:answer_by')} <Time at={row.answer_by} /></span>
            <span className="quiet">{row.case_name} · {called(row, 'sent_by_name')} · <Time at={row.sent_at} /></span>
          </div>
        )}
        count={count}
        empty={Object.values(filters).some(Boolean) ? t('supervision:no_notice_matches') : t('supervision:no_notices')}
      />
    </PageFrame>
  );
}
