import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Result } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { api, body } from '@/api/client';
import { refreshPlaceDirectory } from '@/parts/places/placeDirectory';
import { PageFrame } from '@/ui/page/PageFrame';
import { Splash } from '@/ui/page/pageStates';
import { decodeTable, readSeparated } from '@/ui/paste/readFile';
import { isAnswered, type Plan, repeatedTargets, rowsAbove } from '@/ui/paste/plan';
import { readTable } from '@/ui/paste/readTable';
import { useReport } from '@/ui/problems';
import { useAction } from '@/ui/useAction';
import { type Kind, KINDS } from './columns';
import { cellOf, type ImportRow, missingColumns, planImport, ROWS_AT_MOST, rowsOf } from './importRows';
import { ImportTable } from './ImportTable';
import { useVocabulary, type Vocabulary } from './vocabulary';
import './imports.css';

/** Registers agencies, people or places from a table: pasted or of a file, checked cell by cell, then all of it or nothing. */
export default function ImportPage() {
  const { pathname } = useLocation();
  const kind = KINDS.find((each) => pathname.startsWith(`/${each}/`)) ?? 'places';
  const words = useVocabulary(kind);
  return words ? <Import key={kind} kind={kind} words={words} /> : <Splash />;
}

interface Wish {
  rows: ImportRow[];
  check_only: boolean;
}

/** The call of each kind; the API reads the rows, whatever they hold. */
function send(kind: Kind, { rows, check_only }: Wish, once: { 'Idempotency-Key': string }) {
  const call = { params: { header: once }, body: { check_only, rows: rows.map(({ values }) => values) as never } };
  if (kind === 'places') return body(api.POST('/api/v1/place-imports', call));
  return kind === 'agencies' ? body(api.POST('/api/v1/agency-imports', call)) : body(api.POST('/api/v1/user-imports', call));
}

function Import({ kind, words }: { kind: Kind; words: Vocabulary }) {
  const { t } = useTranslation();
  const report = useReport();
  const [plan, setPlan] = useState<Plan<string> | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<number | null>(null);
  const change = (next: Plan<string> | null) => {
    setPlan(next);
    setRefused(new Map());
    setChecked(false);
  };
  const run = useAction((wish: Wish, once) => send(kind, wish, once), {
    changes: [`/api/v1/${kind}`],
    done: ({ count, check_only }) => {
      setRefused(new Map());
      setChecked(check_only);
      if (check_only) return;
      if (kind === 'places') refreshPlaceDirectory();
      setMade(count);
    },
    failed: (problem) => {
      const cells = problem.fields.map(({ pointer, detail }) => [cellOf(pointer), detail] as const);
      setChecked(false);
      setRefused(new Map(cells.filter((cell): cell is readonly [string, string] => cell[0] !== undefined)));
      if (cells.length === 0 || cells.some(([cell]) => cell === undefined)) report(problem);
    },
  });
  const list = { to: `/${kind}`, text: t(`${kind}:title`) };
  if (made !== null) {
    return (
      <PageFrame title={t(`imports:title.${kind}`)} trail={[list]}>
        <Result status="success" title={t('imports:made', { count: made })} subTitle={kind === 'users' && t('imports:made_users')} extra={<><Link to={list.to}><Button type="primary">{t('imports:to_list')}</Button></Link><Button onClick={() => { setMade(null); change(null); }}>{t('imports:another')}</Button></>} />
      </PageFrame>
    );
  }
  const rows = plan ? rowsOf(plan, kind, words) : [];
  const faults = rows.reduce((sum, row) => sum + Object.keys(row.faults).length, 0);
  const missing = plan ? missingColumns(plan, kind) : [];
  const tooMany = rows.length > ROWS_AT_MOST;
  const answered = plan !== null && isAnswered(plan);
  const ready = answered && missing.length === 0 && rows.length > 0 && !tooMany && faults === 0;
  const above = plan ? rowsAbove(plan) : [];
  return (
    <PageFrame
      title={t(`imports:title.${kind}`)}
      trail={[list]}
      actions={
        plan && (
          <>
            <Button onClick={() => change(null)}>{t('imports:again')}</Button>
            <Button disabled={!ready} loading={run.isPending && run.variables?.check_only} onClick={() => run.mutate({ rows, check_only: true })}>{t('imports:check')}</Button>
            <Button type="primary" disabled={!ready || !checked} loading={run.isPending && !run.variables?.check_only} onClick={() => run.mutate({ rows, check_only: false })}>{t('imports:run', { count: rows.length })}</Button>
          </>
        )
      }
    >
      {plan === null ? (
        <Source take={(table) => change(planImport(table, kind, words))} kind={kind} />
      ) : (
        <>
          <div className="import-told" role="status">
            {!answered && <Alert type="warning" showIcon title={repeatedTargets(plan.columns).size > 0 ? t('imports:twice') : t('imports:unknown_headings')} />}
            {missing.length > 0 && <Alert type="error" showIcon title={t('imports:missing', { columns: missing.map((key) => t(`imports:column.${kind}.${key}`)).join(t('imports:and')) })} />}
            {above.length > 0 && <Alert type="info" showIcon title={t('imports:above', { text: above.join(' / ') })} />}
            {tooMany && <Alert type="error" showIcon title={t('imports:too_many', { count: rows.length, max: ROWS_AT_MOST })} />}
            {answered && faults > 0 && <Alert type="error" showIcon title={t('imports:faults', { count: faults })} />}
            {refused.size > 0 && <Alert type="error" showIcon title={t('imports:refused', { count: refused.size })} />}
            {ready && refused.size === 0 && <Alert type={checked ? 'success' : 'info'} showIcon title={checked ? t('imports:fine', { count: rows.length }) : t('imports:to_check', { count: rows.length })} />}
          </div>
          <ImportTable kind={kind} plan={plan} rows={rows.slice(0, ROWS_AT_MOST)} refused={refused} change={change} />
        </>
      )}
    </PageFrame>
  );
}

/** Where the table comes from: the clipboard of a spreadsheet, or a file. */
function Source({ take, kind }: { take: (table: string[][]) => void; kind: Kind }) {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const [nothing, setNothing] = useState(false);
  const read = (table: string[][]) => (table.some((row) => row.some((cell) => cell.trim() !== '')) ? take(table) : setNothing(true));
  return (
    <section className="sheet">
      <p>{t('imports:how')}</p>
      <p className="quiet">{t(`imports:columns_of.${kind}`)}</p>
      {nothing && <Alert type="warning" showIcon className="gate-alert" title={t('imports:nothing')} />}
      <Input.TextArea
        rows={6}
        value=""
        aria-label={t('imports:paste')}
        placeholder={t('imports:paste')}
        onChange={(event) => read(readTable(event.target.value))}
        onPaste={(event) => {
          event.preventDefault();
          read(readTable(event.clipboardData.getData('text/plain')));
        }}
      />
      <p className="import-file">
        <input ref={file} type="file" hidden accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" aria-label={t('imports:file')} onChange={(event) => void event.target.files?.[0]?.arrayBuffer().then((bytes) => read(readSeparated(decodeTable(bytes))))} />
        <Button icon={<UploadOutlined />} onClick={() => file.current?.click()}>{t('imports:file')}</Button>
      </p>
    </section>
  );
}
