import { Select } from 'antd';
import { queries } from '@/api/client';
import { BrokenList } from '@/ui/list/BrokenList';
import { LARGEST_PAGE, toTheEnd } from '@/ui/list/paging';
import { useWholeList } from '@/ui/list/wholeList';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (value: string | undefined) => void;
  label: string;
  /** An agency to leave out: none can be its own parent. */
  without?: string;
  allowClear?: boolean;
  className?: string;
}

/** Chooses an active agency, found by typing part of its name. */
export function AgencySelect({ id, value, onChange, label, without, allowClear = false, className }: Props) {
  const agencies = useWholeList(queries.useInfiniteQuery('get', '/api/v1/agencies', { params: { query: { active: true, limit: LARGEST_PAGE } } }, { ...toTheEnd, staleTime: 60_000 }));
  const options = (agencies.rows ?? []).filter((row) => row.id !== without).map((row) => ({ value: row.id as string, label: row.name }));
  return (
    <>
      <Select
        {...(id === undefined ? {} : { id })}
        {...(className === undefined ? {} : { className })}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={allowClear}
        loading={agencies.pending}
        placeholder={label}
        aria-label={label}
        value={value ?? null}
        options={options}
        onChange={(chosen) => onChange?.(chosen ?? undefined)}
      />
      <BrokenList of={[agencies]} />
    </>
  );
}
