import { Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type ExportedColumn, queries, type Schemas } from '@/api/client';
import { actionName } from '@/parts/audit/actionName';
import { FirstHits } from '@/ui/list/FirstHits';
import { FilterBar, PeriodFilter, useFilters } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { NOTHING, Time, Word } from '@/ui/values/values';
import { SubjectFilter } from './SubjectFilter';
import { EntrySubject, useSubjectText } from './SubjectName';

const NAMES = ['action', 'actor_id', 'item', 'item_id', 'subject_id', 'subject', 'from', 'before'] as const;

type Entry = Schemas['AuditEntryView'];

/** The log, newest first. */
export default function EntriesPage() {
  const { t, i18n } = useTranslation();
  const called = useCalled();
  const subject = useSubjectText();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/audit/entries', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/audit/entries', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const actions = useMemo(
    () =>
      [...Object.keys(i18n.getResourceBundle(i18n.language, 'actions') as object), ...Object.keys((i18n.getResourceBundle(i18n.language, 'words') as { ItemAction: object }).ItemAction)].map((value) => ({
        value,
        label: actionName(t, value),
      })),
    [t, i18n],
  );
  const columns = useMemo<Column<Entry, ExportedColumn<'audit/entries'>>[]>(
    () => [
      { key: 'seq', title: t('audit:seq'), width: 100, align: 'right', render: (_, row) => <Link className="figures" to={`/audit/${row.seq}`}>{row.seq}</Link> },
      { key: 'at', title: t('audit:at'), width: 170, render: (_, row) => <Time at={row.at} form="second" /> },
      { key: 'action', title: t('audit:action'), width: 150, render: (_, row) => actionName(t, row.action) },
      { key: 'actor', title: t('audit:actor'), width: 120, render: (_, row) => called(row, 'actor_name') ?? t('audit:system') },
      { key: 'agency', title: t('audit:agency'), width: 220, render: (_, row) => called(row, 'agency_name') ?? NOTHING },
      { key: 'kind', title: t('audit:subject_kind'), width: 120, render: (_, row) => <Word of="SubjectKind" is={row.subject_kind} /> },
      { key: 'subject', along: ['subject_code', 'item', 'name'], title: t('audit:subject'), width: 420, render: (_, row) => <EntrySubject row={row} /> },
      { key: 'item_seq', hidden: true, title: t('audit:item_seq'), width: 110, align: 'right', render: (_, row) => row.item_seq ?? NOTHING },
    ],
    [t, called],
  );
  return (
    <PageFrame title={t('audit:title')} fill>
      <FilterBar values={filters} change={change}>
        <SubjectFilter value={{ ...filters, subject: filters.subject ?? filters.item }} onChange={(chosen) => change({ ...chosen, item: undefined })} />
        <Select
          className="filter-several"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          placeholder={t('audit:action')}
          aria-label={t('audit:action')}
          value={filters.action ?? null}
          options={actions}
          onChange={(action) => change({ action: action ?? undefined })}
        />
        <ActorFilter value={filters.actor_id} onChange={(actor_id) => change({ actor_id })} />
        <PeriodFilter label={t('audit:at')} from={filters.from} before={filters.before} onChange={(from, before) => change({ from, before })} />
      </FilterBar>
      <ServerTable
        name="audit/entries"
        query={list}
        columns={columns}
        rowKey="seq"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Link to={`/audit/${row.seq}`}>{actionName(t, row.action)}</Link><span className="quiet">{row.seq}</span></div>
            <span><Word of="SubjectKind" is={row.subject_kind} /> {row.concealed ? t('audit:concealed_name') : subject(row)}</span>
            <span className="quiet"><Time at={row.at} form="second" /> · {called(row, 'actor_name') ?? t('audit:system')}</span>
          </div>
        )}
        count={count}
        exports={{ list: 'audit/entries', query }}
        empty={t('audit:none')}
      />
    </PageFrame>
  );
}

interface FilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const OFFERED = 20;

/** Filters by a person, found by part of their name or login. */
function ActorFilter({ value, onChange }: FilterProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const found = queries.useQuery('get', '/api/v1/users', { params: { query: { ...(text ? { q: text } : {}), limit: OFFERED } } }, { staleTime: 60_000 });
  const known = queries.useQuery('get', '/api/v1/users/{id}', { params: { path: { id: value ?? '' } } }, { enabled: value !== undefined, staleTime: 60_000 });
  const people = [...(found.data?.rows ?? [])];
  if (known.data && !people.some(({ id }) => id === known.data.id)) people.unshift(known.data);
  return (
    <Select
      className="filter-several"
      showSearch={{ filterOption: false, onSearch: setText }}
      popupRender={(menu) => <FirstHits menu={menu} count={OFFERED} more={Boolean(found.data?.next)} />}
      allowClear
      placeholder={t('audit:actor')}
      aria-label={t('audit:actor')}
      value={value ?? null}
      options={people.map(({ id, name, login }) => ({ value: id as string, label: `${name} (${login})` }))}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
