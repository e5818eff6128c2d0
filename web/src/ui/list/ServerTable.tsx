import { ControlOutlined, ReloadOutlined } from '@ant-design/icons';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button, Empty, type GetRef, Grid, Table, type TableColumnType, type TableProps, Tooltip } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ExportedColumn, ExportedList } from '@/api/client';
import { Problem } from '@/api/problem';
import { csv, download } from '../download';
import { Failed } from '../page/pageStates';
import { ExportButton } from './ExportButton';
import type { PageOf } from './paging';
import { PrintButton } from './PrintButton';
import { arranged, TOOLS, useLayout } from './tools/layout';
import { useDefaultView } from './tools/useDefaultView';
import { useScrollMemory } from './useScrollMemory';

const ListTools = lazy(async () => ({ default: (await import('./tools/ListTools')).ListTools }));

/** A column of a list. The API exports a column of the same key, or `K` does not have it. */
export type Column<T, K extends string = string> = TableColumnType<T> & {
  /** `tools` for the buttons of a row: always shown, never on paper or in a file. */
  key: K | typeof TOOLS;
  /** Columns of the export that this one shows as well. */
  along?: readonly K[];
  /** Not shown until it is chosen. */
  hidden?: boolean;
  /** The API's sort key; makes the header sortable, `-key` for descending. */
  sortKey?: string;
  /** Pixels; columns without a width share what is left, at least 120 each. */
  width?: number;
};

/** The keys that columns may have: of an exported list only those that its export has. */
type KeyOf<L extends ExportedList> = [L] extends [never] ? string : ExportedColumn<L>;

interface Props<T extends object, L extends ExportedList> {
  /** What the layout of the list is kept under. */
  name: string;
  query: UseInfiniteQueryResult<InfiniteData<PageOf<T>>, unknown>;
  columns: readonly Column<T, KeyOf<L>>[];
  rowKey: keyof T & string;
  /** A row as a card, for phones. */
  card?: (row: T) => ReactNode;
  /** Shown when the list is empty: what belongs here, and how it gets here. */
  empty: ReactNode;
  /** Counts the whole list. */
  count?: () => Promise<number>;
  /** Whether it is counted only when somebody asks: counting takes long. */
  countOnDemand?: boolean;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  selection?: TableProps<T>['rowSelection'];
  rowClassName?: (row: T) => string;
  /** Shown to the left of the count below the list. */
  foot?: ReactNode;
  /** The exported list and its current filter. */
  exports?: { list: L; query: object };
}

/** The next page is fetched this many rows before the end, so that it has arrived by the time it is needed. */
const AHEAD = 120;
const ROW = 39;
const HEAD = 40;
const LEAST = 240;

/** A list of any length: pages are fetched by cursor while scrolling, and only visible rows are rendered. */
export function ServerTable<T extends object, L extends ExportedList = never>(props: Props<T, L>) {
  const { query, rowKey, card, empty, sort, onSort, selection, rowClassName } = props;
  const { t } = useTranslation();
  const narrow = !(Grid.useBreakpoint().md ?? true) && card !== undefined;
  const [layout, setLayout] = useLayout(props.name);
  const views = useDefaultView(props.name, setLayout);
  const [tools, setTools] = useState(false);
  const all: readonly Column<T>[] = props.columns;
  const columns = arranged(all, layout.columns);
  const told = columns.filter(({ key }) => key !== TOOLS);
  const [box, { width: room, height }] = useSize();
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
    : columns.map(({ sortKey, along: _along, hidden: _hidden, ...column }) => ({
        ...column,
        width: column.width ?? 160,
        ellipsis: column.ellipsis ?? true,
        ...(sortKey && onSort
          ? { sorter: true, sortOrder: sort === sortKey ? ('ascend' as const) : sort === `-${sortKey}` ? ('descend' as const) : null }
          : {}),
      }));
  const width = narrow ? undefined : shown.reduce((sum, column) => sum + Number(column.width), selection ? 48 : 0);
  // Few columns leave room: the last one takes it, not the boxes of the selection.
  const last = shown.at(-1);
  if (width !== undefined && last && room > width) last.width = Number(last.width) + room - width;

  const onScroll = (event: React.UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    scrolled(scrollTop);
    if (hasNextPage && !isFetchingNextPage && scrollHeight - scrollTop - clientHeight < AHEAD * ROW) void fetchNextPage();
  };

  return (
    <div className="list">
      <div ref={box} className={`list-box no-print list-${layout.density}`}>
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
          {...(rows.length > 0 ? { scroll: { x: Math.max(width ?? 0, narrow ? 0 : room, 300), y: Math.max(height - (narrow ? 0 : HEAD), LEAST) } } : {})}
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
        <Shown loaded={rows.length} more={hasNextPage} count={props.count} onDemand={props.countOnDemand ?? false} />
        <Button type="text" size="small" icon={<ControlOutlined />} onClick={() => setTools(true)}>{t('ui:tools.title')}</Button>
        {tools && (
          <Suspense>
            <ListTools columns={all} layout={layout} onLayout={setLayout} onClose={() => setTools(false)} views={views} />
          </Suspense>
        )}
        {props.exports && <ExportButton {...props.exports} columns={exportedOf(told)} shown={{ count: rows.length, write: setWriting }} />}
        <Tooltip title={t('ui:reload')}>
          <Button type="text" size="small" icon={<ReloadOutlined spin={query.isRefetching && !isFetchingNextPage} />} aria-label={t('ui:reload')} onClick={() => void query.refetch()} />
        </Tooltip>
        <PrintButton query={query} count={props.count} disabled={rows.length === 0} exportable={props.exports !== undefined} onWhole={() => setPrinting(true)} />
      </div>
      {(printing || onPaper || writing !== null) && <PrintedList paper={paper} rows={rows} more={hasNextPage} columns={told} rowKey={rowKey} />}
    </div>
  );
}

/** The columns of an export that hold what these show. */
function exportedOf(columns: readonly Pick<Column<object>, 'key' | 'along'>[]): string[] {
  return [...new Set(columns.flatMap(({ key, along = [] }) => [key, ...along]))];
}

/** How many rows are loaded, and how many there are in all: at once, or on demand where counting takes long. */
function Shown({ loaded, more, count, onDemand }: { loaded: number; more: boolean; count: (() => Promise<number>) | undefined; onDemand: boolean }) {
  const { t } = useTranslation();
  const [total, setTotal] = useState<number | null>(null);
  const [wanted, setWanted] = useState(!onDemand);
  useEffect(() => {
    setTotal(null);
    setWanted(!onDemand);
  }, [count, onDemand]);
  useEffect(() => {
    if (!more || !wanted || !count) return;
    let gone = false;
    // A total that cannot be told leaves the button to ask for it again.
    void count().then((all) => !gone && setTotal(all), () => !gone && setWanted(false));
    return () => void (gone = true);
  }, [more, wanted, count]);
  if (!more) return <span className="quiet">{t('ui:all_shown', { count: loaded })}</span>;
  if (total !== null) return <span className="quiet">{t('ui:loaded_of', { count: loaded, total })}</span>;
  return (
    <span className="quiet">
      {t('ui:loaded', { count: loaded })}
      {count && !wanted && <Button type="link" size="small" onClick={() => setWanted(true)}>{t('ui:count_all')}</Button>}
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

/** The room there is for a list: to the bottom of the window. */
function useSize(): [React.RefObject<HTMLDivElement | null>, { width: number; height: number }] {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 480 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, size];
}
