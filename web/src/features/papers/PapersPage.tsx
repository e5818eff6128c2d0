import { Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { OpenPaper } from '@/parts/papers/RecordPapers';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { Count, Time, Word } from '@/ui/values/values';
import { CheckFile } from './CheckFile';

type Paper = Schemas['PaperView'];

const NAMES = ['form', 'case_id', 'item_id'] as const;

/** Every issued paper, newest first; a file is checked against them. */
export default function PapersPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(NAMES);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/papers', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  return (
    <PageFrame title={t('papers:title')} fill>
      <CheckFile />
      <FilterBar values={filters} change={change}>
        <WordFilter of="PaperForm" label={t('papers:form')} value={filters.form} onChange={(form) => change({ form })} />
      </FilterBar>
      <ServerTable name="papers" query={list} columns={useColumns()} rowKey="id" card={(paper) => <Card paper={paper} />} empty={t('papers:none')} />
    </PageFrame>
  );
}

function useColumns(): Column<Paper>[] {
  const { t } = useTranslation();
  const called = useCalled();
  return useMemo(
    () => [
      { key: 'number', title: t('papers:number'), width: 260, render: (_, row) => <Card paper={row} /> },
      { key: 'form', title: t('papers:form'), width: 170, render: (_, row) => <Word of="PaperForm" is={row.form} /> },
      { key: 'case', title: t('papers:case'), width: 220, render: (_, row) => <Link to={`/cases/${row.case_id}`}>{called(row, 'case_name')}</Link> },
      { key: 'agency', title: t('papers:agency'), width: 160, render: (_, row) => called(row, 'agency_name') },
      { key: 'lines', title: t('papers:lines'), width: 80, align: 'right', render: (_, row) => <Count n={row.line_count} /> },
      { key: 'issued', title: t('papers:issued_at'), width: 150, render: (_, row) => <Time at={row.issued_at} /> },
      { key: 'by', title: t('papers:issued_by'), width: 120, render: (_, row) => called(row, 'issued_by_name') },
      { key: 'file', title: t('papers:file'), width: 90, render: (_, row) => <OpenPaper paper={row} /> },
    ],
    [t, called],
  );
}

function Card({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  return <><Link to={`/papers/${paper.id}`}>{paper.number}</Link> {paper.replaced_by_id && <Tag>{t('papers:replaced')}</Tag>}</>;
}
