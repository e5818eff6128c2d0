// What an entry is about, or mentions: its name, and its number, code or login, with the way to it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/api/client';
import { LISTS } from '@/api/words';
import { useWord } from '@/i18n/words';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { Code, NOTHING } from '@/ui/values/values';

export type Kind = Schemas['SubjectKind'];

type Permission = (typeof LISTS.Permission)[number];

/** Where things of a kind have a page of their own, and who may open it. */
const PAGES: Partial<Record<Kind, readonly [Permission, string]>> = {
  item: ['read_items', '/items/'],
  request: ['read_requests', '/requests/'],
  case: ['read_cases', '/cases/'],
  seizure_list: ['read_cases', '/seizure-lists/'],
  paper: ['read_requests', '/papers/'],
  print_batch: ['read_prints', '/labels/batches/'],
};

/** The address of the page of something; undefined where it has none, or this person may not open it. */
function usePageOf(): (kind: Kind | null, id: string | null) => string | undefined {
  const me = useMe();
  return (kind, id) => {
    const [needed, path] = (kind && PAGES[kind]) ?? [];
    return id && needed && me.may(needed) ? `${path}${id}` : undefined;
  };
}

/** The address of all entries about something. */
export function entriesAbout(kind: Kind | null, id: string): string {
  return kind === 'item' ? `/audit?item_id=${id}` : `/audit?subject_id=${id}`;
}

/** A code as people read it: of a setting, its name. */
function useCode(): (kind: Kind | null, code: string | null | undefined) => string | undefined {
  const word = useWord();
  return (kind, code) => {
    const setting = LISTS.SettingName.find((name) => kind === 'setting' && name === code);
    return setting ? word('SettingName', setting) : (code ?? undefined);
  };
}

/** What an entry is about, as one text without links. */
export function useSubjectText(): (row: Schemas['AuditEntryView']) => string | undefined {
  const called = useCalled();
  const code = useCode();
  return (row) => {
    const [name, number] = [called(row, 'subject_name'), code(row.subject_kind, called(row, 'subject_code'))];
    return [name, number].filter(Boolean).join(' ') || undefined;
  };
}

/** What an entry of a list is about. */
export function EntrySubject({ row }: { row: Schemas['AuditEntryView'] }) {
  const called = useCalled();
  return <Named kind={row.subject_kind} id={row.item_id ?? row.subject_id} name={called(row, 'subject_name')} code={called(row, 'subject_code')} concealed={row.concealed} />;
}

/** Something that an entry mentions. */
export function Mentioned({ view }: { view: Schemas['SubjectView'] }) {
  const called = useCalled();
  return <Named kind={view.kind} id={view.id} name={called(view, 'name')} code={called(view, 'code')} linked />;
}

interface NamedProps {
  kind: Kind | null;
  id: string | null;
  name: string | undefined;
  code: string | undefined;
  concealed?: boolean;
  /** Whether it leads to its entries, where it has no page that may be opened. */
  linked?: boolean;
}

function Named({ kind, id, name, code, concealed, linked }: NamedProps) {
  const { t } = useTranslation();
  const pageOf = usePageOf();
  const read = useCode();
  if (concealed) return <span className="quiet">{t('audit:concealed_name')}</span>;
  const number = read(kind, code);
  const text: ReactNode = (
    <>
      {name} {number && (kind === 'setting' ? number : <Code>{number}</Code>)}
    </>
  );
  if (!name && !number) return <>{NOTHING}</>;
  const to = pageOf(kind, id) ?? (linked && id ? entriesAbout(kind, id) : undefined);
  return to ? <Link to={to}>{text}</Link> : <span>{text}</span>;
}
