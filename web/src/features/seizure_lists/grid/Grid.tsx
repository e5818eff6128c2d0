import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnKey, columnsFor } from '@/parts/description/descriptionColumns';
import { GridRow, NUMBER } from './GridRow';
import type { Vocabulary } from './headings';
import { blankLine, copyOf, filledColumns, isBlank, type Line, readCell } from './lines';
import { usePaste } from './usePaste';

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
/** Pixels of the line of headings, which stays above the scrolled lines. */
const HEAD = 33;

/** A light spreadsheet: typing, pasting, moving with the arrow keys. Only visible lines are rendered. */
export function Grid({ lines, onChange, errors, words, ref }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<At>({ line: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);

  const columns = useMemo(() => columnsFor(new Set(lines.map((line) => line.cells.category ?? '')), filledColumns(lines)), [lines]);
  const width = NUMBER + columns.reduce((sum, column) => sum + column.width, 0);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12, scrollMargin: HEAD, scrollPaddingStart: HEAD });

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
      element.scrollIntoView({ block: 'nearest' });
      // The first column, the name, stays beside the line's number.
      if (to.column === 0) return;
      const frozen = NUMBER + (known[0]?.width ?? 0);
      const left = NUMBER + known.slice(0, to.column).reduce((sum, each) => sum + each.width, 0);
      const right = left + (known[to.column]?.width ?? 0);
      if (left - frozen < element.scrollLeft) element.scrollLeft = left - frozen;
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

  const pasting = usePaste({
    words,
    put: (after) => {
      const last = after.at(-1);
      if (last && !isBlank(last)) after.push(blankLine());
      now.current.editing = null;
      setEditing(null);
      write(after);
    },
  });

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
        return (column.kind === 'category' || column.kind === 'grade') && event.altKey ? undefined : step(1, 0);
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
    <>
      {pasting.shown}
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
          pasting.paste(text, { lines, line: at.line, into: { column: at.column, columns } });
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
                top={start - HEAD}
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
    </>
  );
}
