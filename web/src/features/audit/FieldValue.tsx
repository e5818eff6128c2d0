// The value of a field of an entry, as people read it: words of closed lists, times, names instead of ids.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { Code, Count, NOTHING, Time } from '@/ui/values/values';
import { type Kind, Mentioned } from './SubjectName';

type List = keyof typeof LISTS;

/** The closed list that a field takes its words from: by its path, or by the last part of it. */
const LIST_OF: Readonly<Record<string, List>> = {
  'request.status': 'RequestStatus', 'request.kind': 'RequestKind', 'extension.status': 'ExtensionStatus', 'document.kind': 'DocumentKind',
  'finding.kind': 'FindingKind', 'row.kind': 'PrintKind', 'row.status': 'PrintStatus', 'row.subject': 'LabelSubject',
  state: 'CustodyState', category: 'Category', legal_status: 'LegalStatus', disposition: 'Disposition', condition: 'Condition', stage: 'Stage',
  secrecy: 'SecrecyLevel', clearance: 'SecrecyLevel', storage_class: 'StorageClass', purpose: 'LoanPurpose', resolution: 'Resolution',
  delivery: 'DeliveryManner', sealing: 'Sealing',
  ruling: 'Ruling', register: 'Register', format: 'Format', roles: 'Role', member: 'EntryField',
};
/** The same where it depends on what the entry is about. */
const LIST_BY_KIND: Partial<Record<Kind, Readonly<Record<string, List>>>> = {
  agency: { kind: 'AgencyKind' },
  place: { kind: 'PlaceKind' },
  setting: { name: 'SettingName' },
};
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list a field of an entry about a kind of thing takes its words from. */
function listOf(field: string, kind: Kind | null): List | undefined {
  const last = field.split('.').at(-1) ?? field;
  return (kind && LIST_BY_KIND[kind]?.[field]) ?? LIST_OF[field] ?? LIST_OF[last];
}

interface ValueProps {
  field: string;
  kind: Kind | null;
  value: unknown;
  references: ReadonlyMap<string, Schemas['SubjectView']>;
}

export function FieldValue({ field, kind, value, references }: ValueProps) {
  const { t } = useTranslation();
  const word = useWord();
  if (value === null || value === undefined || value === '') return <>{NOTHING}</>;
  if (typeof value === 'boolean') return <>{value ? t('audit:yes') : t('audit:no')}</>;
  if (typeof value === 'number') return field.endsWith('seq') ? <span className="figures">{value}</span> : <Count n={value} />;
  if (Array.isArray(value)) {
    if (value.length === 0) return <>{NOTHING}</>;
    return (
      <ul className="plain">
        {value.map((one, at) => <li key={`${at} ${String(one)}`}><FieldValue field={field} kind={kind} value={one} references={references} /></li>)}
      </ul>
    );
  }
  if (typeof value !== 'string') return <pre className="audit-text">{JSON.stringify(value, null, 2)}</pre>;
  const list = listOf(field, kind);
  if (list) {
    const words = LISTS[list] as readonly string[];
    // An account has several roles in one text.
    const told = value.split(',').map((one) => (words.includes(one) ? word(list, one as never) : one));
    return <>{told.join(t('ui:comma'))}</>;
  }
  // Of a number that is kept encrypted, the log shows the end.
  if (value.startsWith('sealed:')) return <Code>{value.split(':')[2]}</Code>;
  if (TIME.test(value)) return <Time at={value} form="second" />;
  const mentioned = references.get(value);
  if (mentioned) return <Mentioned view={mentioned} />;
  if (ID.test(value)) return <Code>{value}</Code>;
  return <span className="audit-value">{value}</span>;
}
