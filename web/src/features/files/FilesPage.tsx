import { Tag } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { FileViewer } from '@/parts/files/FileViewer';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { type Column, ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING, Time, Word } from '@/ui/values/values';
import '@/parts/files/files.css';

type File = Schemas['FileView'];

const NAMES = ['state', 'subject'] as const;
const COLOURS: Partial<Record<Schemas['FileState'], string>> = { announced: 'orange', refused: 'red', struck: 'red' };

/** Every photograph and scan within reach, newest first: among them those whose hash is in the log and whose bytes never came. */
export default function FilesPage() {
  const { t } = useTranslation();
  const called = useCalled();
  const [filters, change] = useFilters(NAMES);
  const [shown, setShown] = useState<File | null>(null);
  const query = filters as Record<string, never>;
  const list = queries.useInfiniteQuery('get', '/api/v1/files', { params: { query: { ...query, limit: PAGE } } }, byCursor);
  const count = useCallback(() => body(api.GET('/api/v1/files', { params: { query: { ...query, total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [query]);
  const columns = useMemo<Column<File>[]>(
    () => [
      { key: 'name', title: t('files:name'), width: 240, render: (_, row) => <Name file={row} show={setShown} /> },
      { key: 'state', title: t('files:state'), width: 110, render: (_, row) => <State file={row} /> },
      { key: 'subject', title: t('files:about'), width: 120, render: (_, row) => <About file={row} /> },
      { key: 'case', title: t('files:case'), width: 200, render: (_, row) => <Link to={`/cases/${row.case_id}`}>{called(row, 'case_no')}</Link> },
      { key: 'maker', title: t('files:maker'), width: 100, render: (_, row) => row.maker },
      { key: 'by', title: t('files:announced_by'), width: 120, render: (_, row) => called(row, 'announced_by_name') },
      { key: 'announced', title: t('files:announced_at'), width: 150, render: (_, row) => <Time at={row.announced_at} /> },
      { key: 'stored', title: t('files:stored_at'), width: 150, render: (_, row) => (row.stored_at ? <Time at={row.stored_at} /> : NOTHING) },
      { key: 'sha256', title: 'SHA-256', width: 160, hidden: true, render: (_, row) => <Code>{row.sha256}</Code> },
    ],
    [t, called],
  );
  return (
    <PageFrame title={t('files:title')} fill>
      <FilterBar values={filters} change={change}>
        <WordFilter of="FileState" label={t('files:state')} value={filters.state} onChange={(state) => change({ state })} />
        <WordFilter of="FileSubject" label={t('files:about')} value={filters.subject} onChange={(subject) => change({ subject })} />
      </FilterBar>
      <ServerTable
        name="files"
        query={list}
        columns={columns}
        rowKey="id"
        card={(row) => (
          <div className="card-row">
            <div className="card-row-top"><Name file={row} show={setShown} /><State file={row} /></div>
            <span><About file={row} /></span>
            <span className="quiet">{called(row, 'case_no')}</span>
            <span className="quiet"><Time at={row.announced_at} /> · {called(row, 'announced_by_name')}</span>
          </div>
        )}
        count={count}
        empty={t('files:none_match')}
      />
      {shown && <FileViewer files={[shown]} shown={shown.id} show={() => setShown(null)} />}
    </PageFrame>
  );
}

function Name({ file, show }: { file: File; show: (file: File) => void }) {
  return <button type="button" className="files-open" onClick={() => show(file)}>{file.name}</button>;
}

function State({ file }: { file: File }) {
  return <Tag color={COLOURS[file.state]}><Word of="FileState" is={file.state} /></Tag>;
}

/** What the file is about, and the page where it is looked at beside its neighbours. */
function About({ file }: { file: File }) {
  const page = file.item_id ? `/items/${file.item_id}` : file.seizure_list_id ? `/seizure-lists/${file.seizure_list_id}` : file.request_id ? `/requests/${file.request_id}` : `/cases/${file.case_id}`;
  return <Link to={page}><Word of="FileSubject" is={file.subject} /></Link>;
}
