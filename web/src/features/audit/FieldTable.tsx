// What an entry tells, field by field: before and after where both are known, otherwise what was recorded.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { FieldValue } from './FieldValue';

type Change = Schemas['ChangeView'];
type References = ReadonlyMap<string, Schemas['SubjectView']>;

/** The name of a field in the reader's language; one this version does not know keeps its name in the log. */
function useFieldName(): (field: string) => string {
  const word = useWord();
  return (field) => {
    const last = field.split('.').at(-1) ?? field;
    const known = LISTS.EntryField.find((name) => name === last);
    return known ? word('EntryField', known) : last;
  };
}

function groupOf({ field }: Change): string {
  return field.split('.').slice(0, -1).join('.');
}

function isSame({ before, after, compared }: Change): boolean {
  return compared && JSON.stringify(before) === JSON.stringify(after);
}

/** The fields of an entry: what it changed or registered first, what stayed as it was on demand. */
export function FieldTables({ entry }: { entry: Schemas['AuditEntryDetail'] }) {
  const { t } = useTranslation();
  const name = useFieldName();
  const references: References = new Map(entry.references.map((one) => [one.id, one]));
  const told = entry.changes.filter((change) => !isSame(change));
  const same = entry.changes.filter(isSame);
  const groups = [...new Set(told.map(groupOf))];
  return (
    <>
      {entry.changes.length === 0 && <p className="quiet">{t('audit:nothing_told')}</p>}
      {entry.changes.length > 0 && told.length === 0 && <p className="quiet">{t('audit:nothing_changed')}</p>}
      {groups.map((group) => (
        <FieldTable key={group} title={groups.length > 1 && group ? name(group) : undefined} rows={told.filter((row) => groupOf(row) === group)} kind={entry.subject_kind} references={references} />
      ))}
      {same.length > 0 && (
        <details className="audit-fold">
          <summary>{t('audit:unchanged', { count: same.length })}</summary>
          <FieldTable title={undefined} rows={same.map((row) => ({ ...row, compared: false }))} kind={entry.subject_kind} references={references} />
        </details>
      )}
    </>
  );
}

interface TableProps {
  title: string | undefined;
  rows: readonly Change[];
  kind: Schemas['SubjectKind'] | null;
  references: References;
}

function FieldTable({ title, rows, kind, references }: TableProps) {
  const { t } = useTranslation();
  const name = useFieldName();
  const both = rows.some((row) => row.compared);
  return (
    <table className="audit-fields">
      {title && <caption>{title}</caption>}
      <thead>
        <tr>
          <th scope="col">{t('audit:field')}</th>
          {both && <th scope="col">{t('audit:before')}</th>}
          <th scope="col">{both ? t('audit:after') : t('audit:value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row">{name(row.field)}</th>
            {both && <td><FieldValue field={row.field} kind={kind} value={row.before} references={references} /></td>}
            <td><FieldValue field={row.field} kind={kind} value={row.after} references={references} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
