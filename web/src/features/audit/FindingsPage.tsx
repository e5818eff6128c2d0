import { Button, Segmented, Tag } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { TOOLS } from '@/ui/list/tools/layout';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING, Time, Word } from '@/ui/values/values';
import { AnswerFinding } from './AnswerFinding';

const NAMES = ['open', 'kind'] as const;

type Found = Schemas['FindingView'];

/** What a finding is about, with the way to it. */
function About({ row }: { row: Found }) {
  const { t } = useTranslation();
  const me = useMe();
  if (row.item_id && me.may('read_items')) return <Link to={`/items/${row.item_id}`}><Code>{row.item ?? ''}</Code></Link>;
  if (row.request_id && me.may('read_requests')) return <Link to={`/requests/${row.request_id}`}>{row.request}</Link>;
  if (row.item) return <Code>{row.item}</Code>;
  if (row.request) return <span>{row.request}</span>;
  return row.seq === null || row.kind === 'checkpoint' ? <span>{NOTHING}</span> : <Link to={`/audit/${row.seq}`}>{t('audit:entry', { seq: row.seq })}</Link>;
}

function Standing({ row }: { row: Found }) {
  const { t } = useTranslation();
  if (row.ruling === null) return <Tag color="red">{t('audit:finding.open')}</Tag>;
  return <Tag color={row.ruling === 'accepted' ? 'orange' : 'green'}><Word of="Ruling" is={row.ruling} /></Tag>;
}

/** What verifications found wrong: the auditor answers it, and only then is what it is about changed again. */
export default function FindingsPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const [filters, change] = useFilters(NAMES);
  const [answering, setAnswering] = useState<Found | null>(null);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/audit/findings', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/audit/findings', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const may = me.may('answer_findings');
  const columns = useMemo<Column<Found>[]>(() => {
    const act: Column<Found> = {
      key: TOOLS,
      title: '',
      width: 84,
      fixed: 'right',
      render: (_, row) => row.ruling === null && <Button size="small" onClick={() => setAnswering(row)}>{t('audit:finding.answer')}</Button>,
    };
    return [
      { key: 'found', title: t('audit:finding.found_at'), width: 150, render: (_, row) => <Time at={row.found_at} /> },
      { key: 'kind', title: t('audit:finding.kind'), width: 100, render: (_, row) => <Word of="FindingKind" is={row.kind} /> },
      { key: 'about', title: t('audit:finding.about'), width: 170, render: (_, row) => <About row={row} /> },
      { key: 'reason', title: t('audit:finding.reason'), width: 380, render: (_, row) => <span title={row.reason}>{row.reason}</span> },
      { key: 'standing', title: t('audit:finding.standing'), width: 100, render: (_, row) => <Standing row={row} /> },
      { key: 'text', title: t('audit:finding.text'), width: 220, render: (_, row) => (row.answer ? <span title={row.answer}>{row.answer}</span> : NOTHING) },
      { key: 'by', title: t('audit:finding.answered_by'), width: 100, render: (_, row) => called(row, 'answered_by_name') ?? NOTHING },
      ...(may ? [act] : []),
    ];
  }, [t, called, may]);
  const shown = filters.open === 'true' ? 'open' : filters.open === 'false' ? 'answered' : 'all';
  return (
    <PageFrame title={t('audit:findings')} trail={[{ to: '/verifications', text: t('audit:verifications') }]} fill>
      <FilterBar values={filters} change={change}>
        <Segmented
          value={shown}
          onChange={(wanted) => change({ open: wanted === 'all' ? undefined : String(wanted === 'open') })}
          options={(['all', 'open', 'answered'] as const).map((value) => ({ value: value as string, label: t(`audit:finding.show.${value}`) }))}
        />
        <WordFilter of="FindingKind" label={t('audit:finding.kind')} value={filters.kind} onChange={(kind) => change({ kind })} />
      </FilterBar>
      <ServerTable
        name="findings"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Word of="FindingKind" is={row.kind} /><Standing row={row} /></div>
            <About row={row} />
            <span>{row.reason}</span>
            <span className="quiet"><Time at={row.found_at} />{row.answer && <> · {called(row, 'answered_by_name')}：{row.answer}</>}</span>
            {may && row.ruling === null && <Button onClick={() => setAnswering(row)}>{t('audit:finding.answer')}</Button>}
          </div>
        )}
        count={count}
        empty={filters.open === undefined && filters.kind === undefined ? t('audit:finding.none') : t('audit:finding.none_match')}
      />
      {answering && <AnswerFinding finding={answering} onClose={() => setAnswering(null)} />}
    </PageFrame>
  );
}
