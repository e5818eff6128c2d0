import { useInfiniteQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, type Schemas } from '@/api/client';
import { ConditionPictures } from '@/parts/files/ConditionPictures';
import { distinguishing } from '@/parts/items/distinguishing';
import { LINES_PER_PAGE } from '@/parts/requests/requestLines';
import type { PageOf } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { useCalled } from '@/ui/values/called';
import { Code, CustodyTag, Money, NOTHING, Time, Word } from '@/ui/values/values';

type Line = Schemas['RequestLineView'];

/** The lines of a request, each with its outcome. */
export function RequestLines({ request }: { request: Schemas['RequestDetail'] }) {
  const { t } = useTranslation();
  const called = useCalled();
  const [pending, setPending] = useState(false);
  const outcome = pending ? 'pending' : undefined;
  const list = useInfiniteQuery({
    queryKey: ['get', `/api/v1/requests/${request.id}/lines`, outcome, request.version],
    initialPageParam: 0,
    queryFn: async ({ pageParam }): Promise<PageOf<Line>> => ({
      rows: await body(api.GET('/api/v1/requests/{id}/lines', { params: { path: { id: request.id }, query: { after: pageParam, ...(outcome ? { outcome } : {}) } } })),
    }),
    getNextPageParam: (last) => (last.rows.length < LINES_PER_PAGE ? undefined : last.rows.at(-1)?.line_no),
  });
  const columns = useMemo<Column<Line>[]>(
    () => [
      { key: 'no', title: '#', width: 56, align: 'right', render: (_, row) => row.line_no },
      { key: 'code', title: t('items:code'), width: 180, render: (_, row) => <Link to={`/items/${row.item_id}`}><Code>{row.code}</Code></Link> },
      { key: 'name', title: t('items:name'), width: 160, render: (_, row) => row.name },
      { key: 'features', title: t('items:features'), width: 200, render: (_, row) => <span title={distinguishing(row)}>{distinguishing(row) || NOTHING}</span> },
      { key: 'pieces', title: t('items:pieces'), width: 80, align: 'right', render: (_, row) => `${row.pieces} ${row.unit}` },
      { key: 'valuation', title: t('items:valuation'), width: 130, align: 'right', render: (_, row) => <Money minor={row.valuation_minor} currency={row.currency} /> },
      { key: 'category', title: t('items:category'), width: 120, render: (_, row) => <Word of="Category" is={row.category} /> },
      { key: 'outcome', title: t('requests:outcome'), width: 110, render: (_, row) => <Word of="LineOutcome" is={row.outcome} /> },
      { key: 'condition', title: t('requests:condition'), width: 110, render: (_, row) => <Word of="Condition" is={row.condition} /> },
      { key: 'sealing', title: t('requests:sealing'), width: 130, render: (_, row) => <Word of="Sealing" is={row.sealing} /> },
      { key: 'pictures', title: t('files:condition'), width: 120, render: (_, row) => <ConditionPictures request={request} line={row} /> },
      { key: 'why', title: t('requests:why'), width: 160, render: (_, row) => row.reason ?? NOTHING },
      { key: 'state', title: t('items:state'), width: 130, render: (_, row) => <CustodyTag state={row.custody_state} /> },
      { key: 'place', title: t('items:place'), width: 130, render: (_, row) => <Code>{row.place_code}</Code> },
      { key: 'by', title: t('requests:executed_by'), width: 130, render: (_, row) => called(row, 'executed_by_name', 'second_name') ?? NOTHING },
      { key: 'at', title: t('requests:executed_at'), width: 150, render: (_, row) => <Time at={row.executed_at} /> },
    ],
    [t, called, request],
  );
  return (
    <section className="sheet lines">
      <div className="toolbar">
        <h2>{t('requests:line_list')}</h2>
        <span className="filters-space" />
        {request.open_line_count > 0 && request.open_line_count < request.line_count && (
          <Segmented size="small" value={pending} onChange={setPending} options={[{ value: false, label: t('requests:all_lines') }, { value: true, label: t('requests:open_only', { count: request.open_line_count }) }]} />
        )}
      </div>
      <ServerTable name="request_lines" query={list} columns={columns} rowKey="item_id" card={(row) => <LineCard row={row} request={request} />} empty={t('requests:no_lines')} />
    </section>
  );
}

function LineCard({ row, request }: { row: Line; request: Schemas['RequestDetail'] }) {
  return (
    <div className="card-row">
      <div className="card-row-top">
        <Link to={`/items/${row.item_id}`}>{row.line_no}. {row.name}</Link>
        <Word of="LineOutcome" is={row.outcome} />
      </div>
      <span><Code>{row.code}</Code> {row.pieces} {row.unit} {row.valuation_minor !== null && <Money minor={row.valuation_minor} currency={row.currency} />}</span>
      {distinguishing(row) && <span className="quiet">{distinguishing(row)}</span>}
      {row.reason && <span className="quiet">{row.reason}</span>}
      <span><ConditionPictures request={request} line={row} /></span>
    </div>
  );
}
