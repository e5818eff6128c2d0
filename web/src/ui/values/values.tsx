// How single values are shown on every page: times, amounts, counts, codes, values of closed lists.
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useWord, type WordLists } from '@/i18n/words';
import { showMoney } from './money';
import { showTime } from './time';

export const NOTHING = '—';

export function Time({ at, form = 'minute' }: { at: string | null | undefined; form?: 'minute' | 'day' | 'second' }) {
  if (!at) return <>{NOTHING}</>;
  return <time dateTime={at} className="figures" title={showTime(at, 'second')}>{showTime(at, form)}</time>;
}

export function Money({ minor, currency }: { minor: number | null | undefined; currency: string | null | undefined }) {
  const { i18n } = useTranslation();
  if (minor === null || minor === undefined) return <>{NOTHING}</>;
  return <span className="figures">{showMoney(minor, currency, i18n.language)}</span>;
}

export function Count({ n }: { n: number }) {
  const { i18n } = useTranslation();
  return <span className="figures">{n.toLocaleString(i18n.language)}</span>;
}

/** A measured amount in thousandths of its unit. */
export function Amount({ thousandths, unit }: { thousandths: number | null | undefined; unit?: string | null | undefined }) {
  const { i18n } = useTranslation();
  if (thousandths === null || thousandths === undefined) return <>{NOTHING}</>;
  return <span className="figures">{(thousandths / 1000).toLocaleString(i18n.language, { maximumFractionDigits: 3 })}{unit && ` ${unit}`}</span>;
}

/** A value of a closed list, in the reader's language. */
export function Word<K extends keyof WordLists & string>({ of, is }: { of: K; is: (WordLists[K] & string) | null | undefined }) {
  const word = useWord();
  return <>{is ? word(of, is) : NOTHING}</>;
}

/** A label code, in a font whose digits and letters are easy to tell apart. */
export function Code({ children }: { children: string | null | undefined }) {
  return <span className="code">{children ?? NOTHING}</span>;
}

const STATE_COLOURS: Record<Schemas['CustodyState'], string> = {
  registered: 'default',
  pending_intake: 'processing',
  in_custody: 'green',
  on_loan: 'orange',
  released: 'default',
  refused: 'red',
  discrepancy: 'red',
  lost: 'red',
  cancelled: 'default',
};

export function CustodyTag({ state }: { state: Schemas['CustodyState'] }) {
  return <Tag color={STATE_COLOURS[state]}><Word of="CustodyState" is={state} /></Tag>;
}

const STATUS_COLOURS: Record<Schemas['RequestStatus'], string> = {
  draft: 'default',
  awaiting_unit_head: 'processing',
  awaiting_centre_head: 'processing',
  approved: 'cyan',
  executing: 'blue',
  awaiting_confirmation: 'orange',
  completed: 'green',
  returned_for_correction: 'orange',
  rejected: 'red',
  withdrawn: 'default',
};

export function StatusTag({ status }: { status: Schemas['RequestStatus'] }) {
  return <Tag color={STATUS_COLOURS[status]}><Word of="RequestStatus" is={status} /></Tag>;
}

/** Marks what was replaced or cancelled; what is in force needs no mark. */
export function RecordTag({ state }: { state: Schemas['RecordState'] }) {
  if (state === 'in_force') return null;
  return <Tag color={state === 'cancelled' ? 'red' : 'orange'}><Word of="RecordState" is={state} /></Tag>;
}

const LEVEL_COLOURS: Record<Schemas['SecrecyLevel'], string> = { ordinary: 'default', restricted: 'volcano', secret: 'red' };

/** How far a case may be known, or what somebody is cleared for: shown where it is not ordinary. */
export function SecrecyTag({ level }: { level: Schemas['SecrecyLevel'] }) {
  if (level === 'ordinary') return null;
  return <Tag color={LEVEL_COLOURS[level]}><Word of="SecrecyLevel" is={level} /></Tag>;
}
