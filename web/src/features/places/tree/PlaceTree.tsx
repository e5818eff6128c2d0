import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button, Empty, Tag } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { queries, type Schemas } from '@/api/client';
import { Problem } from '@/api/problem';
import { byCursor } from '@/ui/list/paging';
import { Failed } from '@/ui/page/pageStates';
import { Code, Count, Word } from '@/ui/values/values';
import { Room } from '../Room';
import { treeKey } from './treeKeys';
import '../places.css';

type Place = Schemas['PlaceView'];

/** Rows of one branch that are fetched at once. */
const BRANCH = 100;

interface Props {
  /** The place whose places are shown; none for those at the top. */
  root: string | undefined;
  /** Whether goods can be looked at. */
  readsItems: boolean;
  actions: ((row: Place) => React.ReactNode) | undefined;
  empty: string;
}

/** The places as a tree whose branches are fetched when they are opened, with what lies in each and below it, and its room. */
export function PlaceTree({ root, readsItems, actions, empty }: Props) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const toggle = (id: string, wanted: boolean) => setOpen((before) => new Set(wanted ? [...before, id] : [...before].filter((other) => other !== id)));
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('tr[data-place]') ?? [])];
    // Keys within a link or button of a row are theirs.
    const at = rows.findIndex((row) => row === event.target);
    const step = at < 0 ? null : treeKey(event.key, at, rows.map((row) => ({ level: Number(row.ariaLevel ?? 1), opens: row.ariaExpanded === null ? undefined : row.ariaExpanded === 'true' })));
    if (step === null) return;
    event.preventDefault();
    const id = rows[at]?.dataset.place;
    if ('open' in step && id !== undefined) toggle(id, step.open);
    if ('to' in step) rows[step.to]?.focus();
  };
  const columns = [['code', 'left'], ['name', 'left'], ['kind', 'left'], ['storage_class', 'left'], ['held', 'right'], ['held_below', 'right'], ['free', 'right'], ['used', 'left'], ['state', 'left']] as const;
  return (
    <div className="list">
      <div className="list-box place-tree">
        {/* A table of rows that open is a treegrid (ARIA practices). */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
        <table ref={table} role="treegrid" aria-label={t('places:tree')} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              {columns.map(([name, align]) => <th key={name} scope="col" style={{ textAlign: align }}>{t(`places:${name}`)}</th>)}
              {actions && <th scope="col">{t('places:actions')}</th>}
            </tr>
          </thead>
          <tbody>
            <Branch parent={root} level={1} width={columns.length + (actions ? 1 : 0)} tree={{ open, toggle, current, setCurrent, readsItems, actions, empty }} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface Tree extends Omit<Props, 'root'> {
  open: ReadonlySet<string>;
  toggle: (id: string, open: boolean) => void;
  /** The row that Tab leads to; the first one until there is one. */
  current: string | null;
  setCurrent: (id: string) => void;
}

function Branch({ parent, level, width, tree }: { parent: string | undefined; level: number; width: number; tree: Tree }) {
  const { t } = useTranslation();
  const list = queries.useInfiniteQuery('get', '/api/v1/places', { params: { query: { ...(parent ? { parent_id: parent } : { top: true }), limit: BRANCH } } }, byCursor);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const whole = (content: React.ReactNode) => <tr><td colSpan={width} style={{ paddingInlineStart: 12 + (level - 1) * 20 }}>{content}</td></tr>;
  if (list.isPending) return whole(<span className="quiet">{t('places:loading')}</span>);
  if (list.error && rows.length === 0) return whole(<Failed problem={Problem.from(list.error)} again={() => void list.refetch()} />);
  if (rows.length === 0) return whole(level === 1 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={tree.empty} /> : <span className="quiet">{tree.empty}</span>);
  return (
    <>
      {rows.map((row, at) => (
        <Node key={row.id} row={row} level={level} width={width} tree={tree} first={level === 1 && at === 0} />
      ))}
      {list.hasNextPage && whole(<Button size="small" type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('places:more')}</Button>)}
    </>
  );
}

function Node({ row, level, width, tree, first }: { row: Place; level: number; width: number; tree: Tree; first: boolean }) {
  const { t } = useTranslation();
  const opens = row.kind !== 'bin';
  const isOpen = tree.open.has(row.id);
  return (
    <>
      <tr
        data-place={row.id}
        tabIndex={(tree.current ?? (first ? row.id : null)) === row.id ? 0 : -1}
        aria-level={level}
        aria-expanded={opens ? isOpen : undefined}
        onFocus={() => tree.setCurrent(row.id)}
      >
        <td style={{ paddingInlineStart: 8 + (level - 1) * 20 }}>
          <span className="place-code">
            {opens ? (
              <button type="button" tabIndex={-1} className="place-opener" aria-label={t(isOpen ? 'places:shut' : 'places:open', { code: row.code })} onClick={() => tree.toggle(row.id, !isOpen)}>
                {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
              </button>
            ) : (
              <span className="place-opener" />
            )}
            {opens ? <Link to={`/places?parent_id=${row.id}`}><Code>{row.code}</Code></Link> : <Code>{row.code}</Code>}
          </span>
        </td>
        <td>{row.name}</td>
        <td><Word of="PlaceKind" is={row.kind} /></td>
        <td><Word of="StorageClass" is={row.storage_class} /></td>
        <td className="place-number">{tree.readsItems ? <Link to={`/items?place_id=${row.id}`}><Count n={row.held} /></Link> : <Count n={row.held} />}</td>
        <td className="place-number">{opens && <Count n={row.held_below} />}</td>
        <td className="place-number">{row.free === null ? t('places:unlimited') : <Count n={row.free} />}</td>
        <td><Room row={row} /></td>
        <td><Tag color={row.active ? 'green' : 'default'}>{row.active ? t('places:active') : t('places:closed')}</Tag></td>
        {tree.actions && <td>{tree.actions(row)}</td>}
      </tr>
      {opens && isOpen && <Branch parent={row.id} level={level + 1} width={width} tree={tree} />}
    </>
  );
}
