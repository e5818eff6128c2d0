import { PrinterOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, queries, type Schemas } from '@/api/client';
import { printAddress } from '@/parts/labels/printAddress';
import { useAskReason } from '@/ui/confirm';
import { FilterBar, useFilters, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { PageFrame } from '@/ui/page/PageFrame';
import { useMe } from '@/ui/session/me';
import { useAction } from '@/ui/useAction';
import { Code, NOTHING, Time, Word } from '@/ui/values/values';

const NAMES = ['state'] as const;

/** Blank labels and their state: blank, bound, replaced or retired. */
export default function BlanksPage() {
  const { t } = useTranslation();
  const me = useMe();
  const ask = useAskReason();
  const { message } = App.useApp();
  const [filters, change] = useFilters(NAMES);
  const state = (filters.state ?? 'blank') as Schemas['LabelState'];
  const [chosen, setChosen] = useState<string[]>([]);
  const list = queries.useInfiniteQuery('get', '/api/v1/labels', { params: { query: { state, limit: PAGE } } }, byCursor);
  const retire = useAction(
    (input: { codes: string[]; reason: string }, once) => body(api.POST('/api/v1/label-retirements', { params: { header: once }, body: input })),
    {
      changes: ['/api/v1/labels'],
      done: ({ rows }) => {
        setChosen([]);
        void message.success(t('labels:retired', { count: rows.length }));
      },
    },
  );
  const askRetirement = async () => {
    const reason = await ask({ title: t('labels:retire_title', { count: chosen.length }), content: t('labels:retire_help'), ok: t('labels:retire'), required: true, danger: true });
    if (reason) retire.mutate({ codes: chosen, reason });
  };
  const mayRetire = me.may('print_labels') && state === 'blank';
  return (
    <PageFrame
      title={t('labels:blanks')}
      trail={[{ to: '/labels', text: t('labels:title') }]}
      fill
      actions={
        <>
          {mayRetire && <Button danger disabled={chosen.length === 0} loading={retire.isPending} onClick={() => void askRetirement()}>{t('labels:retire_chosen', { count: chosen.length })}</Button>}
          {me.may('print_labels') && <Link to={printAddress({ blanks: '24' })}><Button type="primary" icon={<PrinterOutlined />}>{t('labels:print_blanks')}</Button></Link>}
        </>
      }
    >
      <FilterBar values={filters} change={change}>
        <WordFilter of="LabelState" label={t('labels:state')} value={state} onChange={(wanted) => { setChosen([]); change({ state: wanted }); }} />
      </FilterBar>
      <ServerTable
        name="blank_labels"
        query={list}
        rowKey="code"
        selection={mayRetire ? { selectedRowKeys: chosen, onChange: (keys) => setChosen(keys.map(String)) } : undefined}
        columns={[
          { key: 'code', title: t('labels:code'), width: 240, render: (_, row) => (row.item_id ? <Link to={`/items/${row.item_id}`}><Code>{row.code}</Code></Link> : <Code>{row.code}</Code>) },
          { key: 'state', title: t('labels:state'), width: 120, render: (_, row) => <Word of="LabelState" is={row.state} /> },
          { key: 'batch', title: t('labels:batch'), width: 160, render: (_, row) => (row.batch_id ? <Link to={`/labels/batches/${row.batch_id}`}>{t('labels:to_batch')}</Link> : NOTHING) },
          { key: 'issued', title: t('labels:issued_at'), width: 160, render: (_, row) => <Time at={row.issued_at} /> },
          { key: 'changed', title: t('labels:changed_at'), width: 160, render: (_, row) => <Time at={row.changed_at} /> },
        ]}
        empty={state === 'blank' ? t('labels:no_blanks') : t('labels:none_match')}
      />
    </PageFrame>
  );
}
