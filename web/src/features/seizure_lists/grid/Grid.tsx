import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWord } from '@/api/isWord';
import { LISTS } from '@/api/words';
import { applies, type ColumnKey, columnsFor, type DescriptionColumn } from '@/parts/description/descriptionColumns';
import { blankLine, copyOf, type Line, paste, readCell, readTable, type Vocabulary } from './lines';

/** Errors of cells, by line id, then column. */
type CellErrors = ReadonlyMap<number, ReadonlyMap<ColumnKey, string>>;

export interface GridHandle {
  /** Moves the cursor to a cell. */
  goTo: (lineId: number, column: ColumnKey) => void;
  copyLine: () => void;
  deleteLine: () => void;
}

interface Props {
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  errors: CellErrors;
  words: Vocabulary;
  ref?: React.Ref<GridHandle>;
}

interface At {
  line: number;
  column: number;
}

const ROW = 32;
const NUMBER = 44;

/** A light spreadsheet: typing, pasting, moving with the arrow keys. Only visible lines are rendered. */
export function Grid({ lines, onChange, errors, words, ref }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<At>({ line: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);

  const columns = useMemo(() => columnsFor(new Set(lines.map((line) => line.cells.category ?? ''))), [lines]);
  const width = NUMBER + columns.reduce((sum, column) => sum + column.width, 0);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12 });

  // Lines that are not re-rendered keep their old handlers, so handlers read the current values from here.
  const now = useRef({ lines, at, editing, columns, onChange });
  useLayoutEffect(() => {
    now.current = { lines, at, editing, columns, onChange };
  });

  const write = useCallback((after: Line[]) => {
    now.current.lines = after;
    now.current.onChange(after);
  }, []);

  const put = useCallback(
    (line: number, key: ColumnKey, text: string) => {
      const held = now.current.lines[line];
      if (!held || (held.cells[key] ?? '') === text) return;
      const after = [...now.current.lines];
      after[line] = { id: held.id, cells: { ...held.cells, [key]: text } };
      // There is always an empty line at the end to type into.
      if (line === after.length - 1) after.push(blankLine());
      write(after);
    },
    [write],
  );

  const commit = useCallback(() => {
    const { at: where, editing: typed, columns: known } = now.current;
    const column = known[where.column];
    if (typed === null || !column) return;
    now.current.editing = null;
    put(where.line, column.key, readCell(column.key, typed, words));
    setEditing(null);
  }, [put, words]);

  const pick = useCallback(
    (line: number, column: number) => {
      const { at: where } = now.current;
      if (line === where.line && column === where.column) return;
      commit();
      setAt({ line, column });
    },
    [commit],
  );

  const move = useCallback(
    (line: number, column: number) => {
      const known = now.current.columns;
      const to = { line: Math.max(0, Math.min(line, now.current.lines.length - 1)), column: Math.max(0, Math.min(column, known.length - 1)) };
      setEditing(null);
      setAt(to);
      rows.scrollToIndex(to.line);
      const element = box.current;
      if (!element) return;
      const left = NUMBER + known.slice(0, to.column).reduce((sum, each) => sum + each.width, 0);
      const right = left + (known[to.column]?.width ?? 0);
      if (left - NUMBER < element.scrollLeft) element.scrollLeft = left - NUMBER;
      else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
    },
    [rows],
  );

  const copyLine = useCallback(() => {
    const { lines: all, at: where } = now.current;
    const held = all[where.line];
    if (!held) return;
    write([...all.slice(0, where.line + 1), copyOf(held), ...all.slice(where.line + 1)]);
    move(where.line + 1, where.column);
  }, [move, write]);

  const deleteLine = useCallback(() => {
    const { lines: all, at: where } = now.current;
    const after = all.filter((_, index) => index !== where.line);
    write(after.length > 0 ? after : [blankLine()]);
    move(where.line, where.column);
  }, [move, write]);

  useImperativeHandle(
    ref,
    () => ({
      goTo: (lineId, key) =>
        move(
          now.current.lines.findIndex(({ id }) => id === lineId),
          now.current.columns.findIndex((column) => column.key === key),
        ),
      copyLine,
      deleteLine,
    }),
    [move, copyLine, deleteLine],
  );

  const pasteText = (text: string) => {
    const table = readTable(text);
    if (table.length === 0) return;
    const after = paste(lines, at, table, columns, words);
    const last = after.at(-1);
    if (last && Object.keys(last.cells).length > 0) after.push(blankLine());
    now.current.editing = null;
    setEditing(null);
    write(after);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const column = columns[at.column];
    if (!column) return;
    const step = (line: number, over: number) => {
      event.preventDefault();
      commit();
      move(at.line + line, at.column + over);
    };
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
      event.preventDefault();
      commit();
      copyLine();
      return;
    }
    switch (event.key) {
      case 'Enter':
        return step(event.shiftKey ? -1 : 1, 0);
      case 'Tab': {
        const ends = event.shiftKey ? at.column === 0 && at.line === 0 : at.column === columns.length - 1 && at.line === lines.length - 1;
        if (ends) return commit();
        event.preventDefault();
        commit();
        if (event.shiftKey) return at.column > 0 ? move(at.line, at.column - 1) : move(at.line - 1, columns.length - 1);
        return at.column < columns.length - 1 ? move(at.line, at.column + 1) : move(at.line + 1, 0);
      }
      case 'ArrowDown':
        return column.kind === 'category' && event.altKey ? undefined : step(1, 0);
      case 'ArrowUp':
        return step(-1, 0);
      case 'ArrowRight':
        return editing === null ? step(0, 1) : undefined;
      case 'ArrowLeft':
        return editing === null ? step(0, -1) : undefined;
      case 'PageDown':
        return step(20, 0);
      case 'PageUp':
        return step(-20, 0);
      case 'Escape':
        return setEditing(null);
      case 'F2':
        return setEditing(lines[at.line]?.cells[column.key] ?? '');
      case 'Delete':
      case 'Backspace':
        if (editing !== null) return;
        event.preventDefault();
        return put(at.line, column.key, '');
      default:
    }
  };

  const active = (line: number) => (line === at.line ? at.column : -1);
  return (
    <div
      ref={box}
      className="grid"
      role="grid"
      tabIndex={-1}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-label={t('seizure_lists:grid')}
      data-takes-scans
      onKeyDown={onKeyDown}
      onCopy={(event) => {
        if (editing !== null) return;
        event.preventDefault();
        const column = columns[at.column];
        event.clipboardData.setData('text/plain', (column && lines[at.line]?.cells[column.key]) ?? '');
      }}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain');
        // A single word goes into the edited cell; a table fills the cells from here.
        if (editing !== null && !/[\t\n]/.test(text)) return;
        event.preventDefault();
        pasteText(text);
      }}
    >
      <div className="grid-head" role="row" style={{ width }}>
        <div className="grid-cell grid-number" role="columnheader" style={{ width: NUMBER }}>#</div>
        {columns.map((column) => (
          <div key={column.key} className="grid-cell" role="columnheader" style={{ width: column.width }} title={t(`seizure_lists:column.${column.key}`)}>
            {t(`seizure_lists:column.${column.key}`)}
          </div>
        ))}
      </div>
      <div className="grid-body" style={{ height: rows.getTotalSize(), width }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <GridRow
              key={line.id}
              line={line}
              index={index}
              top={start}
              columns={columns}
              active={active(index)}
              editing={index === at.line ? editing : null}
              errors={errors.get(line.id)}
              onPick={pick}
              onEdit={setEditing}
              onLeave={commit}
              onChoose={put}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  line: Line;
  index: number;
  top: number;
  columns: readonly DescriptionColumn[];
  /** Index of the column with the cursor, -1 for none. */
  active: number;
  editing: string | null;
  errors: ReadonlyMap<ColumnKey, string> | undefined;
  onPick: (line: number, column: number) => void;
  onEdit: (text: string) => void;
  onLeave: () => void;
  onChoose: (line: number, key: ColumnKey, text: string) => void;
}

// A line is re-rendered only when its content, its cursor or its errors change.
const GridRow = memo(GridRowBare);

function GridRowBare({ line, index, top, columns, active, editing, errors, onPick, onEdit, onLeave, onChoose }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
      <div className={`grid-cell grid-number${errors ? ' grid-wrong' : ''}`} role="rowheader" style={{ width: NUMBER }}>{index + 1}</div>
      {columns.map((column, at) => {
        const text = line.cells[column.key] ?? '';
        const wrong = errors?.get(column.key);
        const foreign = !applies(column, line.cells.category);
        const name = `grid-cell${wrong ? ' grid-wrong' : ''}${foreign ? ' grid-foreign' : ''}${active === at ? ' grid-active' : ''}`;
        return (
          <div key={column.key} className={name} role="gridcell" tabIndex={-1} aria-invalid={wrong !== undefined} title={wrong ?? (text.length > 12 ? text : undefined)} style={{ width: column.width }} onMouseDown={active === at ? undefined : (event) => {
              // The field that appears must take the focus, not the cell.
              event.preventDefault();
              onPick(index, at);
            }}>
            {active === at ? (
              <Cell column={column} text={text} editing={editing} wrong={wrong} index={index} onEdit={onEdit} onLeave={onLeave} onChoose={(key, chosen) => onChoose(index, key, chosen)} />
            ) : (
              <Shown column={column} text={text} t={t} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function Shown({ column, text, t }: { column: DescriptionColumn; text: string; t: (key: string) => string }) {
  if (column.kind === 'category' && isWord('Category', text)) return <>{t(`words:Category.${text}`)}</>;
  if (column.kind === 'flag' && (text === 'true' || text === 'false')) return <>{t(`seizure_lists:flag.${text}`)}</>;
  return <>{text}</>;
}

interface CellProps {
  column: DescriptionColumn;
  text: string;
  editing: string | null;
  wrong: string | undefined;
  index: number;
  onEdit: (text: string) => void;
  onLeave: () => void;
  onChoose: (key: ColumnKey, text: string) => void;
}

/** The cell with the cursor: always an input field, so that a Chinese input method can start in it; shows the cell's text until something is typed. */
function Cell({ column, text, editing, wrong, index, onEdit, onLeave, onChoose }: CellProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const label = t('seizure_lists:cell', { line: index + 1, column: t(`seizure_lists:column.${column.key}`) });
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, [column.key, index]);
  const choices = column.kind === 'category' ? [...LISTS.Category] : column.kind === 'flag' ? ['true', 'false'] : null;
  if (choices) {
    const known = text === '' || choices.includes(text);
    return (
      <select ref={field} aria-label={label} aria-invalid={wrong !== undefined} value={text} onChange={(event) => onChoose(column.key, event.target.value)}>
        <option value="">{t('seizure_lists:none')}</option>
        {!known && <option value={text}>{text}</option>}
        {choices.map((word) => (
          <option key={word} value={word}>{column.kind === 'category' ? t(`words:Category.${word}`) : t(`seizure_lists:flag.${word}`)}</option>
        ))}
      </select>
    );
  }
  return (
    <>
      {editing === null && <span className="grid-under">{text}</span>}
      <input
        ref={field}
        className={editing === null ? 'grid-waiting' : undefined}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        inputMode={column.kind === 'text' ? 'text' : 'decimal'}
        maxLength={500}
        value={editing ?? ''}
        onChange={(event) => onEdit(event.target.value)}
        onDoubleClick={() => onEdit(editing ?? text)}
        onBlur={onLeave}
      />
    </>
  );
}

/** Keeps earlier states of the lines, for Ctrl+Z. */
export function useUndo(lines: readonly Line[], restore: (lines: Line[]) => void): { note: () => void } {
  const past = useRef<(readonly Line[])[]>([]);
  const latest = useRef({ lines, restore });
  useEffect(() => {
    latest.current = { lines, restore };
  });
  useEffect(() => {
    const undo = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      const within = event.target instanceof HTMLElement && event.target.closest('.grid');
      const typing = event.target instanceof HTMLInputElement && event.target.value !== '';
      const before = within && !typing ? past.current.pop() : undefined;
      if (!before) return;
      event.preventDefault();
      latest.current.restore([...before]);
    };
    window.addEventListener('keydown', undo);
    return () => window.removeEventListener('keydown', undo);
  }, []);
  return useMemo(
    () => ({
      note: () => {
        past.current = [...past.current.slice(-49), latest.current.lines];
      },
    }),
    [],
  );
}
