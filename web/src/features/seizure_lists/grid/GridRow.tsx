import { memo, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isWord } from '@/api/isWord';
import { LISTS } from '@/api/words';
import { applies, type ColumnKey, type DescriptionColumn } from '@/parts/description/descriptionColumns';
import type { Line } from './lines';

/** Pixels of the column with the line's number. */
export const NUMBER = 44;

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
export const GridRow = memo(GridRowBare);

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
              shown(column, text, t)
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The text of a cell as people read it. */
function shown(column: DescriptionColumn, text: string, t: (key: string) => string): string {
  if (column.kind === 'category' && isWord('Category', text)) return t(`words:Category.${text}`);
  if (column.kind === 'grade' && isWord('Grade', text)) return t(`words:Grade.${text}`);
  if (column.kind === 'flag' && (text === 'true' || text === 'false')) return t(`seizure_lists:flag.${text}`);
  return text;
}

/** The words that a cell of a kind is chosen from. */
const CHOICES: Partial<Record<DescriptionColumn['kind'], readonly string[]>> = { category: LISTS.Category, grade: LISTS.Grade, flag: ['true', 'false'] };

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
  const choices = CHOICES[column.kind];
  if (choices) {
    const known = text === '' || choices.includes(text);
    return (
      <select ref={field} aria-label={label} aria-invalid={wrong !== undefined} value={text} onChange={(event) => onChoose(column.key, event.target.value)}>
        <option value="">{t('seizure_lists:none')}</option>
        {!known && <option value={text}>{text}</option>}
        {choices.map((word) => (
          <option key={word} value={word}>{shown(column, word, t)}</option>
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
        inputMode={column.kind === 'text' || column.kind === 'prose' ? 'text' : 'decimal'}
        value={editing ?? ''}
        onChange={(event) => onEdit(event.target.value)}
        onDoubleClick={() => onEdit(editing ?? text)}
        onBlur={onLeave}
      />
    </>
  );
}
