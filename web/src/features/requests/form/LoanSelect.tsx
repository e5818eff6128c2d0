import { Select } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, type Schemas } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';
import { useMe } from '@/ui/session/me';
import { useCalled } from '@/ui/values/called';
import { showTime } from '@/ui/values/time';
import type { Picked } from './requestDraft';

interface Props {
  value: string | null;
  /** Called with the loan, its case, and the items still out on it. */
  onChange: (loan: string, caseId: string, items: Picked[]) => void;
}

const pickedOf = (row: Schemas['LoanView']): Picked => ({ code: row.code, name: row.name, category: row.category, pieces: row.pieces, unit: '', custody_state: 'on_loan', place_code: null });

/** Chooses one of the agency's open loans; picks everything still out on it. */
export function LoanSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const called = useCalled();
  const me = useMe();
  const list = queries.useInfiniteQuery('get', '/api/v1/loans', { params: { query: { open: true, agency_id: me.agency.id, limit: LARGEST_PAGE } } }, toTheEnd);
  const all = useWholeList(list);
  const { rows: open, pending, whole } = all;
  const loans = useMemo(() => {
    const found = new Map<string, Schemas['LoanView'][]>();
    // A loan may go on in the next page: none is offered in part.
    for (const row of whole ? (open ?? []) : []) found.set(row.request_id, [...(found.get(row.request_id) ?? []), row]);
    return found;
  }, [open, whole]);
  const choose = (id: string) => {
    const rows = loans.get(id) ?? [];
    if (rows[0]) onChange(id, rows[0].case_id, rows.map(pickedOf));
  };
  return (
    <>
      <Select
        className="wide"
        value={value}
        loading={pending}
        placeholder={t('requests:choose_loan')}
        aria-label={t('requests:loan')}
        notFoundContent={t('requests:no_loans')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={choose}
        options={[...loans].map(([id, [first, ...others]]) => ({
          value: id,
          label: first ? t('requests:loan_option', { number: first.number, name: called(first, 'case_name'), borrower: called(first, 'borrower_name'), count: others.length + 1, due: showTime(first.due_at, 'day') }) : id,
        }))}
      />
      <BrokenList of={[all]} />
    </>
  );
}

/** Picks the loan named in the URL once it has loaded. */
export function useNamedLoan(named: string | null, onChange: Props['onChange']): void {
  const list = queries.useInfiniteQuery('get', '/api/v1/loans', { params: { query: { open: true, request_id: named ?? '', limit: LARGEST_PAGE } } }, { ...toTheEnd, enabled: named !== null });
  const { rows, whole } = useWholeList(list);
  useEffect(() => {
    const [first] = rows ?? [];
    if (named !== null && whole && rows && first) onChange(named, first.case_id, rows.map(pickedOf));
    // Only once, when all its loans have come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, whole, named]);
}
