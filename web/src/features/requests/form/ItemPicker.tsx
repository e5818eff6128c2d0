import { Alert, App, Button, Checkbox, Table } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, queries, type Schemas } from '@/api/client';
import { distinguishing } from '@/parts/items/distinguishing';
import { useItemColumns } from '@/parts/items/itemColumns';
import { sound } from '@/parts/scan_queue/sounds';
import { useScanRefusal } from '@/parts/scan_queue/useScanRefusal';
import { useScanner } from '@/ui/scanning/handScanner';
import { SearchFilter, WordFilter } from '@/ui/list/filters';
import { byCursor, PAGE } from '@/ui/list/paging';
import { ServerTable } from '@/ui/list/ServerTable';
import { useReport } from '@/ui/problems';
import type { Scanned } from '@/ui/scanning/scannedCode';
import { Code, Money, NOTHING, Word } from '@/ui/values/values';
import { fetchPickableItems, type ItemFilter, LINES_AT_MOST, pickedOf } from './pickableItems';
import { type Kind, type Picked, withItems } from './requestDraft';

/** The state of the items listed by default; others can be chosen, and the API says what blocks. */
const FIRST_STATES: Record<Kind, Schemas['CustodyState']> = { intake: 'registered', outbound: 'in_custody', loan: 'in_custody', loan_return: 'on_loan' };

interface Props {
  kind: Kind;
  caseId: string | null;
  listId?: string | undefined;
  picked: readonly Picked[];
  onPick: (picked: Picked[]) => void;
  /** Called when a scan determines the case. */
  onCase: (id: string) => void;
}

const KEYS = new Set(['code', 'name', 'features', 'category', 'state', 'place', 'pieces', 'holder', 'valuation']);

/** Picks items of a case: one by one, all that match a filter, or with the scanner. */
export function ItemPicker({ kind, caseId, listId, picked, onPick, onCase }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useReport();
  const refuse = useScanRefusal();
  const [filter, setFilter] = useState<ItemFilter>({ states: FIRST_STATES[kind], ...(listId ? { seizure_list_id: listId } : {}) });
  const [chosenOnly, setChosenOnly] = useState(false);
  const [busy, setBusy] = useState(false);
  const query = { ...filter, case_id: caseId ?? '', sort: 'line_no' };
  const list = queries.useInfiniteQuery('get', '/api/v1/items', { params: { query: { ...query, limit: PAGE } } }, { ...byCursor, enabled: caseId !== null });
  const columns = useItemColumns();
  const shown = useMemo(() => columns.map((column) => ({ ...column, hidden: !KEYS.has(column.key) })), [columns]);
  const codes = useMemo(() => new Set(picked.map(({ code }) => code)), [picked]);

  const add = (more: readonly Picked[]) => {
    const all = withItems(picked, more);
    if (all.length > LINES_AT_MOST) message.warning(t('requests:too_many', { max: LINES_AT_MOST }));
    const kept = all.slice(0, LINES_AT_MOST);
    onPick(kept);
    return kept.length - picked.length;
  };

  const scan = async ({ code, trouble }: Scanned) => {
    if (trouble) return refuse(trouble === 'layout' ? 'layout' : 'malformed', code);
    try {
      const { item, outcome } = await body(api.GET('/api/v1/scan/{code}', { params: { path: { code } } }));
      if (outcome === 'place') return refuse('not_here', code, t('requests:scan_place', { code }));
      if (!item) return refuse(outcome === 'found' ? 'unknown' : outcome, code);
      if (caseId !== null && item.case_id !== caseId) return refuse('not_here', code, t('requests:scan_other_case', { name: item.name }));
      if (caseId === null) onCase(item.case_id);
      const added = add([pickedOf(item)]) > 0;
      sound(added ? 'here' : 'again');
      if (added) message.success(t('requests:scan_added', { name: item.name }));
      else message.info(t('requests:scan_again', { name: item.name }));
    } catch (error) {
      sound('refused');
      report(error);
    }
  };
  useScanner((scanned) => void scan(scanned));

  const selectAll = async () => {
    setBusy(true);
    try {
      const added = add(await fetchPickableItems(query));
      message.success(t('requests:added', { count: added }));
    } catch (error) {
      report(error);
    } finally {
      setBusy(false);
    }
  };
  const count = useCallback(() => body(api.GET('/api/v1/items', { params: { query: { ...filter, case_id: caseId ?? '', total: true, limit: 1 } } })).then(({ total }) => total ?? 0), [filter, caseId]);

  if (caseId === null) return <Alert type="info" title={t('requests:case_first')} />;
  const change = (wanted: ItemFilter) => setFilter((before) => ({ ...before, ...wanted }));
  return (
    <div className="picker">
      <div className="filters">
        <SearchFilter label={t('items:search')} value={filter.q} onChange={(q) => change({ q })} />
        <WordFilter of="Category" label={t('items:category')} value={filter.category} onChange={(category) => change({ category: category as Schemas['Category'] | undefined })} />
        <WordFilter several of="CustodyState" label={t('items:state')} value={filter.states} onChange={(states) => change({ states })} />
        {filter.seizure_list_id && <Button type="link" onClick={() => change({ seizure_list_id: undefined })}>{t('requests:whole_case')}</Button>}
        <Button loading={busy} onClick={() => void selectAll()}>{t('requests:select_all')}</Button>
        <span className="filters-space" />
        <Checkbox checked={chosenOnly} disabled={picked.length === 0} onChange={(event) => setChosenOnly(event.target.checked)}>{t('requests:chosen_only')}</Checkbox>
        <b>{t('requests:chosen', { count: picked.length })}</b>
        <Button type="link" disabled={picked.length === 0} onClick={() => onPick([])}>{t('requests:clear')}</Button>
      </div>
      {chosenOnly ? (
        <PickedTable picked={picked} onPick={onPick} />
      ) : (
        <ServerTable
          name="item_picker"
          query={list}
          columns={shown}
          rowKey="code"
          count={count}
          selection={{
            selectedRowKeys: [...codes],
            preserveSelectedRowKeys: true,
            columnWidth: 48,
            onSelect: (row, selected) => onPick(selected ? withItems(picked, [pickedOf(row)]) : picked.filter(({ code }) => code !== row.code)),
            onSelectAll: (selected, _, changed) => {
              const gone = new Set(changed.map(({ code }) => code));
              onPick(selected ? withItems(picked, changed.map(pickedOf)) : picked.filter(({ code }) => !gone.has(code)));
            },
          }}
          empty={t('requests:no_candidates')}
          foot={<span className="quiet">{t('requests:scan_help')}</span>}
        />
      )}
    </div>
  );
}

/** The picked items, each with a button to remove it. */
export function PickedTable({ picked, onPick }: { picked: readonly Picked[]; onPick?: (picked: Picked[]) => void }) {
  const { t } = useTranslation();
  return <Lines rows={picked} {...(onPick ? { onDrop: (code: string) => onPick(picked.filter((item) => item.code !== code)), drop: t('requests:leave_out') } : {})} />;
}

function Lines({ rows, onDrop, drop }: { rows: readonly Picked[]; onDrop?: (code: string) => void; drop?: string }) {
  const { t } = useTranslation();
  return (
    <Table<Picked>
      virtual
      size="small"
      rowKey="code"
      pagination={false}
      scroll={{ x: 1100, y: 360 }}
      dataSource={rows as Picked[]}
      columns={[
        { key: 'no', title: '#', width: 56, render: (_, __, index) => index + 1 },
        { key: 'code', title: t('items:code'), width: 180, render: (_, row) => <Code>{row.code}</Code> },
        { key: 'name', title: t('items:name'), width: 200, ellipsis: true, render: (_, row) => row.name },
        { key: 'features', title: t('items:features'), width: 200, ellipsis: true, render: (_, row) => distinguishing(row) || NOTHING },
        { key: 'pieces', title: t('items:pieces'), width: 80, align: 'right', render: (_, row) => `${row.pieces} ${row.unit}` },
        { key: 'valuation', title: t('items:valuation'), width: 120, align: 'right', render: (_, row) => <Money minor={row.valuation_minor} currency={row.currency} /> },
        { key: 'category', title: t('items:category'), width: 110, render: (_, row) => <Word of="Category" is={row.category} /> },
        { key: 'state', title: t('items:state'), width: 110, render: (_, row) => <Word of="CustodyState" is={row.custody_state} /> },
        ...(onDrop ? [{ key: 'drop', title: '', width: 90, render: (_: unknown, row: Picked) => <Button type="link" size="small" onClick={() => onDrop(row.code)}>{drop}</Button> }] : []),
      ]}
    />
  );
}
