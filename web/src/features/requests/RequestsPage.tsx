import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, queries } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { RequestCard, useRequestColumns } from '@/parts/requests/requestColumns';
import { FilterBar, PeriodFilter, SearchFilter, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';

const NAMES = ['scope', 'kind', 'statuses', 'q', 'case_id', 'agency_id', 'applicant_id', 'loan_id', 'submitted_from', 'submitted_before', 'unsigned_since', 'sort'] as const;

/** The requests the person may see; applicants see their own first. */
export default function RequestsPage() {
  const { t } = useTranslation();
  const word = useWord();
  const me = useMe();
  const navigate = useNavigate();
  const [filters, change] = useFilters(NAMES);
  const { scope, ...rest } = filters;
  const applies = me.may('submit_requests');
  const narrowed = rest.applicant_id !== undefined || rest.case_id !== undefined || rest.loan_id !== undefined;
  const mine = applies && !narrowed && scope !== 'all';
  const query = { ...(rest as object), ...(mine ? { applicant_id: me.user.id } : {}) };
  const list = queries.useInfiniteQuery('get', '/api/v1/requests', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const key = JSON.stringify(query);
  const count = useCallback(
    () => body(api.GET('/api/v1/requests', { params: { query: { ...(JSON.parse(key) as object), total: true, limit: 1 } } })).then(({ total }) => total ?? 0),
    [key],
  );
  const columns = useRequestColumns();
  return (
    <PageFrame
      title={mine ? t('requests:mine') : t('requests:title')}
      fill
      actions={
        applies && (
          <Dropdown menu={{ items: LISTS.RequestKind.map((kind) => ({ key: kind, label: word('RequestKind', kind), onClick: () => void navigate(`/requests/new/${kind}`) })) }}>
            <Button type="primary" icon={<PlusOutlined />}>{t('requests:new')}</Button>
          </Dropdown>
        )
      }
    >
      <FilterBar values={filters} change={change}>
        <SearchFilter label={t('requests:search')} value={filters.q} onChange={(q) => change({ q })} />
        {applies && !narrowed && (
          <Segmented
            value={mine ? 'mine' : 'all'}
            options={[{ value: 'mine', label: t('requests:scope_mine') }, { value: 'all', label: t('requests:scope_all') }]}
            onChange={(chosen) => change({ scope: chosen === 'all' ? 'all' : undefined })}
          />
        )}
        <WordFilter of="RequestKind" label={t('requests:kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
        <WordFilter several of="RequestStatus" label={t('requests:status')} value={filters.statuses} onChange={(statuses) => change({ statuses })} />
        {!mine && <AgencySelect className="filter-several" label={t('requests:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />}
        <PeriodFilter label={t('requests:submitted_from')} from={filters.submitted_from} before={filters.submitted_before} onChange={(submitted_from, submitted_before) => change({ submitted_from, submitted_before })} />
      </FilterBar>
      <ServerTable name="requests" query={list} columns={columns} rowKey="id" card={(row) => <RequestCard row={row} />} count={count} exports={{ list: 'requests', query }} sort={filters.sort} onSort={(sort) => change({ sort })} empty={mine && !filters.kind && !filters.statuses ? t('requests:none_mine') : t('requests:none_match')} />
    </PageFrame>
  );
}
