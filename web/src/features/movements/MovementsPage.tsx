import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type ExportedColumn, queries, type Schemas } from '@/api/client';
import { useWord } from '@/i18n/words';
import { AgencySelect } from '@/parts/agencies/AgencySelect';
import { ItemLink } from '@/parts/items/ItemLink';
import { RequestLink } from '@/parts/requests/RequestLink';
import { FilterBar, PeriodFilter, useFilters } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING, Time, Word } from '@/ui/values/values';

const NAMES = ['actions', 'moved_from', 'moved_before', 'item_id', 'place_id', 'actor_id', 'request_id', 'agency_id', 'sort'] as const;

/** The events that move goods or change who answers for them. */
const MOVES = ['ItemReceived', 'ItemMoved', 'ItemClassified', 'ItemLent', 'ItemReturned', 'ItemReleased', 'ItemFound', 'ItemLost'] as const;

type Movement = Schemas['MovementView'];

/** One end of a movement: a place, a person, or outside the centre. */
function Whereabouts({ code, place, person }: { code: string | null; place: string | undefined; person: string | null | undefined }) {
  return person ? <>{person}</> : <span title={place}><Code>{code ?? NOTHING}</Code></span>;
}

/** Every movement of goods: what moved, from where to where, and by whom. */
export default function MovementsPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const word = useWord();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/movements', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/movements', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useMemo<Column<Movement, ExportedColumn<'movements'>>[]>(
    () => [
      { key: 'moved', title: t('movements:moved_at'), width: 150, sortKey: 'moved_at', render: (_, row) => <Time at={row.moved_at} /> },
      { key: 'action', title: t('movements:action'), width: 100, render: (_, row) => <Word of="ItemAction" is={row.action} /> },
      { key: 'code', title: t('movements:code'), width: 170, render: (_, row) => <ItemLink id={row.item_id}><Code>{row.code}</Code></ItemLink> },
      { key: 'name', title: t('movements:name'), width: 170, render: (_, row) => row.name },
      { key: 'from', along: ['from_name', 'from_borrower'], title: t('movements:from'), width: 130, render: (_, row) => <Whereabouts code={row.from_place_code} place={called(row, 'from_place_name')} person={called(row, 'from_borrower_name')} /> },
      { key: 'to', along: ['to_name', 'to_borrower', 'receiver'], title: t('movements:to'), width: 130, render: (_, row) => <Whereabouts code={row.to_place_code} place={called(row, 'to_place_name')} person={called(row, 'to_borrower_name') ?? row.receiver} /> },
      { key: 'actor', along: ['second'], title: t('movements:actor'), width: 140, render: (_, row) => called(row, 'actor_name', 'second_name') },
      { key: 'request', title: t('movements:request'), width: 160, render: (_, row) => (row.request_id ? <RequestLink id={row.request_id}><Code>{row.request_number}</Code></RequestLink> : NOTHING) },
      { key: 'condition', title: t('movements:condition'), width: 90, render: (_, row) => <Word of="Condition" is={row.condition} /> },
      { key: 'from_state', hidden: true, title: t('movements:from_state'), width: 110, render: (_, row) => <Word of="CustodyState" is={row.from_state} /> },
      { key: 'to_state', hidden: true, title: t('movements:to_state'), width: 110, render: (_, row) => <Word of="CustodyState" is={row.to_state} /> },
      { key: 'reason', hidden: true, title: t('movements:reason'), width: 220, render: (_, row) => row.reason ?? NOTHING },
      { key: 'leaf', title: t('movements:leaf'), width: 100, align: 'right', render: (_, row) => <span className="figures">{row.leaf_seq}</span> },
    ],
    [t, called],
  );
  return (
    <PageFrame title={t('movements:title')} fill>
      <FilterBar values={filters} change={change}>
        <Select
          className="filter-several"
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          placeholder={t('movements:action')}
          aria-label={t('movements:action')}
          value={filters.actions?.split(',') ?? []}
          options={MOVES.map((value) => ({ value: value as string, label: word('ItemAction', value) }))}
          onChange={(chosen: string[]) => change({ actions: chosen.join(',') || undefined })}
        />
        <AgencySelect className="filter-several" label={t('movements:agency')} allowClear value={filters.agency_id ?? null} onChange={(agency_id) => change({ agency_id })} />
        <PeriodFilter label={t('movements:moved_at')} from={filters.moved_from} before={filters.moved_before} onChange={(moved_from, moved_before) => change({ moved_from, moved_before })} />
      </FilterBar>
      <ServerTable
        name="movements"
        query={list}
        columns={columns}
        rowKey="leaf_seq"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top">
              <ItemLink id={row.item_id}>{row.name}</ItemLink>
              <Word of="ItemAction" is={row.action} />
            </div>
            <Code>{row.code}</Code>
            <span className="quiet"><Time at={row.moved_at} /> · {called(row, 'actor_name')} · {row.request_number}</span>
          </div>
        )}
        count={count}
        exports={{ list: 'movements', query }}
        sort={filters.sort ?? '-moved_at'}
        onSort={(sort) => change({ sort })}
        empty={Object.values(filters).some(Boolean) ? t('movements:none_match') : t('movements:none')}
      />
    </PageFrame>
  );
}
