import { ReloadOutlined } from '@ant-design/icons';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button, Empty, type GetRef, Grid, Table, type TableColumnType, type TableProps, Tooltip } from 'antd';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { csv, download } from '../download';
import { Failed } from '../page/pageStates';
import { ExportButton, type ExportedList } from './ExportButton';
import type { PageOf } from './paging';
import { PrintButton } from './PrintButton';
import { useScrollMemory } from './useScrollMemory';

export type Column<T> = TableColumnType<T> & {
  key: string;
  /** The API's sort key; makes the header sortable, `-key` for descending. */
  sortKey?: string;
  /** Pixels; columns without a width share what is left, at least 120 each. */
  width?: number;
};

interface Props<T extends object> {
  query: UseInfiniteQueryResult<InfiniteData<PageOf<T>>, unknown>;
  columns: readonly Column<T>[];
  rowKey: keyof T & string;
  /** A row as a card, for phones. */
  card?: (row: T) => ReactNode;
  /** Shown when the list is empty: what belongs here, and how it gets here. */
  empty: ReactNode;
  /** Counts the whole list, on demand. */
  count?: () => Promise<number>;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  selection?: TableProps<T>['rowSelection'];
  rowClassName?: (row: T) => string;
  /** Shown to the left of the count below the list. */
  foot?: ReactNode;
  /** The exported list and its current filter. */
  exports?: { list: ExportedList; query: object };
}

/** The next page is fetched this many rows before the end, so that it has arrived by the time it is needed. */
const AHEAD = 120;
const ROW = 39;
const HEAD = 40;
const LEAST = 240;

/** A list of any length: pages are fetched by cursor while scrolling, and only visible rows are rendered. */
export function ServerTable<T extends object>(props: Props<T>) {
  const { query, columns, rowKey, card, empty, sort, onSort, selection, rowClassName } = props;
  const { t } = useTranslation();
  const narrow = !(Grid.useBreakpoint().md ?? true) && card !== undefined;
  const [box, height] = useHeight();
  const [printing, setPrinting] = useState(false);
  const onPaper = useOnPaper();
  const [writing, setWriting] = useState<string | null>(null);
  const paper = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const table = useRef<GetRef<typeof Table<T>>>(null);
  const scrolled = useScrollMemory(table, rows.length > 0 && !query.isPlaceholderData);

  useEffect(() => {
    // The rows arrive with the next rendering of the page this list is in.
    if (!printing || hasNextPage) return;
    window.print();
    setPrinting(false);
  }, [printing, hasNextPage]);

  useEffect(() => {
    if (writing === null) return;
    const cells = [...(paper.current?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent ?? ''));
    download(csv(cells), writing);
    setWriting(null);
  }, [writing]);

  if (query.error && rows.length === 0) return <Failed problem={Problem.from(query.error)} again={() => void query.refetch()} />;

  const shown: TableColumnType<T>[] = narrow
    ? [{ key: 'card', render: (_, row) => card(row) }]
    : columns.map(({ sortKey, ...column }) => ({
        ...column,
        width: column.width ?? 160,
        ellipsis: column.ellipsis ?? true,
        ...(sortKey && onSort
          ? { sorter: true, sortOrder: sort === sortKey ? ('ascend' as const) : sort === `-${sortKey}` ? ('descend' as const) : null }
          : {}),
      }));
  const width = narrow ? undefined : shown.reduce((sum, column) => sum + Number(column.width), selection ? 48 : 0);

  const onScroll = (event: React.UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    scrolled(scrollTop);
    if (hasNextPage && !isFetchingNextPage && scrollHeight - scrollTop - clientHeight < AHEAD * ROW) void fetchNextPage();
  };

  return (
    <div className="list">
      <div ref={box} className="list-box no-print">
        <Table<T>
          ref={table}
          virtual={rows.length > 0}
          size="small"
          rowKey={rowKey}
          columns={shown}
          dataSource={rows}
          loading={{ spinning: query.isPending || (query.isFetching && !isFetchingNextPage && query.isPlaceholderData), delay: 150 }}
          pagination={false}
          showHeader={!narrow}
          // What is empty is not scrolled: there would be nothing in it to go to by keyboard.
          {...(rows.length > 0 ? { scroll: { x: Math.max(width ?? 0, 300), y: Math.max(height - (narrow ? 0 : HEAD), LEAST) } } : {})}
          onScroll={onScroll}
          rowSelection={narrow ? undefined : selection}
          rowClassName={rowClassName}
          locale={{ emptyText: query.isPending ? <div className="list-wait" /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }}
          onChange={(_, __, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            const column = columns.find(({ key }) => key === one?.columnKey);
            onSort?.(one?.order && column?.sortKey ? `${one.order === 'descend' ? '-' : ''}${column.sortKey}` : undefined);
          }}
        />
      </div>
      <div className="list-foot no-print">
        {props.foot}
        <span className="filters-space" />
        <Shown loaded={rows.length} more={hasNextPage} count={props.count} />
        {props.exports && <ExportButton {...props.exports} shown={{ count: rows.length, write: setWriting }} />}
        <Tooltip title={t('ui:reload')}>
          <Button type="text" size="small" icon={<ReloadOutlined spin={query.isRefetching && !isFetchingNextPage} />} aria-label={t('ui:reload')} onClick={() => void query.refetch()} />
        </Tooltip>
        <PrintButton query={query} count={props.count} disabled={rows.length === 0} exportable={props.exports !== undefined} onWhole={() => setPrinting(true)} />
      </div>
      {(printing || onPaper || writing !== null) && <PrintedList paper={paper} rows={rows} more={hasNextPage} columns={columns} rowKey={rowKey} />}
    </div>
  );
}

/** How many rows are loaded, and on demand how many there are. */
function Shown({ loaded, more, count }: { loaded: number; more: boolean; count: (() => Promise<number>) | undefined }) {
  const { t } = useTranslation();
  const [total, setTotal] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setTotal(null), [count]);
  if (!more) return <span className="quiet">{t('ui:all_shown', { count: loaded })}</span>;
  if (total !== null) return <span className="quiet">{t('ui:in_all', { count: total })}</span>;
  const ask = () => {
    setBusy(true);
    void count?.()
      .then(setTotal)
      .finally(() => setBusy(false));
  };
  return (
    <span className="quiet">
      {t('ui:loaded', { count: loaded })}
      {count && <Button type="link" size="small" loading={busy} onClick={ask}>{t('ui:count_all')}</Button>}
    </span>
  );
}

interface PaperProps<T> {
  paper: React.Ref<HTMLTableElement>;
  rows: readonly T[];
  /** Whether the list goes on: the browser's own menu prints at once, and can wait for nothing. */
  more: boolean;
  columns: readonly Column<T>[];
  rowKey: keyof T & string;
}

/** Whether the browser is printing, including from its own menu. */
function useOnPaper(): boolean {
  const [onPaper, setOnPaper] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setOnPaper(true));
    const end = () => setOnPaper(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return onPaper;
}

/** The rows as a plain table for printing: paper does not scroll. */
function PrintedList<T extends object>({ paper, rows, more, columns, rowKey }: PaperProps<T>) {
  const { t } = useTranslation();
  const cell = (column: Column<T>, row: T, index: number): ReactNode => {
    const value = typeof column.dataIndex === 'string' ? row[column.dataIndex as keyof T] : undefined;
    return column.render ? (column.render(value, row, index) as ReactNode) : String(value ?? '');
  };
  return (
    <table ref={paper} className="print-only printed">
      {more && <caption>{t('ui:printed_in_part', { count: rows.length })}</caption>}
      <thead>
        <tr>{columns.map((column) => <th key={column.key}>{column.title as ReactNode}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={String(row[rowKey])}>{columns.map((column) => <td key={column.key}>{cell(column, row, index)}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

/** The height available to a list: from its top to the bottom of the window. */
function useHeight(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, height];
}
