import { Select } from 'antd';
import { memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { type Plan, repeatedTargets } from '@/ui/paste/plan';
import { COLUMNS, type ImportColumn, type Kind } from './columns';
import type { ImportRow } from './importRows';

interface Props {
  kind: Kind;
  plan: Plan<string>;
  rows: readonly ImportRow[];
  /** What the API said of cells, by `row/column`; of a row as a whole by `row/`. */
  refused: ReadonlyMap<string, string>;
  change: (plan: Plan<string>) => void;
}

/** The table as it would be registered: each column says where it goes, each cell what is wrong with it, and can be corrected. */
export function ImportTable({ kind, plan, rows, refused, change }: Props) {
  const { t } = useTranslation();
  const { columns, start } = plan;
  const shown = columns.filter(({ filled, heading }) => filled > 0 || heading !== '');
  const twice = repeatedTargets(columns);
  const targets = [{ value: 'left_out', label: t('imports:leave_out') }, ...COLUMNS[kind].map(({ key }) => ({ value: key, label: t(`imports:column.${kind}.${key}`) }))];
  const direct = (number: number, target: string) => change({ ...plan, columns: columns.map((column) => (column.number === number ? { ...column, target } : column)) });
  // The same function for every cell, so that typing in one draws no other.
  const latest = useRef({ plan, change });
  useEffect(() => {
    latest.current = { plan, change };
  });
  const write = useCallback((row: number, number: number, text: string) => {
    const { plan: known, change: put } = latest.current;
    const table = known.table.map((cells, at) => (at === row + known.start.first ? Object.assign([...cells], { [number - 1]: text }) : cells));
    // What was an empty column holds something then.
    put({ ...known, table, columns: known.columns.map((column) => (column.number === number && text !== '' ? { ...column, filled: Math.max(1, column.filled) } : column)) });
  }, []);
  // A refusal of a column that the table does not have stands at the end of its row.
  const isShown = (key: string) => shown.some(({ target }) => target === key);
  const atRow = (row: number) => [...refused].filter(([cell]) => cell.startsWith(`${row}/`) && !isShown(cell.slice(cell.indexOf('/') + 1))).map(([, detail]) => detail);
  const faultsOf = (row: number) => Object.entries(rows[row]?.faults ?? {}).filter(([key]) => !isShown(key) && isShown('name')).map(([key, fault]) => `${t(`imports:column.${kind}.${key}`)}${t('imports:colon')}${t(`imports:fault.${fault}`)}`);
  return (
    <div className="import-table list-box">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            {shown.map(({ number, heading, target }) => (
              <th key={number} scope="col">
                <div>{heading || <span className="quiet">{t('imports:nameless', { number })}</span>}</div>
                <Select
                  size="small"
                  className="import-target"
                  popupMatchSelectWidth={false}
                  aria-label={t('imports:target_of', { column: heading || number })}
                  status={target === null || twice.has(target) ? 'error' : ''}
                  placeholder={t('imports:choose')}
                  value={target}
                  options={targets}
                  onChange={(wanted) => direct(number, wanted)}
                />
              </th>
            ))}
            <th scope="col">{t('imports:remark')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <td className="quiet">{at + 1}</td>
              {shown.map(({ number, heading, target }) => {
                const column = COLUMNS[kind].find(({ key }) => key === target);
                const text = plan.table[at + start.first]?.[number - 1] ?? '';
                const fault = column && row.faults[column.key];
                const wrong = column && (fault ? t(`imports:fault.${fault}`) : refused.get(`${at}/${column.key}`));
                return <Cell key={number} name={t('imports:cell', { row: at + 1, column: heading || number })} column={column} text={text} value={column ? String(row.values[column.key] ?? '') : ''} wrong={wrong} at={at} number={number} write={write} />;
              })}
              <td className="import-wrong">{[...atRow(at), ...faultsOf(at)].map((detail) => <div key={detail}>{detail}</div>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  name: string;
  column: ImportColumn | undefined;
  text: string;
  /** The word of a list that was recognised. */
  value: string;
  wrong: string | undefined;
  at: number;
  number: number;
  write: (row: number, number: number, text: string) => void;
}

const Cell = memo(OneCell);

/** A cell that can be corrected, with what is wrong with it; one that goes nowhere is only shown. */
function OneCell({ name, column, text, value, wrong, at, number, write }: CellProps) {
  const { t } = useTranslation();
  const word = useWord();
  if (column === undefined) return <td className="quiet">{text}</td>;
  const marks = { 'aria-label': name, 'aria-invalid': wrong !== undefined, title: wrong };
  return (
    <td className={wrong ? 'import-bad' : undefined}>
      {column.list ? (
        <select {...marks} value={value} onChange={(event) => write(at, number, event.target.value)}>
          <option value="">{value === '' && text.trim() !== '' ? t('imports:not_known', { text }) : ''}</option>
          {LISTS[column.list].map((each) => <option key={each} value={each}>{word(column.list as 'PlaceKind', each as never)}</option>)}
        </select>
      ) : (
        <input {...marks} value={text} onChange={(event) => write(at, number, event.target.value)} />
      )}
      {wrong && <div className="import-wrong">{wrong}</div>}
    </td>
  );
}
